package dev.percorso.engine.stat;

/**
 * Score interval of a proportion. Unlike the normal approximation it never leaves 0…1 and stays honest for few trials
 * and for shares near 0 or 1.
 *
 * <p>Source: E. B. Wilson, JASA 22 (1927), without continuity correction.
 */
public final class Wilson {

    private Wilson() {}

    /**
     * @param successes between 0 and {@code trials}
     * @param trials at least 0; without trials nothing is known: estimate 0 in the interval 0…1
     * @param confidence two-sided, such as 0.95
     */
    public static Interval interval(long successes, long trials, double confidence) {
        if (successes < 0 || successes > trials) {
            throw new IllegalArgumentException(
                    "successes must lie between 0 and the trials, got " + successes + " of " + trials);
        }
        double z = Normal.twoSided(confidence);
        if (trials == 0) {
            return new Interval(0, 0, 1);
        }
        double n = trials;
        double p = successes / n;
        double centre = p + z * z / (2 * n);
        double spread = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n));
        double scale = 1 + z * z / n;
        // The bounds touch 0 and 1 exactly at the extremes; rounding must not push them inside the estimate.
        double low = successes == 0 ? 0 : Math.min(p, Math.max(0, (centre - spread) / scale));
        double high = successes == trials ? 1 : Math.max(p, Math.min(1, (centre + spread) / scale));
        return new Interval(p, low, high);
    }
}
