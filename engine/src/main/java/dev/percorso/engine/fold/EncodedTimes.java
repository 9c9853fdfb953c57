package dev.percorso.engine.fold;

import dev.percorso.engine.stat.Bootstrap;
import dev.percorso.engine.stat.Interval;
import dev.percorso.engine.stat.Quantiles;
import java.util.Arrays;
import java.util.Optional;

/**
 * Durations in 4 bytes each: milliseconds up to 24 days, whole seconds above, at most 68 years. As unsigned numbers they
 * are in the order of the durations.
 */
final class EncodedTimes {
    private static final int SECONDS = 0x8000_0000;
    /** Buckets for each power of two; below it every value has its own. */
    private static final int FINE_BITS = 6;

    private static final int FINE = 1 << FINE_BITS;
    /** So many are faster selected from a copy than counted into buckets. */
    private static final int FEW = 4_096;

    private static final int BUCKETS = (Integer.SIZE - FINE_BITS + 1) << FINE_BITS;

    private EncodedTimes() {}

    /** @param millis not negative */
    static int encode(long millis) {
        return millis <= Integer.MAX_VALUE
                ? (int) millis
                : SECONDS | (int) Math.min(Integer.MAX_VALUE, Math.round(millis / 1000.0));
    }

    static long millis(int encoded) {
        return encoded >= 0 ? encoded : (encoded & Integer.MAX_VALUE) * 1000L;
    }

    /** Some stretches of encoded durations. */
    interface Source {
        /** Shows each stretch once; in any order, but always the same ones. */
        void show(Reader reader);
    }

    /** Reads {@code encoded[from..to)}. */
    interface Reader {
        void read(int[] encoded, int from, int to);
    }

    /**
     * The quantile in milliseconds (Hyndman and Fan, type 7); {@code NaN} without any. Counts into buckets that are at
     * most a sixty-fourth of their value wide, then looks only at those in the bucket asked for: two passes without
     * sorting, and nothing is copied but that bucket.
     */
    static double quantile(Source source, double share) {
        int[] buckets = counted(source);
        long count = Arrays.stream(buckets).asLongStream().sum();
        return count == 0 ? Double.NaN : atRank(source, buckets, count, share * (count - 1));
    }

    /**
     * The duration in milliseconds at a rank, interpolated between two.
     *
     * @param count of all durations, at least 1
     * @param rank from 0 to {@code count - 1}
     */
    static double atRank(Source source, long count, double rank) {
        if (count > FEW) {
            return atRank(source, counted(source), count, rank);
        }
        long[] all = new long[(int) count];
        int[] filled = new int[1];
        source.show((encoded, from, to) -> {
            int at = filled[0];
            for (int index = from; index < to; index++) {
                all[at++] = millis(encoded[index]);
            }
            filled[0] = at;
        });
        return between(all, (int) rank, rank - (int) rank);
    }

    /** The bootstrap interval of the median in milliseconds; empty for too few. */
    static Optional<Interval> medianInterval(Source source, double confidence) {
        int[] buckets = counted(source);
        int count = Math.toIntExact(Arrays.stream(buckets).asLongStream().sum());
        return Bootstrap.quantile(count, 0.5, confidence).map(ranks -> {
            double median = atRank(source, buckets, count, 0.5 * (count - 1));
            return new Interval(
                    median,
                    Math.min(atRank(source, buckets, count, ranks.low()), median),
                    Math.max(atRank(source, buckets, count, ranks.high()), median));
        });
    }

    private static int[] counted(Source source) {
        int[] buckets = new int[BUCKETS];
        source.show((encoded, from, to) -> {
            for (int at = from; at < to; at++) {
                buckets[bucket(encoded[at])]++;
            }
        });
        return buckets;
    }

    /** @param rank from 0, between two where the value lies between them */
    private static double atRank(Source source, int[] buckets, long count, double rank) {
        long lower = (long) rank;
        int first = bucketOfRank(buckets, lower);
        int last = bucketOfRank(buckets, Math.min(lower + 1, count - 1));
        long[] close = new long[buckets[first] + (first == last ? 0 : buckets[last])];
        int[] filled = new int[1];
        int least = smallest(first);
        int width = smallest(last + 1) - least;
        source.show((encoded, from, to) -> {
            int at = filled[0];
            for (int index = from; index < to; index++) {
                int value = encoded[index];
                if (Integer.compareUnsigned(value - least, width) < 0) {
                    close[at++] = millis(value);
                }
            }
            filled[0] = at;
        });
        return between(close, Math.toIntExact(lower - before(buckets, first)), rank - lower);
    }

    /** Selects from values, which are reordered: the one at the rank and, with a weight, a part of the step to the next. */
    private static double between(long[] values, int rank, double weight) {
        long low = Quantiles.select(values, 0, values.length, rank);
        if (weight == 0) {
            return low;
        }
        long high = Long.MAX_VALUE;
        for (int at = rank + 1; at < values.length; at++) {
            high = Math.min(high, values[at]);
        }
        return low + weight * ((double) high - low);
    }

    private static int bucket(int value) {
        int magnitude = Math.max(0, Integer.SIZE - 1 - FINE_BITS - Integer.numberOfLeadingZeros(value));
        return (magnitude << FINE_BITS) + (value >>> magnitude);
    }

    /** The least value of a bucket; 0, as an unsigned number beyond all others, after the last one. */
    private static int smallest(int bucket) {
        if (bucket < FINE) {
            return bucket;
        }
        int magnitude = (bucket >>> FINE_BITS) - 1;
        return (int) ((long) (bucket - (magnitude << FINE_BITS)) << magnitude);
    }

    private static int bucketOfRank(int[] buckets, long rank) {
        long seen = 0;
        for (int bucket = 0; ; bucket++) {
            seen += buckets[bucket];
            if (rank < seen) {
                return bucket;
            }
        }
    }

    private static long before(int[] buckets, int end) {
        long sum = 0;
        for (int bucket = 0; bucket < end; bucket++) {
            sum += buckets[bucket];
        }
        return sum;
    }
}
