package dev.percorso.engine.stat;

/**
 * Quantiles of long arrays by selection: linear time, no copy, the array's range is reordered.
 *
 * <p>Between two ranks the value is interpolated linearly (Hyndman and Fan, type 7; the default of R and NumPy).
 */
public final class Quantiles {

    private Quantiles() {}

    /**
     * The quantile of {@code values[0..length)}, which is reordered.
     *
     * @param share between 0 (minimum) and 1 (maximum)
     * @return {@code NaN} for an empty range
     */
    public static double quantile(long[] values, int length, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("a share between 0 and 1 is needed, got " + share);
        }
        if (length == 0) {
            return Double.NaN;
        }
        double rank = share * (length - 1);
        int lower = (int) rank;
        long low = select(values, 0, length, lower);
        double weight = rank - lower;
        if (weight == 0) {
            return low;
        }
        long high = Long.MAX_VALUE;
        for (int i = lower + 1; i < length; i++) {
            high = Math.min(high, values[i]);
        }
        return low + weight * ((double) high - low);
    }

    /** The median of {@code values[0..length)}, which is reordered; {@code NaN} for an empty range. */
    public static double median(long[] values, int length) {
        return quantile(values, length, 0.5);
    }

    /**
     * Puts the value of the given rank of {@code values[from..to)} in its place: nothing before it is larger, nothing
     * after it smaller.
     *
     * @param rank counted from 0 at {@code from}
     * @return the value
     */
    public static long select(long[] values, int from, int to, int rank) {
        if (rank < 0 || rank >= to - from) {
            throw new IllegalArgumentException("rank " + rank + " is outside of " + (to - from) + " values");
        }
        int target = from + rank;
        int left = from;
        int right = to - 1;
        while (left < right) {
            long pivot = medianOfThree(values[left], values[(left + right) >>> 1], values[right]);
            int i = left;
            int j = right;
            while (i <= j) {
                while (values[i] < pivot) {
                    i++;
                }
                while (values[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    long swap = values[i];
                    values[i++] = values[j];
                    values[j--] = swap;
                }
            }
            if (target <= j) {
                right = j;
            } else if (target >= i) {
                left = i;
            } else {
                break;
            }
        }
        return values[target];
    }

    private static long medianOfThree(long a, long b, long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }
}
