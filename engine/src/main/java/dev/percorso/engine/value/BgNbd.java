package dev.percorso.engine.value;

import dev.percorso.engine.value.BuyingPatterns.Pattern;

/**
 * The beta-geometric/NBD model: while a customer is there, purchases come at a constant rate of their own (gamma over
 * people); after each repeat purchase they leave with a probability of their own (beta over people).
 *
 * <p>By its construction nobody leaves before a repeat purchase: who bought once is alive for certain, though perhaps
 * at a rate near 0; {@link MbgNbd} lets them leave too.
 *
 * <p>Source: P. S. Fader, B. G. S. Hardie, K. L. Lee, "Counting Your Customers" the Easy Way, Marketing Science 24 (2),
 * 2005: likelihood (6), expectation (9), conditional expectation (10); P(alive) from the authors' note of 2008.
 *
 * @param r shape of the purchase rates
 * @param alpha inverse scale of the purchase rates, in units of time
 * @param a first parameter of the probability to leave
 * @param b second parameter of the probability to leave
 */
public record BgNbd(double r, double alpha, double a, double b) implements BuyingModel {

    /** Nobody leaves right after the first purchase. */
    static final int EARLY = 0;

    public BgNbd {
        if (!(r > 0 && alpha > 0 && a > 0 && b > 0)) {
            throw new IllegalArgumentException(
                    "BG/NBD parameters are positive, got " + r + ", " + alpha + ", " + a + ", " + b);
        }
    }

    /** The parameters that make the patterns most likely. */
    public static Fit<BgNbd> fit(BuyingPatterns patterns) {
        return BetaGeometric.fit(patterns, EARLY, point -> new BgNbd(point[0], point[1], point[2], point[3]));
    }

    private BetaGeometric shared() {
        return new BetaGeometric(r, alpha, a, b, EARLY);
    }

    @Override
    public double logLikelihood(Pattern past) {
        return shared().logLikelihood(past);
    }

    @Override
    public double alive(Pattern past) {
        return shared().alive(past);
    }

    @Override
    public Outlook ifAlive(int repeats, double age, double horizon, double rate) {
        return shared().ifAlive(repeats, age, horizon, rate);
    }

    @Override
    public double expectedPurchases(double horizon) {
        return shared().expectedPurchases(horizon);
    }
}
