package dev.percorso.engine.stat;

import java.util.Arrays;

/**
 * What is usual, judged by earlier values of which a few may be outliers themselves.
 *
 * <p>A value is unusual when its modified z-score exceeds a limit; Iglewicz and Hoaglin, "How to Detect and Handle
 * Outliers", 1993, recommend 3.5. The score is {@code 0.6745 · (x − median) / MAD}, where MAD is the median of the absolute
 * deviations from the median; when more than half of the values are equal, so that it is 0, the mean absolute deviation
 * takes its place: {@code (x − median) / (1.253314 · meanAD)}.
 *
 * @param median of the earlier values
 * @param low smallest usual value
 * @param high largest usual value
 */
public record UsualBand(double median, double low, double high) {
    private static final double NORMAL_MEDIAN_DEVIATION = 0.6745;
    private static final double NORMAL_MEAN_DEVIATION = 1.253314;

    /**
     * The band of values whose score stays within the limit.
     *
     * @param earlier at least one value
     * @param limit of the score, e.g. 3.5
     * @param leastShare the band reaches at least this share of the median to each side, so that a series that never
     *     moved does not make every small step unusual
     */
    public static UsualBand of(double[] earlier, double limit, double leastShare) {
        if (earlier.length == 0) {
            throw new IllegalArgumentException("what is usual needs at least one earlier value");
        }
        double median = median(earlier.clone());
        double[] deviations = new double[earlier.length];
        double sum = 0;
        for (int i = 0; i < earlier.length; i++) {
            deviations[i] = Math.abs(earlier[i] - median);
            sum += deviations[i];
        }
        double medianDeviation = median(deviations);
        double scale = medianDeviation > 0
                ? medianDeviation / NORMAL_MEDIAN_DEVIATION
                : NORMAL_MEAN_DEVIATION * sum / earlier.length;
        double reach = Math.max(limit * scale, leastShare * Math.abs(median));
        return new UsualBand(median, median - reach, median + reach);
    }

    /** Whether the value lies within the band. */
    public boolean holds(double value) {
        return value >= low && value <= high;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        int middle = values.length / 2;
        return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
