package dev.percorso.engine.stat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hipparchus.special.Beta;
import org.hipparchus.special.Erf;

/**
 * Intervals of figures that have no formula of their own, by drawing from what was seen. The same data and seed give the
 * same interval.
 */
public final class Bootstrap {

    /** Fewer values say too little for an interval. */
    public static final int LEAST = 8;

    private static final int RESAMPLES = 1_000;

    /** More persons are put together into so many groups at random; the sums of groups vary as those of persons do. */
    private static final int MOST_GROUPS = 2_000;

    private Bootstrap() {}

    /**
     * Where the bounds of a quantile's interval stand among the sorted values.
     *
     * @param low rank of the lower bound, from 0
     * @param high rank of the upper bound
     */
    public record Ranks(int low, int high) {}

    /**
     * The percentile interval of a quantile, as endless resampling would give it: the rank that the quantile of a
     * resample has among the values follows a beta distribution.
     *
     * <p>Source: B. Efron, Bootstrap Methods: Another Look at the Jackknife, Annals of Statistics 7, 1979, section 3; J. S.
     * Maritz, R. G. Jarrett, A Note on Estimating the Variance of the Sample Median, JASA 73, 1978.
     *
     * @param count of values
     * @param share of the quantile, 0.5 for the median
     * @param confidence two-sided, such as 0.95
     * @return empty for fewer than {@link #LEAST} values
     */
    public static Optional<Ranks> quantile(int count, double share, double confidence) {
        if (!(share >= 0 && share <= 1) || !(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("a share from 0 to 1 and a confidence between them are needed, got "
                    + share + " and " + confidence);
        }
        if (count < LEAST) {
            return Optional.empty();
        }
        // The rank from 1, between two where the quantile lies between them.
        double rank = share * (count - 1) + 1;
        double tail = (1 - confidence) / 2;
        return Optional.of(new Ranks(rankBelow(count, rank, tail), rankBelow(count, rank, 1 - tail)));
    }

    /** The smallest rank of which a resample's quantile is at most the value with the given probability. */
    private static int rankBelow(int count, double rank, double probability) {
        int low = 0;
        int high = count - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            double reached = Beta.regularizedBeta((middle + 1.0) / count, rank, count - rank + 1);
            if (reached >= probability) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    /**
     * The interval of a quantile of {@code values[0..length)}, which is reordered.
     *
     * @return empty for fewer than {@link #LEAST} values
     */
    public static Optional<Interval> quantile(long[] values, int length, double share, double confidence) {
        return quantile(length, share, confidence).map(ranks -> {
            double estimate = Quantiles.quantile(values, length, share);
            double low = (double) Quantiles.select(values, 0, length, ranks.low());
            double high = (double) Quantiles.select(values, 0, length, ranks.high());
            return new Interval(estimate, Math.min(low, estimate), Math.max(high, estimate));
        });
    }

    /**
     * The interval of a ratio of two sums over persons, such as revenue ÷ orders, when persons are drawn: what one person
     * does often stays together. Corrected for bias and skewness (BC<sub>a</sub>).
     *
     * <p>Source: B. Efron, Better Bootstrap Confidence Intervals, JASA 82, 1987; formulas as in B. Efron, R. Tibshirani, An
     * Introduction to the Bootstrap, 1993, (14.9)–(14.15).
     *
     * @param above what each person adds to the upper sum
     * @param below what each person adds to the lower sum, at least 0
     * @param confidence two-sided, such as 0.95
     * @return empty for fewer than {@link #LEAST} persons, or without a lower sum
     */
    public static Optional<Interval> ratio(double[] above, double[] below, double confidence, long seed) {
        int[] order = order(above, below);
        double[] tops = grouped(above, order);
        double[] bottoms = grouped(below, order);
        double top = Arrays.stream(tops).sum();
        double bottom = Arrays.stream(bottoms).sum();
        if (above.length < LEAST || !(bottom > 0)) {
            return Optional.empty();
        }
        double estimate = top / bottom;
        double[] drawn = resampled(tops, bottoms, seed);
        double bias = Normal.quantile(shareBelow(drawn, estimate));
        double skewness = acceleration(tops, bottoms, top, bottom);
        double spread = Normal.twoSided(confidence);
        double low = at(drawn, corrected(bias, skewness, -spread));
        double high = at(drawn, corrected(bias, skewness, spread));
        return Optional.of(new Interval(estimate, Math.min(low, estimate), Math.max(high, estimate)));
    }

    /**
     * The interval of the mean over persons, such as revenue by person, most of whom may have none: {@link #ratio} with
     * everybody counting once.
     *
     * @param values one of each person, in an order that has nothing to do with them
     */
    public static Optional<Interval> mean(double[] values, double confidence, long seed) {
        double[] once = new double[values.length];
        Arrays.fill(once, 1);
        return ratio(values, once, confidence, seed);
    }

    /**
     * One that follows from the values alone, so that the same persons give the same interval whoever came first. With
     * more persons than groups they stay as they are: sorted, the groups would vary less than persons do.
     */
    private static int[] order(double[] above, double[] below) {
        IntStream persons = IntStream.range(0, above.length);
        if (above.length > MOST_GROUPS) {
            return persons.toArray();
        }
        Comparator<Integer> byTop = Comparator.comparingDouble(person -> above[person]);
        return persons.boxed()
                .sorted(byTop.thenComparingDouble(person -> below[person]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private static double[] grouped(double[] values, int[] order) {
        double[] groups = new double[Math.min(values.length, MOST_GROUPS)];
        for (int i = 0; i < order.length; i++) {
            groups[i % MOST_GROUPS] += values[order[i]];
        }
        return groups;
    }

    private static double[] resampled(double[] tops, double[] bottoms, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] drawn = new double[RESAMPLES];
        int count = 0;
        while (count < RESAMPLES) {
            double top = 0;
            double bottom = 0;
            for (int draw = 0; draw < tops.length; draw++) {
                int who = random.nextInt(tops.length);
                top += tops[who];
                bottom += bottoms[who];
            }
            if (bottom > 0) {
                drawn[count++] = top / bottom;
            }
        }
        Arrays.sort(drawn);
        return drawn;
    }

    /** Share of the resamples below the estimate, half of those equal to it; never quite 0 or 1. */
    private static double shareBelow(double[] drawn, double estimate) {
        double below = 0;
        for (double value : drawn) {
            below += value < estimate ? 1 : value == estimate ? 0.5 : 0;
        }
        return Math.clamp(below / drawn.length, 0.5 / drawn.length, 1 - 0.5 / drawn.length);
    }

    /** (14.15), from the estimates that leave one person out. */
    private static double acceleration(double[] tops, double[] bottoms, double top, double bottom) {
        double[] without = new double[tops.length];
        double mean = 0;
        for (int i = 0; i < tops.length; i++) {
            double rest = bottom - bottoms[i];
            without[i] = rest > 0 ? (top - tops[i]) / rest : top / bottom;
            mean += without[i] / tops.length;
        }
        double squares = 0;
        double cubes = 0;
        for (double value : without) {
            double difference = mean - value;
            squares += difference * difference;
            cubes += difference * difference * difference;
        }
        return squares == 0 ? 0 : cubes / (6 * Math.pow(squares, 1.5));
    }

    /** (14.10): the share of resamples that the bound cuts off. */
    private static double corrected(double bias, double skewness, double z) {
        double moved = bias + z;
        return 0.5 * Erf.erfc(-(bias + moved / (1 - skewness * moved)) / Math.sqrt(2));
    }

    private static double at(double[] sorted, double share) {
        double rank = Math.clamp(share * (sorted.length + 1) - 1, 0, sorted.length - 1.0);
        int below = (int) rank;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (rank - below) * (sorted[above] - sorted[below]);
    }
}
