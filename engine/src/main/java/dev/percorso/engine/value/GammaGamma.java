package dev.percorso.engine.value;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.special.Gamma;

/**
 * The gamma-gamma model of spending: a customer's purchases vary around a mean of their own, and the means vary over
 * people; how much one spends is taken not to depend on how often.
 *
 * <p>Source: P. S. Fader, B. G. S. Hardie, The Gamma-Gamma Model of Monetary Value, note of 2013: likelihood (1a),
 * conditional expectation (5).
 *
 * @param p shape of one customer's purchases
 * @param q shape of the scale over people; the population's mean is finite when it exceeds 1
 * @param v scale over people, in money
 */
public record GammaGamma(double p, double q, double v) {

    public GammaGamma {
        if (!(p > 0 && q > 0 && v > 0)) {
            throw new IllegalArgumentException("gamma-gamma parameters are positive, got " + p + ", " + q + ", " + v);
        }
    }

    /**
     * The parameters that make the spending most likely.
     *
     * @param purchases of each person, at least 1 each
     * @param means mean value of these purchases, above 0
     */
    public static Fit<GammaGamma> fit(int[] purchases, double[] means) {
        if (purchases.length < BuyingModel.LEAST_REPEATERS) {
            return Fitting.tooFew(purchases.length);
        }
        Spending spending = Spending.of(purchases, means);
        List<double[]> starts = new ArrayList<>();
        for (double p : new double[] {0.7, 3, 10}) {
            for (double q : new double[] {1.5, 4}) {
                starts.add(new double[] {p, q, spending.mean() * (q - 1) / p});
            }
        }
        Maximum maximum = new Maximum(
                spending::logLikelihood,
                Maximum.Limit.SHAPE,
                Maximum.Limit.SHAPE,
                Maximum.Limit.scale(spending.mean()));
        return Fitting.result(
                maximum.from(starts, purchases.length),
                purchases.length,
                purchases.length,
                point -> new GammaGamma(point[0], point[1], point[2]));
    }

    /** Whether the population's mean is finite; else {@link #expectedValue} of a person without purchases is not. */
    public boolean hasMean() {
        return q > 1;
    }

    /**
     * The value a person's purchases are expected to have in the mean.
     *
     * @param purchases seen so far; 0 gives the population's mean
     * @param mean of these, ignored without any
     */
    public double expectedValue(int purchases, double mean) {
        double seen = purchases == 0 ? 0 : purchases * mean;
        double weight = p * purchases + q - 1;
        return weight > 0 ? p * (v + seen) / weight : Double.POSITIVE_INFINITY;
    }

    /** What the likelihood reads, ordered by number of purchases. */
    record Spending(int[] purchases, double[] means, double[] logMeans) {

        static Spending of(int[] purchases, double[] means) {
            int[] order = IntStream.range(0, purchases.length)
                    .boxed()
                    .sorted(Comparator.comparingInt(person -> purchases[person]))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int[] sortedPurchases = new int[order.length];
            double[] sortedMeans = new double[order.length];
            double[] logs = new double[order.length];
            for (int i = 0; i < order.length; i++) {
                sortedPurchases[i] = purchases[order[i]];
                sortedMeans[i] = means[order[i]];
                if (sortedPurchases[i] < 1 || !(sortedMeans[i] > 0) || !Double.isFinite(sortedMeans[i])) {
                    throw new IllegalArgumentException("spending needs at least one purchase and a mean above 0, got "
                            + sortedPurchases[i] + " of " + sortedMeans[i]);
                }
                logs[i] = Math.log(sortedMeans[i]);
            }
            return new Spending(sortedPurchases, sortedMeans, logs);
        }

        double mean() {
            double sum = 0;
            for (double mean : means) {
                sum += mean;
            }
            return sum / means.length;
        }

        /** The mean log-likelihood and its gradient. */
        double logLikelihood(double[] point, double[] gradient) {
            double p = point[0];
            double q = point[1];
            double v = point[2];
            double sum = 0;
            int known = 0;
            double logs = 0;
            double byP = 0;
            double byQ = 0;
            for (int i = 0; i < purchases.length; i++) {
                int x = purchases[i];
                double shape = p * x;
                if (x != known) {
                    known = x;
                    logs = Gamma.logGamma(shape + q)
                            - Gamma.logGamma(shape)
                            - Gamma.logGamma(q)
                            + q * Math.log(v)
                            + shape * Math.log(x);
                    double digamma = Gamma.digamma(shape + q);
                    byP = digamma - Gamma.digamma(shape) + Math.log(x);
                    byQ = digamma - Gamma.digamma(q) + Math.log(v);
                }
                double scale = v + x * means[i];
                double logScale = Math.log(scale);
                sum += logs + (shape - 1) * logMeans[i] - (shape + q) * logScale;
                gradient[0] += x * (byP + logMeans[i] - logScale);
                gradient[1] += byQ - logScale;
                gradient[2] += q / v - (shape + q) / scale;
            }
            for (int i = 0; i < gradient.length; i++) {
                gradient[i] /= purchases.length;
            }
            return sum / purchases.length;
        }
    }
}
