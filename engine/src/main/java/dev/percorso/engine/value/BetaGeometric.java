package dev.percorso.engine.value;

import dev.percorso.engine.value.BuyingPatterns.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hipparchus.special.Gamma;

/**
 * What {@link BgNbd} and {@link MbgNbd} share: purchases at a rate of gamma(r, α) while a customer is there, who at each
 * chance to leave does so with a probability of beta(a, b). Somebody with <i>x</i> repeat purchases who is still there
 * has let <i>n</i> chances pass, and the likelihood of that past is
 *
 * <p>Γ(r+x)/Γ(r) α^r [B(a, b+n)/B(a, b) (α+T)^−(r+x) + B(a+1, b+n−1)/B(a, b) (α+t_x)^−(r+x)],
 *
 * <p>the second term, having left at the last chance, only with n > 0.
 *
 * @param early chances to leave before the first repeat purchase, 0 or 1; n = x + early
 */
record BetaGeometric(double r, double alpha, double a, double b, int early) {

    private static final int MOST_TERMS = 100_000;
    private static final double LONGEST_PIECE = 1;
    private static final double STEEPEST_PIECE = 8;
    private static final double NEGLIGIBLE = 1e-17;
    private static final double LARGE = 1e200;

    BetaGeometric {
        if (!(r > 0 && alpha > 0 && a > 0 && b > 0)) {
            throw new IllegalArgumentException(
                    "r, alpha, a and b are positive, got " + r + ", " + alpha + ", " + a + ", " + b);
        }
    }

    /** The parameters that make the patterns most likely. */
    static <M> Fit<M> fit(BuyingPatterns patterns, int early, Function<double[], M> model) {
        long repeaters = patterns.repeaters();
        if (repeaters < BuyingModel.LEAST_REPEATERS) {
            return Fitting.tooFew(repeaters);
        }
        List<double[]> starts = new ArrayList<>();
        double pause = patterns.meanAge() / patterns.meanRepeats();
        for (double r : new double[] {0.25, 1, 4}) {
            for (double[] leaving : new double[][] {{0.8, 2.5}, {0.1, 1}, {1, 10}}) {
                starts.add(new double[] {r, r * pause, leaving[0], leaving[1]});
            }
        }
        return Fitting.result(
                Fitting.maximum(
                        patterns,
                        starts,
                        (some, point, gradient) -> mean(some, point, gradient, early),
                        Maximum.Limit.SHAPE,
                        Maximum.Limit.scale(pause),
                        Maximum.Limit.SHAPE,
                        Maximum.Limit.SHAPE),
                patterns.total(),
                repeaters,
                model);
    }

