package dev.percorso.engine.stat;

import org.hipparchus.special.Beta;

/** What counts of successes say about several shares, from uniform priors. */
public final class BetaBinomial {
    /** Odd, for Simpson's rule. */
    private static final int POINTS = 4_001;

    /** In standard deviations: far, since the tail of a share near 0 is that of an exponential. */
    private static final double REACH = 40;

    private BetaBinomial() {}

    /**
     * How probable it is, for each, that its share is the highest. They add up to 1.
     *
     * <p>Each is the integral of its posterior density times the chance that all others lie below, by Simpson's rule over
     * the region in which the posterior of any of them has weight; the error is below 1e-6.
     *
     * @param successes of each
     * @param trials of each; without trials only the prior speaks
     */
    public static double[] best(long[] successes, long[] trials) {
        if (successes.length != trials.length || successes.length == 0) {
            throw new IllegalArgumentException("successes and trials of at least one are needed");
        }
        double[] best = new double[successes.length];
        if (successes.length == 1) {
            best[0] = 1;
            return best;
        }
        for (int one = 0; one < best.length; one++) {
            best[one] = highest(one, successes, trials);
        }
        double sum = 0;
        for (double each : best) {
            sum += each;
        }
        for (int one = 0; one < best.length; one++) {
            best[one] /= sum;
        }
        return best;
    }

    private static double highest(int one, long[] successes, long[] trials) {
        double a = successes[one] + 1.0;
        double b = trials[one] - successes[one] + 1.0;
        double mean = a / (a + b);
        double deviation = Math.sqrt(mean * (1 - mean) / (a + b + 1));
        double low = Math.max(0, mean - REACH * deviation);
        double high = Math.min(1, mean + REACH * deviation);
        double step = (high - low) / (POINTS - 1);
        double scale = Beta.logBeta(a, b);
        double sum = 0;
        for (int point = 0; point < POINTS; point++) {
            double share = low + point * step;
            double weight = point == 0 || point == POINTS - 1 ? 1 : point % 2 == 1 ? 4 : 2;
            double value = weight * density(share, a, b, scale);
            for (int other = 0; other < successes.length && value > 0; other++) {
                if (other != one) {
                    value *=
                            Beta.regularizedBeta(share, successes[other] + 1.0, trials[other] - successes[other] + 1.0);
                }
            }
            sum += value;
        }
        return sum * step / 3;
    }

    private static double density(double share, double a, double b, double logBeta) {
        if ((share <= 0 && a > 1) || (share >= 1 && b > 1)) {
            return 0;
        }
        // With an exponent of 0 the factor is 1, also at the ends.
        double below = a == 1 ? 0 : (a - 1) * Math.log(share);
        double above = b == 1 ? 0 : (b - 1) * Math.log1p(-share);
        return Math.exp(below + above - logBeta);
    }
}
