package dev.percorso.engine.stat;

import org.hipparchus.special.Erf;

/** Comparisons of two independent proportions, the first minus the second. */
public final class TwoProportions {

    private TwoProportions() {}

    /**
     * A test of "no difference".
     *
     * @param z difference in pooled standard errors
     * @param p two-sided probability of one at least as large if there is none
     */
    public record Test(double z, double p) {}

    /**
     * The z test with the pooled standard error. With no or only successes on both sides there is nothing to tell them
     * apart: z is 0 and p is 1.
     *
     * <p>Source: A. Agresti, Categorical Data Analysis, 3rd ed. (2013), section 3.2.
     */
    public static Test zTest(long successesA, long trialsA, long successesB, long trialsB) {
        requireCounts(successesA, trialsA);
        requireCounts(successesB, trialsB);
        double pooled = (double) (successesA + successesB) / (trialsA + trialsB);
        double error = Math.sqrt(pooled * (1 - pooled) * (1.0 / trialsA + 1.0 / trialsB));
        if (error == 0) {
            return new Test(0, 1);
        }
        double z = ((double) successesA / trialsA - (double) successesB / trialsB) / error;
        return new Test(z, Erf.erfc(Math.abs(z) / Math.sqrt(2)));
    }

    /**
     * An interval of the difference that may be looked at as often as one likes: the chance that it ever misses the truth
     * is at most 1 − confidence. It is that of the mixture sequential probability ratio test with a normal mixture,
     * narrowest when each side has about {@code expected} trials, and wider than {@link Newcombe} in return.
     *
     * <p>Source: R. Johari, P. Koomen, L. Pekelis, D. Walsh, Operations Research 70 (2022) 1806–1821, section 5; the
     * mixture's variance after I. Waudby-Smith et al., Annals of Statistics 52 (2024), appendix on tuning. One success and
     * one failure are added to each side for the variance (Agresti, Caffo 2000), so that it is never zero.
     *
     * @param expected trials of each side at which it is to be narrowest; fixed before the first look
     * @param confidence such as 0.95
     */
    public static Interval sequential(
            long successesA, long trialsA, long successesB, long trialsB, long expected, double confidence) {
        requireCounts(successesA, trialsA);
        requireCounts(successesB, trialsB);
        if (expected < 1 || !(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("at least one expected trial and a confidence between 0 and 1 are"
                    + " needed, got " + expected + " and " + confidence);
        }
        double variance = variance(successesA, trialsA) + variance(successesB, trialsB);
        double error = 1 - confidence;
        double size = -2 * Math.log(error) + Math.log(-2 * Math.log(error)) + 1;
        double mixture = size * 0.5 / expected;
        double width = Math.sqrt(2
                * variance
                * (variance + mixture)
                / mixture
                * (-Math.log(error) + 0.5 * Math.log((variance + mixture) / variance)));
        double difference = (double) successesA / trialsA - (double) successesB / trialsB;
        return new Interval(difference, difference - width, difference + width);
    }

    private static double variance(long successes, long trials) {
        double share = (successes + 1.0) / (trials + 2.0);
        return share * (1 - share) / trials;
    }

    private static void requireCounts(long successes, long trials) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    "successes must lie between 0 and at least one trial, got " + successes + " of " + trials);
        }
    }
}
