package dev.percorso.engine.stat;

/**
 * How many times more often two traits meet than if they were independent, with its interval.
 *
 * <p>The lift of {@code n} persons, of whom {@code a} have the one, {@code b} the other and {@code c} both, is {@code n · c
 * / (a · b)}. Its logarithm is about normal; the variance follows from the multinomial counts of both, one only, other
 * only and none by the delta method: A. Agresti, Categorical Data Analysis, 3rd ed., 2013, section 16.1.4.
 */
public final class Lift {

    private Lift() {}

    /**
     * @param both persons who have both, at least 1
     * @param one persons who have the one
     * @param other persons who have the other
     * @param all persons
     * @param confidence two-sided, such as 0.95
     */
    public static Interval interval(long both, long one, long other, long all, double confidence) {
        if (both < 1 || both > one || both > other || one + other - both > all) {
            throw new IllegalArgumentException(
                    "%d persons with both of %d and %d, of %d in all, cannot be".formatted(both, one, other, all));
        }
        double n = all;
        double estimate = n * both / ((double) one * other);
        double byBoth = n / both - n / one - n / other;
        double byOne = -n / one;
        double byOther = -n / other;
        // The weighted mean of these derivatives is -1, whatever the counts.
        double squares =
                (both * byBoth * byBoth + (one - both) * byOne * byOne + (other - both) * byOther * byOther) / n;
        double error = Math.sqrt(Math.max(0, squares - 1) / n);
        double factor = Math.exp(Normal.twoSided(confidence) * error);
        return new Interval(estimate, estimate / factor, estimate * factor);
    }
}