    /** The mean log-likelihood and its gradient. */
    static double mean(BuyingPatterns patterns, double[] point, double[] gradient, int early) {
        BetaGeometric model = new BetaGeometric(point[0], point[1], point[2], point[3], early);
        double sum = 0;
        Terms terms = new Terms();
        for (int number = 0; number < patterns.size(); number++) {
            Pattern pattern = patterns.pattern(number);
            terms.prepare(model, pattern.repeats());
            sum += patterns.persons(number) * model.add(pattern, patterns.persons(number), terms, gradient);
        }
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= patterns.total();
        }
        return sum / patterns.total();
    }

    /** What depends on the number of repeats only; patterns come ordered by it. */
    private static final class Terms {
        private int repeats = -1;
        private double logs;
        private double byR;
        private double byA;
        private double byB;

        void prepare(BetaGeometric model, int wanted) {
            if (wanted == repeats) {
                return;
            }
            repeats = wanted;
            double r = model.r;
            double a = model.a;
            double b = model.b;
            int chances = wanted + model.early;
            logs = Gamma.logGamma(r + wanted)
                    - Gamma.logGamma(r)
                    + r * Math.log(model.alpha)
                    + Gamma.logGamma(a + b)
                    + Gamma.logGamma(b + chances)
                    - Gamma.logGamma(b)
                    - Gamma.logGamma(a + b + chances);
            byR = Gamma.digamma(r + wanted) - Gamma.digamma(r) + Math.log(model.alpha);
            byA = Gamma.digamma(a + b) - Gamma.digamma(a + b + chances);
            byB = byA + Gamma.digamma(b + chances) - Gamma.digamma(b);
        }
    }

    private double add(Pattern past, long weight, Terms terms, double[] gradient) {
        int x = past.repeats();
        int chances = x + early;
        double logAge = Math.log(alpha + past.age());
        double stays = -(r + x) * logAge;
        double gone = 0;
        double logRecency = 0;
        double total = stays;
        if (chances > 0) {
            logRecency = Math.log(alpha + past.recency());
            double left = Math.log(a / (b + chances - 1)) - (r + x) * logRecency;
            total = Fitting.logSum(stays, left);
            gone = Math.exp(left - total);
            gradient[2] += weight * gone / a;
            gradient[3] -= weight * gone / (b + chances - 1);
        }
        double here = 1 - gone;
        gradient[0] += weight * (terms.byR - here * logAge - gone * logRecency);
        gradient[1] += weight * (r / alpha - (r + x) * (here / (alpha + past.age()) + gone / (alpha + past.recency())));
        gradient[2] += weight * terms.byA;
        gradient[3] += weight * terms.byB;
        return terms.logs + total;
    }

    double logLikelihood(Pattern past) {
        Terms terms = new Terms();
        terms.prepare(this, past.repeats());
        return add(past, 1, terms, new double[4]);
    }

    double alive(Pattern past) {
        int chances = past.repeats() + early;
        if (chances == 0) {
            return 1;
        }
        double odds = Math.log(a / (b + chances - 1))
                + (r + past.repeats()) * Math.log((alpha + past.age()) / (alpha + past.recency()));
        return 1 / (1 + Math.exp(odds));
    }

    BuyingModel.Outlook ifAlive(int repeats, double age, double horizon, double rate) {
        return whileAlive(r + repeats, alpha + age, b + repeats + early, horizon, rate);
    }

    /** Of a new customer, who may have left at once where there is an early chance. */
    double expectedPurchases(double horizon) {
        double stays = early == 0 ? 1 : b / (a + b);
        return stays * whileAlive(r, alpha, b + early, horizon, 0).purchases();
    }

    /**
     * Discounted purchases of somebody who is there at the start, rates gamma(shape, scale) and leaving beta(a, stay).
     *
     * <p>With v = t / scale, purchases come at the rate shape / scale · E (1 + p v)^−(shape + 1) at time t. Its integral
     * without discount is (10) of the paper on BG/NBD, whose closed form divides by a − 1 and, for some parameters,
     * subtracts huge numbers; here the rate, a sum of positive terms, is integrated over u = ln(1 + v) by Gauss–Legendre
     * instead.
     */
    private BuyingModel.Outlook whileAlive(double shape, double scale, double stay, double horizon, double discount) {
        double end = Math.log1p(Math.max(0, horizon) / scale);
        double leaving = a / (a + stay);
        double sum = 0;
        double discounted = 0;
        double u = 0;
        while (u < end) {
            double grown = Math.exp(u);
            double slope = 1 + (shape + 1) * leaving * grown / (1 + leaving * (grown - 1));
            double length = Math.min(end - u, Math.min(LONGEST_PIECE, STEEPEST_PIECE / slope));
            double piece = 0;
            for (int node = 0; node < Legendre.TEN.size(); node++) {
                double at = u + length * Legendre.TEN.node(node);
                double time = scale * Math.expm1(at);
                double part = length * Legendre.TEN.weight(node) * Math.exp(at + logSurvivors(shape + 1, stay, at));
                piece += part;
                discounted += Math.exp(-discount * time) * part;
            }
            sum += piece;
            u += length;
            if (piece <= NEGLIGIBLE * sum) {
                break;
            }
        }
        return new BuyingModel.Outlook(sum, discounted).times(shape);
    }

    /**
     * ln E (1 + p v)^−power over p of beta(a, stay), with u = ln(1 + v): (1 + v)^−power ₂F₁(power, stay; a + stay; v / (1
     * + v)), a sum of positive terms that is at most (1 + v)^power.
     */
    private double logSurvivors(double power, double stay, double u) {
        double z = -Math.expm1(-u);
        double logFactor = -power * u;
        double term = 1;
        double sum = 1;
        for (int k = 0; k < MOST_TERMS && term > NEGLIGIBLE * sum; k++) {
            term *= (power + k) * (stay + k) / ((a + stay + k) * (k + 1)) * z;
            sum += term;
            if (sum > LARGE) {
                term /= LARGE;
                sum /= LARGE;
                logFactor += Math.log(LARGE);
            }
        }
        return logFactor + Math.log(sum);
    }
}
