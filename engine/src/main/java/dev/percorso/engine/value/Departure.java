package dev.percorso.engine.value;

import dev.percorso.engine.value.BuyingPatterns.Pattern;

/**
 * The part of the Pareto/NBD likelihood that depends on times: still there at T, or gone at some τ between t_x and T,
 *
 * <p>(α+T)^−(r+x) (β+T)^−s + s ∫ (α+τ)^−(r+x) (β+τ)^−(s+1) dτ.
 *
 * <p>In u = ln(min(α, β) + τ) the integrand is log-concave, with its nearest singularity π away, and its slope is known:
 * Gauss–Legendre with ten points on pieces over which it changes by at most e^8 is good to about twelve digits, all
 * terms are positive, and the pieces end when nothing more can come. One object serves many patterns, on one thread; its
 * fields hold the answer for the last.
 */
final class Departure {

    private static final double LONGEST_PIECE = 2;
    private static final double STEEPEST_PIECE = 8;
    private static final double NEGLIGIBLE = 1e-17;

    private final ParetoNbd model;
    private final double least;

    /** Logarithm of the sum, its derivatives, and the share of the first term: P(alive). */
    double logTotal;

    double byR;
    double byAlpha;
    double byS;
    double byBeta;
    double alive;

    /** Sums over the integrand: itself, and its means of what the derivatives need. */
    private double sum;

    private double logAlphas;
    private double logBetas;
    private double perAlpha;
    private double perBeta;

    Departure(ParetoNbd model) {
        this.model = model;
        this.least = Math.min(model.alpha(), model.beta());
    }

    void read(Pattern past) {
        double power = model.r() + past.repeats();
        double logAlpha = Math.log(model.alpha() + past.age());
        double logBeta = Math.log(model.beta() + past.age());
        double logStays = -power * logAlpha - model.s() * logBeta;
        double reference = integrate(power, past.recency(), past.age());
        double logLeft = sum > 0 ? Math.log(model.s() * sum) + reference : Double.NEGATIVE_INFINITY;
        logTotal = sum > 0 ? Fitting.logSum(logStays, logLeft) : logStays;
        alive = Math.exp(logStays - logTotal);
        double gone = sum > 0 ? Math.exp(logLeft - logTotal) : 0;
        double per = sum > 0 ? 1 / sum : 0;
        byR = -alive * logAlpha - gone * logAlphas * per;
        byAlpha = -power * (alive / (model.alpha() + past.age()) + gone * perAlpha * per);
        byS = -alive * logBeta + gone * (1 / model.s() - logBetas * per);
        byBeta = -alive * model.s() / (model.beta() + past.age()) - gone * (model.s() + 1) * perBeta * per;
    }

    /** Fills the sums, all divided by e to the number returned. */
    private double integrate(double power, double from, double to) {
        sum = 0;
        logAlphas = 0;
        logBetas = 0;
        perAlpha = 0;
        perBeta = 0;
        double u = Math.log(least + from);
        double end = Math.log(least + to);
        double reference = logIntegrand(power, from) + u;
        while (u < end) {
            double length = Math.min(LONGEST_PIECE, end - u);
            double slope = slope(power, u);
            double slopeAtEnd = slope(power, u + length);
            while (Math.max(Math.abs(slope), Math.abs(slopeAtEnd)) * length > STEEPEST_PIECE) {
                length /= 2;
                slopeAtEnd = slope(power, u + length);
            }
            double before = sum;
            piece(power, u, length, reference);
            u += length;
            if (slopeAtEnd < 0 && sum - before < NEGLIGIBLE * sum) {
                break;
            }
        }
        return reference;
    }

    private void piece(double power, double u, double length, double reference) {
        for (int node = 0; node < Legendre.TEN.size(); node++) {
            double at = u + length * Legendre.TEN.node(node);
            double time = Math.exp(at) - least;
            double logAlpha = Math.log(model.alpha() + time);
            double logBeta = Math.log(model.beta() + time);
            double value = length
                    * Legendre.TEN.weight(node)
                    * Math.exp(at - power * logAlpha - (model.s() + 1) * logBeta - reference);
            sum += value;
            logAlphas += value * logAlpha;
            logBetas += value * logBeta;
            perAlpha += value / (model.alpha() + time);
            perBeta += value / (model.beta() + time);
        }
    }

    private double logIntegrand(double power, double time) {
        return -power * Math.log(model.alpha() + time) - (model.s() + 1) * Math.log(model.beta() + time);
    }

    /** Slope of the integrand's logarithm in u; it falls all the way. */
    private double slope(double power, double u) {
        double shifted = Math.exp(u);
        double time = shifted - least;
        return 1 - power * shifted / (model.alpha() + time) - (model.s() + 1) * shifted / (model.beta() + time);
    }
}
