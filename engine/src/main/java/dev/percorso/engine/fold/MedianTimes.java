package dev.percorso.engine.fold;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The exact medians of many samples of durations, told apart by number, of which only those near the median need be
 * kept: a {@link #windows look} at a part of the journeys says where each median must lie, and of a duration outside
 * only whether it is below is counted. Should a median lie outside of its window all the same, {@link #missed} says so,
 * and the durations must be shown again with that window open. Durations are kept as {@link TimeSample} does.
 */
final class MedianTimes {
    /** A window that keeps every duration. */
    private static final long OPEN = 0xFFFF_FFFFL;

    private static final long NUMBER = 0xFFFF_FFFFL;

    /** By sample: the least duration kept in the upper half, in the lower one how far above it the longest is. */
    private final long[] windows;
    /** By sample: how many durations below the window in the upper half, how many at all in the lower one. */
    private final long[] counts;

    private final TimeSamples kept;

    /** @param windows by sample, as {@link #open} or {@link #windows} make them; shared by workers, not changed */
    MedianTimes(long[] windows) {
        this.windows = windows;
        counts = new long[windows.length];
        kept = new TimeSamples(windows.length);
    }

    /** Windows that keep everything. */
    static long[] open(int samples) {
        long[] windows = new long[samples];
        Arrays.fill(windows, OPEN);
        return windows;
    }

    /** Hot: a duration outside of its window costs no more than a count, and none of that depends on it. */
    void add(int sample, long millis) {
        int encoded = EncodedTimes.encode(millis);
        long window = windows[sample];
        long aboveLow = (encoded & NUMBER) - (window >>> Integer.SIZE);
        counts[sample] += 1 - ((aboveLow >> (Long.SIZE - 1)) << Integer.SIZE);
        if (aboveLow >= 0 && aboveLow <= (window & NUMBER)) {
            kept.addEncoded(sample, encoded);
        }
    }

    /** Adds the samples of another object with the same windows. The other must not change any more. */
    void addAll(MedianTimes other) {
        for (int sample = 0; sample < counts.length; sample++) {
            counts[sample] += other.counts[sample];
        }
        kept.addAll(other.kept);
    }

    /** How many durations the sample was shown. */
    long count(int sample) {
        return counts[sample] & NUMBER;
    }

    /** Milliseconds; {@code NaN} without any. The sample must not be among those {@link #missed}. */
    double median(int sample) {
        long count = count(sample);
        return count == 0 ? Double.NaN : kept.atRank(sample, 0.5 * (count - 1) - below(sample));
    }

    private long below(int sample) {
        return counts[sample] >>> Integer.SIZE;
    }

    private boolean isMissed(int sample) {
        long count = count(sample);
        long lower = (count - 1) / 2 - below(sample);
        long upper = count / 2 - below(sample);
        return count > 0 && (lower < 0 || upper >= kept.count(sample));
    }

    /** Samples whose median is not among what was kept. */
    int[] missed() {
        return IntStream.range(0, counts.length).filter(this::isMissed).toArray();
    }

    /** The windows of this object, those of some samples open. */
    long[] opened(int... samples) {
        long[] wider = windows.clone();
        for (int sample : samples) {
            wider[sample] = OPEN;
        }
        return wider;
    }

    /**
     * Windows around the medians of these samples, of which everything was kept, for a larger number of durations of the
     * same kind. The share of all that lies below the median of a part of {@code n} is half ± 0.5/√n.
     *
     * @param margin how many of these standard errors a window reaches to either side
     */
    long[] windows(double margin) {
        long[] around = new long[counts.length];
        // The quantiles of a thousand samples take long enough to use all processors.
        Arrays.parallelSetAll(around, sample -> {
            double share = margin * 0.5 / Math.sqrt((double) count(sample));
            return share < 0.5 ? window(sample, 0.5 - share, 0.5 + share) : OPEN;
        });
        return around;
    }

    private long window(int sample, double from, double to) {
        double last = count(sample) - 1.0;
        int low = EncodedTimes.encode((long) kept.atRank(sample, Math.floor(from * last)));
        int high = EncodedTimes.encode((long) kept.atRank(sample, Math.ceil(to * last)));
        return (long) low << Integer.SIZE | (high - low & NUMBER);
    }
}
