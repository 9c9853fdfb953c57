package dev.percorso.engine.stat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.hipparchus.special.Beta;
import org.junit.jupiter.api.Test;

class ExperimentStatisticsTest {

    /** Aspirin and heart attacks among physicians: Agresti, Categorical Data Analysis, table 2.3; z = 5.00. */
    @Test
    void shouldTellAspirinFromPlacebo() {
        TwoProportions.Test test = TwoProportions.zTest(189, 11_034, 104, 11_037);

        assertEquals(5.00, test.z(), 0.005);
        assertEquals(5.7e-7, test.p(), 0.1e-7);
    }

    @Test
    void shouldFindNothingWhereNothingHappened() {
        assertEquals(new TwoProportions.Test(0, 1), TwoProportions.zTest(0, 10, 0, 12));
        assertThrows(IllegalArgumentException.class, () -> TwoProportions.zTest(3, 2, 0, 1));
    }

    /** Kohavi, Tang, Xu, Trustworthy Online Controlled Experiments, chapter 3: 815,482 against 821,588; p = 1.8E-6. */
    @Test
    void shouldFlagThePublishedSampleRatioMismatch() {
        long[] counted = {821_588, 815_482};
        double half = (counted[0] + counted[1]) / 2.0;

        assertEquals(1.8e-6, SampleRatio.probability(counted, new double[] {half, half}), 0.05e-6);
    }

    @Test
    void shouldNotFlagWhatIsAsExpected() {
        assertEquals(1, SampleRatio.probability(new long[] {300, 700}, new double[] {300, 700}), 1e-12);
        // The 5 % point of the chi-square distribution with two degrees of freedom is 5.991.
        double off = Math.sqrt(5.991 * 100 / 2);
        assertEquals(
                0.05,
                SampleRatio.probability(
                        new long[] {100, Math.round(1e6), Math.round(1e6)},
                        new double[] {100, 1e6 + off * 100, 1e6 - off * 100}),
                0.002);
        assertEquals(0, SampleRatio.probability(new long[] {1, 99}, new double[] {0, 100}));
    }

    /** E. Miller, Formulas for Bayesian A/B Testing (2014), equation 6: a finite sum for two variants. */
    @Property(tries = 60)
    void shouldAgreeWithTheClosedFormForTwo(
            @ForAll @IntRange(max = 400) int successesA,
            @ForAll @IntRange(max = 3_000) int failuresA,
            @ForAll @IntRange(max = 400) int successesB,
            @ForAll @IntRange(max = 3_000) int failuresB) {
        double expected = 0;
        double aA = successesA + 1.0;
        double bA = failuresA + 1.0;
        double bB = failuresB + 1.0;
        for (int i = 0; i <= successesB; i++) {
            expected += Math.exp(Beta.logBeta(aA + i, bB + bA)
                    - Math.log(bB + i)
                    - Beta.logBeta(1.0 + i, bB)
                    - Beta.logBeta(aA, bA));
        }

        double[] best = BetaBinomial.best(
                new long[] {successesA, successesB},
                new long[] {(long) successesA + failuresA, (long) successesB + failuresB});

        assertEquals(expected, best[1], 1e-6);
        assertEquals(1, best[0] + best[1], 1e-12);
    }

    @Test
    void shouldAgreeWithDrawsForThree() {
        long[] successes = {40, 52, 47};
        long[] trials = {1_000, 1_000, 900};
        Random random = new Random(20261122);
        int draws = 200_000;
        int[] wins = new int[3];
        for (int draw = 0; draw < draws; draw++) {
            int first = 0;
            double highest = -1;
            for (int variant = 0; variant < 3; variant++) {
                double share = beta(random, successes[variant] + 1.0, trials[variant] - successes[variant] + 1.0);
                if (share > highest) {
                    highest = share;
                    first = variant;
                }
            }
            wins[first]++;
        }

        double[] best = BetaBinomial.best(successes, trials);

        for (int variant = 0; variant < 3; variant++) {
            assertEquals((double) wins[variant] / draws, best[variant], 0.005);
        }
    }

    /** A beta as a ratio of gammas. */
    private static double beta(Random random, double a, double b) {
        double x = gamma(random, a);
        return x / (x + gamma(random, b));
    }

    /** Marsaglia and Tsang (2000). */
    private static double gamma(Random random, double shape) {
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double normal = random.nextGaussian();
            double v = Math.pow(1 + c * normal, 3);
            if (v > 0 && Math.log(random.nextDouble()) < 0.5 * normal * normal + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }

    /** Looking after every fifty people, the ordinary test calls far too many winners where there is none; this does not. */
    @Test
    void shouldSurviveLookingAgainAndAgain() {
        Random random = new Random(1);
        int worlds = 1_000;
        int everExcluded = 0;
        int everSignificant = 0;
        for (int world = 0; world < worlds; world++) {
            long a = 0;
            long b = 0;
            boolean excluded = false;
            boolean significant = false;
            for (int people = 1; people <= 4_000; people++) {
                a += random.nextDouble() < 0.1 ? 1 : 0;
                b += random.nextDouble() < 0.1 ? 1 : 0;
                if (people % 50 == 0) {
                    excluded |= TwoProportions.sequential(a, people, b, people, 1_000, 0.95)
                            .excludesZero();
                    significant |= TwoProportions.zTest(a, people, b, people).p() < 0.05;
                }
            }
            everExcluded += excluded ? 1 : 0;
            everSignificant += significant ? 1 : 0;
        }
        assertTrue(everExcluded <= 0.05 * worlds, everExcluded + " of " + worlds);
        assertTrue(everSignificant > 0.15 * worlds, everSignificant + " of " + worlds);
    }

    @Test
    void shouldFindARealDifferenceInTheEnd() {
        assertTrue(
                TwoProportions.sequential(600, 5_000, 450, 5_000, 1_000, 0.95).excludesZero());
        assertTrue(!TwoProportions.sequential(12, 100, 9, 100, 1_000, 0.95).excludesZero());
    }
}
