package dev.percorso.engine.value;

import dev.percorso.engine.value.BuyingPatterns.Pattern;

/**
 * The modified beta-geometric/NBD model: as {@link BgNbd}, but a customer may leave after the first purchase too, with the
 * same probability as after any other.
 *
 * <p>Source: E. P. Batislam, M. Denizel, A. Filiztekin, Empirical Validation and Comparison of Models for Customer Base
 * Analysis, International Journal of Research in Marketing 24, 2007; the same as the CBG/NBD of D. Hoppe, U. Wagner,
 * Customer Base Analysis: The Case for a Central Variant of the Betageometric/NBD Model, Marketing ZFP 29, 2007.
 *
 * @param r shape of the purchase rates
 * @param alpha inverse scale of the purchase rates, in units of time
 * @param a first parameter of the probability to leave
 * @param b second parameter of the probability to leave
 */
public record MbgNbd(double r, double alpha, double a, double b) implements BuyingModel {

    /** The first purchase is a chance to leave. */
    static final int EARLY = 1;

    public MbgNbd {
        if (!(r > 0 && alpha > 0 && a > 0 && b > 0)) {
            throw new IllegalArgumentException(
                    "MBG/NBD parameters are positive, got " + r + ", " + alpha + ", " + a + ", " + b);
        }
    }

    /** The parameters that make the patterns most likely. */
    public static Fit<MbgNbd> fit(BuyingPatterns patterns) {
        return BetaGeometric.fit(patterns, EARLY, point -> new MbgNbd(point[0], point[1], point[2], point[3]));
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
