package dev.percorso.engine.stat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
    private static final double CONFIDENCE = 0.95;

    /** Of all resamples of eleven values, drawn one by one. */
    @Test
    void shouldFindTheRanksThatResamplingFinds() {
        for (int count : new int[] {11, 31}) {
            Random random = new Random(7);
            int draws = 40_000;
            int[] medians = new int[draws];
            int[] ranks = new int[count];
            for (int draw = 0; draw < draws; draw++) {
                for (int i = 0; i < count; i++) {
                    ranks[i] = random.nextInt(count);
                }
                Arrays.sort(ranks);
                medians[draw] = ranks[count / 2];
            }
            Arrays.sort(medians);

            Bootstrap.Ranks found = Bootstrap.quantile(count, 0.5, CONFIDENCE).orElseThrow();

            assertEquals(medians[(int) (draws * 0.025)], found.low());
            assertEquals(medians[(int) (draws * 0.975)], found.high());
        }
    }

    @Test
    void shouldHoldAMedianAsOftenAsItSays() {
        Random random = new Random(20260102);
        for (int size : new int[] {15, 60, 301}) {
            int held = 0;
            int worlds = 2_000;
            for (int world = 0; world < worlds; world++) {
                long[] values = new long[size];
                for (int i = 0; i < size; i++) {
                    values[i] = Math.round(1e6 * Math.exp(1.5 * random.nextGaussian()));
                }
                Interval interval =
                        Bootstrap.quantile(values, size, 0.5, CONFIDENCE).orElseThrow();
                held += interval.low() <= 1e6 && 1e6 <= interval.high() ? 1 : 0;
            }
            double share = held / (double) worlds;
            assertTrue(share > 0.925 && share < 0.975, size + ": " + share);
        }
    }

    /** Customers with one to four orders, whose values are skewed and alike for one customer. */
    @Test
    void shouldHoldAnAverageOrderValueAsOftenAsItSays() {
        Random random = new Random(20260103);
        // Orders are worth e^(g + h) with a customer's g and an order's h, both normal: on average e^((0.25 + 0.25) /
        // 2).
        double truth = Math.exp(0.25);
        int held = 0;
        int worlds = 400;
        for (int world = 0; world < worlds; world++) {
            double[] values = new double[150];
            double[] orders = new double[150];
            for (int customer = 0; customer < values.length; customer++) {
                double own = 0.5 * random.nextGaussian();
                orders[customer] = 1 + random.nextInt(4);
                for (int order = 0; order < orders[customer]; order++) {
                    values[customer] += Math.exp(own + 0.5 * random.nextGaussian());
                }
            }
            Interval interval =
                    Bootstrap.ratio(values, orders, CONFIDENCE, world).orElseThrow();
            held += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
        }
        double share = held / (double) worlds;
        assertTrue(share > 0.915 && share < 0.98, "held " + share);
    }

    /** Where there are many, the interval is that of linearisation: z · √Σ(v − r·o)² / Σo. */
    @Test
    void shouldAgreeWithTheDeltaMethodForManyPeople() {
        Random random = new Random(5);
        double[] values = new double[60_000];
        double[] orders = new double[values.length];
        for (int customer = 0; customer < values.length; customer++) {
            orders[customer] = 1 + random.nextInt(3);
            values[customer] = orders[customer] * (20 + 10 * random.nextGaussian());
        }
        double ratio = Arrays.stream(values).sum() / Arrays.stream(orders).sum();
        double squares = 0;
        for (int customer = 0; customer < values.length; customer++) {
            squares += Math.pow(values[customer] - ratio * orders[customer], 2);
        }
        double reach = 1.96 * Math.sqrt(squares) / Arrays.stream(orders).sum();

        Interval interval = Bootstrap.ratio(values, orders, CONFIDENCE, 1).orElseThrow();

        assertEquals(ratio, interval.estimate(), 1e-9);
        assertEquals(1, (interval.high() - interval.low()) / (2 * reach), 0.12);
    }

    /** Nine of ten persons bought nothing: the interval of the mean is that of the normal distribution, a bit skewed. */
    @Test
    void shouldBoundAMeanToWhichFewContribute() {
        Random random = new Random(11);
        double[] values = new double[20_000];
        for (int person = 0; person < values.length; person++) {
            values[person] = random.nextInt(10) == 0 ? Math.exp(3 + 0.8 * random.nextGaussian()) : 0;
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        double variance =
                Arrays.stream(values).map(value -> Math.pow(value - mean, 2)).sum() / (values.length - 1);
        double reach = 1.96 * Math.sqrt(variance / values.length);

        Interval interval = Bootstrap.mean(values, CONFIDENCE, 1).orElseThrow();

        assertEquals(mean, interval.estimate(), 1e-9);
        assertEquals(1, (interval.high() - interval.low()) / (2 * reach), 0.12);
        assertEquals(Optional.empty(), Bootstrap.mean(new double[7], CONFIDENCE, 1));
        assertEquals(
                new Interval(0, 0, 0),
                Bootstrap.mean(new double[8], CONFIDENCE, 1).orElseThrow());
    }

    @Test
    void shouldGiveTheSameForTheSameSeedAndNothingForTooFew() {
        double[] values = new Random(1).doubles(40, 1, 9).toArray();
        double[] orders = new double[40];
        Arrays.fill(orders, 1);

        assertEquals(Bootstrap.ratio(values, orders, 0.95, 3), Bootstrap.ratio(values, orders, 0.95, 3));
        assertNotEquals(Bootstrap.ratio(values, orders, 0.95, 3), Bootstrap.ratio(values, orders, 0.95, 4));
        assertEquals(Optional.empty(), Bootstrap.ratio(new double[7], new double[7], 0.95, 3));
        assertEquals(Optional.empty(), Bootstrap.ratio(new double[9], new double[9], 0.95, 3));
        assertEquals(Optional.empty(), Bootstrap.quantile(new long[7], 7, 0.5, 0.95));
    }
}
