package dev.percorso.engine.value;

import dev.percorso.engine.value.BuyingPatterns.Pattern;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.special.Gamma;

/**
 * The Pareto/NBD model: while a customer is there, purchases come at a constant rate of their own (gamma over people);
 * they leave at any moment, at a constant rate of their own (gamma over people).
 *
 * <p>Source: D. C. Schmittlein, D. G. Morrison, R. Colombo, Counting Your Customers, Management Science 33 (1), 1987;
 * notation of P. S. Fader, B. G. S. Hardie, A Note on Deriving the Pareto/NBD Model, 2005. The papers write the
 * likelihood as the difference of two Gaussian hypergeometric functions, which cancel when t<sub>x</sub> is near T and
 * converge slowly when α and β differ. Here the integral they stand for is computed instead; see {@link Departure}.
 *
 * @param r shape of the purchase rates
 * @param alpha inverse scale of the purchase rates, in units of time
 * @param s shape of the rates of leaving
 * @param beta inverse scale of the rates of leaving, in units of time
 */
public record ParetoNbd(double r, double alpha, double s, double beta) implements BuyingModel {

    public ParetoNbd {
        if (!(r > 0 && alpha > 0 && s > 0 && beta > 0)) {
            throw new IllegalArgumentException(
                    "Pareto/NBD parameters are positive, got " + r + ", " + alpha + ", " + s + ", " + beta);
        }
    }

    /** The parameters that make the patterns most likely. */
    public static Fit<ParetoNbd> fit(BuyingPatterns patterns) {
        long repeaters = patterns.repeaters();
        if (repeaters < LEAST_REPEATERS) {
            return Fitting.tooFew(repeaters);
        }
        List<double[]> starts = new ArrayList<>();
        double age = patterns.meanAge();
        double pause = age / patterns.meanRepeats();
        for (double r : new double[] {0.5, 2}) {
            for (double s : new double[] {0.5, 1}) {
                for (double share : new double[] {0.3, 2}) {
                    starts.add(new double[] {r, r * pause / 2, s, share * age});
                }
            }
        }
        return Fitting.result(
                Fitting.maximum(
                        patterns,
                        starts,
                        ParetoNbd::mean,
                        Maximum.Limit.SHAPE,
                        Maximum.Limit.scale(pause),
                        Maximum.Limit.SHAPE,
                        Maximum.Limit.scale(age)),
                patterns.total(),
                repeaters,
                point -> new ParetoNbd(point[0], point[1], point[2], point[3]));
    }

    /** The mean log-likelihood and its gradient. */
    static double mean(BuyingPatterns patterns, double[] point, double[] gradient) {
        ParetoNbd model = new ParetoNbd(point[0], point[1], point[2], point[3]);
        Departure departure = new Departure(model);
        double sum = 0;
        int repeats = -1;
        double logs = 0;
        double byR = 0;
        for (int number = 0; number < patterns.size(); number++) {
            Pattern pattern = patterns.pattern(number);
            if (pattern.repeats() != repeats) {
                repeats = pattern.repeats();
                logs = model.logsOf(repeats);
                byR = Gamma.digamma(model.r + repeats) - Gamma.digamma(model.r) + Math.log(model.alpha);
            }
            long weight = patterns.persons(number);
            departure.read(pattern);
            sum += weight * (logs + departure.logTotal);
            gradient[0] += weight * (byR + departure.byR);
            gradient[1] += weight * (model.r / model.alpha + departure.byAlpha);
            gradient[2] += weight * (Math.log(model.beta) + departure.byS);
            gradient[3] += weight * (model.s / model.beta + departure.byBeta);
        }
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] /= patterns.total();
        }
        return sum / patterns.total();
    }

    private double logsOf(int repeats) {
        return Gamma.logGamma(r + repeats) - Gamma.logGamma(r) + r * Math.log(alpha) + s * Math.log(beta);
    }

    @Override
    public double logLikelihood(Pattern past) {
        Departure departure = new Departure(this);
        departure.read(past);
        return logsOf(past.repeats()) + departure.logTotal;
    }

    @Override
    public double alive(Pattern past) {
        Departure departure = new Departure(this);
        departure.read(past);
        return departure.alive;
    }

    /** Discounted by parts, e^−δH E(H) + δ ∫ e^−δt E(t) dt, the integral by Gauss–Legendre. */
    @Override
    public Outlook ifAlive(int repeats, double age, double horizon, double rate) {
        double shape = r + repeats;
        double scale = alpha + age;
        double memory = beta + age;
        double end = whileAlive(shape, scale, memory, horizon);
        double integral = 0;
        for (int node = 0; rate != 0 && node < Legendre.TEN.size(); node++) {
            double time = horizon * Legendre.TEN.node(node);
            integral += Legendre.TEN.weight(node) * Math.exp(-rate * time) * whileAlive(shape, scale, memory, time);
        }
        return new Outlook(end, Math.exp(-rate * horizon) * end + rate * horizon * integral);
    }

    @Override
    public double expectedPurchases(double horizon) {
        return whileAlive(r, alpha, beta, horizon);
    }

    /** Rate shape / scale, for as long as a Pareto(s, memory) life lasts of the horizon; no division near s = 1. */
    private double whileAlive(double shape, double scale, double memory, double horizon) {
        double longer = Math.log1p(horizon / memory);
        double lasting = Math.abs(s - 1) < 1e-12 ? longer : -Math.expm1((1 - s) * longer) / (s - 1);
        return shape * memory / scale * lasting;
    }
}
