package dev.percorso.engine.stat;

import java.util.Optional;

/**
 * Interval of the difference between two medians. Durations are too skewed for means: one forgotten basket would
 * decide.
 *
 * <p>Source: R. M. Price and D. G. Bonett, Journal of Statistical Computation and Simulation 72 (2002) 119–124: the
 * variance of each median comes from a pair of its order statistics.
 */
public final class MedianDifference {

    /** Fewer values give no order statistics apart from the extremes. */
    public static final int SMALLEST_SAMPLE = 5;

    private static final int EXACT_TAIL_UP_TO = 500;

    private MedianDifference() {}

    /**
     * The median of {@code a} minus the median of {@code b}; both arrays are reordered.
     *
     * @param confidence two-sided, such as 0.95
     * @return empty when either has fewer than {@link #SMALLEST_SAMPLE} values
     */
    public static Optional<Interval> interval(long[] a, long[] b, double confidence) {
        double z = Normal.twoSided(confidence);
        if (a.length < SMALLEST_SAMPLE || b.length < SMALLEST_SAMPLE) {
            return Optional.empty();
        }
        double difference = Quantiles.median(a, a.length) - Quantiles.median(b, b.length);
        double half = z * Math.sqrt(medianVariance(a) + medianVariance(b));
        return Optional.of(new Interval(difference, difference - half, difference + half));
    }

    private static double medianVariance(long[] values) {
        int n = values.length;
        int c = Math.max(1, (int) Math.round((n + 1) / 2.0 - Math.sqrt(n)));
        long low = Quantiles.select(values, 0, n, c - 1);
        long high = Quantiles.select(values, 0, n, n - c);
        double deviation = ((double) high - low) / (2 * tailPoint(n, c));
        return deviation * deviation;
    }

    /** The normal point whose two tails hold as much as a fair binomial outside of the ranks c…n−c+1. */
    private static double tailPoint(int n, int c) {
        if (n > EXACT_TAIL_UP_TO) {
            return (n / 2.0 - (c - 0.5)) / (Math.sqrt(n) / 2);
        }
        double term = Math.pow(0.5, n);
        double tail = 0;
        for (int i = 0; i < c; i++) {
            tail += term;
            term = term * (n - i) / (i + 1);
        }
        return Normal.quantile(1 - tail);
    }
}
