package dev.percorso.engine.stat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StatTest {

    @Test
    void shouldKnowTheNormalQuantiles() {
        assertEquals(1.959963984540054, Normal.quantile(0.975), 1e-14);
        assertEquals(-3.090232306167814, Normal.quantile(0.001), 1e-13);
        assertEquals(-6.361340902404056, Normal.quantile(1e-10), 1e-12);
        assertEquals(0, Normal.quantile(0.5));
        assertEquals(2.5758293035489004, Normal.twoSided(0.99), 1e-13);
    }

    /** Newcombe's paper, table of single proportions: 81/263, 15/148, 0/20, 1/29. */
    @Test
    void shouldMatchThePublishedWilsonIntervals() {
        assertInterval(0.2553, 0.3662, Wilson.interval(81, 263, 0.95));
        assertInterval(0.0624, 0.1605, Wilson.interval(15, 148, 0.95));
        assertInterval(0.0, 0.1611, Wilson.interval(0, 20, 0.95));
        assertInterval(0.0061, 0.1718, Wilson.interval(1, 29, 0.95));
        assertEquals(new Interval(0, 0, 1), Wilson.interval(0, 0, 0.95));
    }

    /** Newcombe's paper, table II, method 10: 56/70−48/80, 9/10−3/10, 10/10−0/10. */
    @Test
    void shouldMatchThePublishedDifferences() {
        assertInterval(0.0524, 0.3339, Newcombe.difference(56, 70, 48, 80, 0.95));
        assertInterval(0.1705, 0.8090, Newcombe.difference(9, 10, 3, 10, 0.95));
        assertInterval(0.6075, 1.0, Newcombe.difference(10, 10, 0, 10, 0.95));
    }

    @Property
    void shouldContainTheEstimate(
            @ForAll @IntRange(max = 1000) int trials, @ForAll @DoubleRange(max = 1) double share) {
        Interval interval = Wilson.interval((long) (trials * share), trials, 0.95);

        assertTrue(interval.low() >= 0 && interval.high() <= 1);
    }

    @Property
    void shouldSelectWhatSortingFinds(
            @ForAll @Size(min = 1, max = 200) long[] values, @ForAll @DoubleRange(max = 1) double share) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        double rank = share * (values.length - 1);
        int lower = (int) rank;
        double expected = sorted[lower];
        if (rank > lower) {
            expected += (rank - lower) * ((double) sorted[lower + 1] - sorted[lower]);
        }

        assertEquals(expected, Quantiles.quantile(values.clone(), values.length, share));
    }

    @Property
    void shouldSelectAmongFewDistinctValues(@ForAll @Size(min = 1, max = 300) @IntRange(max = 3) int[] values) {
        long[] longs = Arrays.stream(values).asLongStream().toArray();
        long[] sorted = longs.clone();
        Arrays.sort(sorted);

        for (int rank = 0; rank < longs.length; rank += 7) {
            assertEquals(sorted[rank], Quantiles.select(longs.clone(), 0, longs.length, rank));
        }
    }

    @Test
    void shouldCoverTheTrueDifferenceOfMediansAboutAsOftenAsPromised() {
        Random random = new Random(5);
        int covered = 0;
        for (int round = 0; round < 2000; round++) {
            long[] a = exponential(random, 60, 1000);
            long[] b = exponential(random, 80, 500);
            Interval interval = MedianDifference.interval(a, b, 0.95).orElseThrow();
            double truth = Math.log(2) * 500;
            covered += interval.low() <= truth && truth <= interval.high() ? 1 : 0;
        }

        assertTrue(covered > 1860 && covered < 1980, covered + " of 2000 intervals hold the truth");
    }

    @Test
    void shouldGiveNoMedianIntervalForAHandfulOfTimes() {
        assertTrue(MedianDifference.interval(new long[4], new long[100], 0.95).isEmpty());
        assertEquals(
                new Interval(0, 0, 0),
                MedianDifference.interval(new long[1000], new long[5], 0.95).orElseThrow());
    }

    private static long[] exponential(Random random, int size, double mean) {
        return LongStream.generate(() -> Math.round(-Math.log(1 - random.nextDouble()) * mean))
                .limit(size)
                .toArray();
    }

    private static void assertInterval(double low, double high, Interval interval) {
        assertEquals(low, interval.low(), 6e-5);
        assertEquals(high, interval.high(), 6e-5);
    }
}
