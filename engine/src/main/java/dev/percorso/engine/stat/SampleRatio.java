package dev.percorso.engine.stat;

import org.hipparchus.special.Gamma;

/**
 * Whether people were spread over the variants of an experiment as they should have been. If not, something lost some of
 * them, and nothing the experiment says can be trusted.
 *
 * <p>Source: A. Fabijan et al., Diagnosing Sample Ratio Mismatch, KDD 2019; the chi-square goodness-of-fit test.
 */
public final class SampleRatio {

    private SampleRatio() {}

    /**
     * The probability of counts at least as far from what was expected, if nothing is wrong.
     *
     * @param counted people by variant
     * @param expected people by variant, of the same total; a variant that expects nobody must have none
     */
    public static double probability(long[] counted, double[] expected) {
        if (counted.length != expected.length || counted.length < 2) {
            throw new IllegalArgumentException("two or more variants with a count and an expectation each are needed");
        }
        double statistic = 0;
        int variants = 0;
        for (int variant = 0; variant < counted.length; variant++) {
            if (expected[variant] > 0) {
                double distance = counted[variant] - expected[variant];
                statistic += distance * distance / expected[variant];
                variants++;
            } else if (counted[variant] > 0) {
                return 0;
            }
        }
        return variants < 2 ? 1 : Gamma.regularizedGammaQ((variants - 1) / 2.0, statistic / 2);
    }
}
