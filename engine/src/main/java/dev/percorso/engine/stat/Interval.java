package dev.percorso.engine.stat;

/**
 * A confidence interval with its point estimate.
 *
 * @param estimate the observed value
 * @param low lower bound, at most the estimate
 * @param high upper bound, at least the estimate
 */
public record Interval(double estimate, double low, double high) {

    public Interval {
        if (!(low <= estimate && estimate <= high)) {
            throw new IllegalArgumentException(
                    "an interval needs low <= estimate <= high, got " + low + ", " + estimate + ", " + high);
        }
    }

    /** Whether zero lies outside: the difference is distinguishable from none at the chosen confidence. */
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }
}
