package dev.percorso.engine.fold;

import dev.percorso.engine.stat.Bootstrap;
import dev.percorso.engine.stat.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A set of durations in milliseconds. */
public final class Durations {
    /** What is not sorted yet: whole arrays, and the beginning of the last one. */
    private List<long[]> parts;

    private final int count;
    private long[] sorted = {};

    /**
     * Takes the arrays over.
     *
     * @param parts all full but the last
     * @param count of durations in all of them
     */
    Durations(List<long[]> parts, int count) {
        this.parts = parts;
        this.count = count;
    }

    /** Brought together and sorted on first demand: most readers of a result ask for counts only. */
    private synchronized long[] sorted() {
        if (sorted.length < count) {
            long[] all = new long[count];
            int at = 0;
            for (long[] part : parts) {
                int length = Math.min(part.length, count - at);
                System.arraycopy(part, 0, all, at, length);
                at += length;
            }
            Arrays.parallelSort(all);
            sorted = all;
            parts = List.of();
        }
        return sorted;
    }

    /** How many there are. */
    public int count() {
        return count;
    }

    /** Arithmetic mean in milliseconds; NaN when there are none. */
    public double mean() {
        if (count == 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (long duration : sorted()) {
            sum += duration;
        }
        return sum / count;
    }

    /** The middle duration in milliseconds; NaN when there are none. */
    public double median() {
        return quantile(0.5);
    }

    /**
     * The quantile in milliseconds, interpolated linearly between neighbours (Hyndman and Fan 1996, type 7, as
     * spreadsheets do); NaN when there are none.
     *
     * @param share from 0 (shortest) to 1 (longest)
     */
    public double quantile(double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a quantile lies from 0 to 1, was " + share);
        }
        if (count == 0) {
            return Double.NaN;
        }
        long[] ascending = sorted();
        double at = share * (count - 1);
        int below = (int) at;
        int above = Math.min(below + 1, count - 1);
        return ascending[below] + (at - below) * (ascending[above] - ascending[below]);
    }

    /** The bootstrap interval of the median in milliseconds; empty for too few durations. */
    public Optional<Interval> medianInterval(double confidence) {
        return Bootstrap.quantile(count, 0.5, confidence).map(ranks -> {
            long[] ascending = sorted();
            double median = median();
            return new Interval(
                    median,
                    Math.min((double) ascending[ranks.low()], median),
                    Math.max((double) ascending[ranks.high()], median));
        });
    }

    /**
     * How many durations fall into each bucket.
     *
     * @param bounds ascending milliseconds; bucket {@code k} is from bound {@code k} up to but without the next one
     */
    public long[] histogram(long... bounds) {
        long[] counts = new long[Math.max(0, bounds.length - 1)];
        for (int bucket = 0; bucket < counts.length; bucket++) {
            counts[bucket] = firstAtLeast(bounds[bucket + 1]) - (long) firstAtLeast(bounds[bucket]);
        }
        return counts;
    }

    private int firstAtLeast(long bound) {
        long[] ascending = sorted();
        int low = 0;
        int high = count;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ascending[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
