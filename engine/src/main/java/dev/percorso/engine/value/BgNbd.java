package dev.percorso.engine.value;

import dev.percorso.engine.value.BuyingPatterns.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.special.Gamma;

/**
 * The beta-geometric/NBD model: while a customer is there, purchases come at a constant rate of their own (gamma over
 * people); after each repeat purchase they leave with a probability of their own (beta over people).
 *
 * <p>By its construction nobody leaves before a repeat purchase: who bought once is alive for certain, though perhaps
 * at a rate near 0.
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

    private static final int MOST_TERMS = 100_000;
    private static final double LONGEST_PIECE = 1;
    private static final double STEEPEST_PIECE = 8;
    private static final double NEGLIGIBLE = 1e-17;
    private static final double LARGE = 1e200;

    public BgNbd {
        if (!(r > 0 && alpha > 0 && a > 0 && b > 0)) {
            throw new IllegalArgumentException(
                    "BG/NBD parameters are positive, got " + r + ", " + alpha + ", " + a + ", " + b);
        }
    }

    /** The parameters that make the patterns most likely. */
    public static Fit<BgNbd> fit(BuyingPatterns patterns) {
        long repeaters = patterns.repeaters();
        if (repeaters < LEAST_REPEATERS) {
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
                        BgNbd::mean,
                        Maximum.Limit.SHAPE,
                        Maximum.Limit.scale(pause),
                        Maximum.Limit.SHAPE,
                        Maximum.Limit.SHAPE),
                patterns.total(),
                repeaters,
                point -> new BgNbd(point[0], point[1], point[2], point[3]));
    }

    /** The mean log-likelihood and its gradient. */
    static double mean(BuyingPatterns patterns, double[] point, double[] gradient) {
        BgNbd model = new BgNbd(point[0], point[1], point[2], point[3]);
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

        void prepare(BgNbd model, int wanted) {
            if (wanted == repeats) {
                return;
            }
            repeats = wanted;
            double r = model.r;
            double a = model.a;
            double b = model.b;
            logs = Gamma.logGamma(r + wanted)
                    - Gamma.logGamma(r)
                    + r * Math.log(model.alpha)
                    + Gamma.logGamma(a + b)
                    + Gamma.logGamma(b + wanted)
                    - Gamma.logGamma(b)
                    - Gamma.logGamma(a + b + wanted);
            byR = Gamma.digamma(r + wanted) - Gamma.digamma(r) + Math.log(model.alpha);
            byA = Gamma.digamma(a + b) - Gamma.digamma(a + b + wanted);
            byB = byA + Gamma.digamma(b + wanted) - Gamma.digamma(b);
        }
    }

    private double add(Pattern past, long weight, Terms terms, double[] gradient) {
        int x = past.repeats();
        double logAge = Math.log(alpha + past.age());
        double stays = -(r + x) * logAge;
        double gone = 0;
        double logRecency = 0;
        double total = stays;
        if (x > 0) {
            logRecency = Math.log(alpha + past.recency());
            double left = Math.log(a / (b + x - 1)) - (r + x) * logRecency;
            total = Fitting.logSum(stays, left);
            gone = Math.exp(left - total);
            gradient[2] += weight * gone / a;
            gradient[3] -= weight * gone / (b + x - 1);
        }
        double here = 1 - gone;
        gradient[0] += weight * (terms.byR - here * logAge - gone * logRecency);
        gradient[1] += weight * (r / alpha - (r + x) * (here / (alpha + past.age()) + gone / (alpha + past.recency())));
        gradient[2] += weight * terms.byA;
        gradient[3] += weight * terms.byB;
        return terms.logs + total;
    }

    @Override
    public double logLikelihood(Pattern past) {
        Terms terms = new Terms();
        terms.prepare(this, past.repeats());
        return add(past, 1, terms, new double[4]);
    }

    @Override
    public double alive(Pattern past) {
        int x = past.repeats();
        if (x == 0) {
            return 1;
        }
        double odds = Math.log(a / (b + x - 1)) + (r + x) * Math.log((alpha + past.age()) / (alpha + past.recency()));
        return 1 / (1 + Math.exp(odds));
    }

    @Override
    public Outlook ifAlive(int repeats, double age, double horizon, double rate) {
        return whileAlive(r + repeats, alpha + age, b + repeats, horizon, rate);
    }

    @Override
    public double expectedPurchases(double horizon) {
        return whileAlive(r, alpha, b, horizon, 0).purchases();
    }

    /**
     * Discounted purchases of somebody who is there at the start, rates gamma(shape, scale) and leaving beta(a, stay).
     *
     * <p>With v = t / scale, purchases come at the rate shape / scale · E (1 + p v)^−(shape + 1) at time t. Its integral
     * without discount is (10), whose closed form divides by a − 1 and, for some parameters, subtracts huge numbers;
     * here the rate, a sum of positive terms, is integrated over u = ln(1 + v) by Gauss–Legendre instead.
     */
    private Outlook whileAlive(double shape, double scale, double stay, double horizon, double discount) {
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
        return new Outlook(sum, discounted).times(shape);
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
