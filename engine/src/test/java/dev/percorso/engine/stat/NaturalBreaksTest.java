package dev.percorso.engine.stat;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class NaturalBreaksTest {

    @Example
    void shouldCutWhereTheGapsAre() {
        assertArrayEquals(
                new int[] {0, 0, 1, 1, 1, 2}, NaturalBreaks.groups(new double[] {0, 0.1, 0.5, 0.52, 0.55, 1}, 3));
        assertArrayEquals(new int[] {0, 1}, NaturalBreaks.groups(new double[] {0.2, 0.3}, 5));
        assertArrayEquals(new int[0], NaturalBreaks.groups(new double[0], 2));
    }

    @Property(tries = 400)
    void shouldBeAsGoodAsTheBestOfAllCuts(
            @ForAll @Size(min = 1, max = 9) int[] whole, @ForAll @IntRange(min = 1, max = 4) int groups) {
        double[] values = Arrays.stream(whole)
                .mapToDouble(i -> Math.floorMod(i, 21) / 10.0)
                .sorted()
                .toArray();

        int[] group = NaturalBreaks.groups(values, groups);

        assertEquals(0, group[0]);
        assertEquals(Math.min(groups, values.length) - 1, group[values.length - 1]);
        for (int i = 1; i < group.length; i++) {
            assertTrue(group[i] == group[i - 1] || group[i] == group[i - 1] + 1);
        }
        assertEquals(best(values, 0, Math.min(groups, values.length)), spread(values, group), 1e-9);
    }

    /** Tries every start of the next group. */
    private static double best(double[] values, int from, int groups) {
        if (groups == 1) {
            return spread(values, from, values.length);
        }
        double best = Double.POSITIVE_INFINITY;
        for (int end = from + 1; end <= values.length - groups + 1; end++) {
            best = Math.min(best, spread(values, from, end) + best(values, end, groups - 1));
        }
        return best;
    }

    private static double spread(double[] values, int[] group) {
        double sum = 0;
        int from = 0;
        for (int end = 1; end <= values.length; end++) {
            if (end == values.length || group[end] != group[from]) {
                sum += spread(values, from, end);
                from = end;
            }
        }
        return sum;
    }

    private static double spread(double[] values, int from, int end) {
        double mean = Arrays.stream(values, from, end).average().orElseThrow();
        return Arrays.stream(values, from, end)
                .map(value -> (value - mean) * (value - mean))
                .sum();
    }
}
