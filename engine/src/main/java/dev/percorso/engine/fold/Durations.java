package dev.percorso.engine.fold;

import java.util.Arrays;

/** A set of durations in milliseconds. */
public final class Durations {
    private final long[] millis;
    private boolean isSorted;

    /** Takes the array over. */
    Durations(long[] millis) {
        this.millis = millis;
    }

    /** Sorted on first demand: most readers of a result ask for counts only. */
    private synchronized long[] sorted() {
        if (!isSorted) {
            Arrays.parallelSort(millis);
            isSorted = true;
        }
        return millis;
    }

    /** How many there are. */
    public int count() {
        return millis.length;
    }

    /** Arithmetic mean in milliseconds; NaN when there are none. */
    public double mean() {
        if (millis.length == 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (long duration : sorted()) {
            sum += duration;
        }
        return sum / millis.length;
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
        if (millis.length == 0) {
            return Double.NaN;
        }
        long[] sorted = sorted();
        double at = share * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
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
        long[] sorted = sorted();
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < bound) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
