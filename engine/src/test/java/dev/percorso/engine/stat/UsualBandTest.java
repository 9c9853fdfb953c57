package dev.percorso.engine.stat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class UsualBandTest {
    private static final double LIMIT = 3.5;

    /** The example of the NIST handbook's page on the modified z-score, section 1.3.5.17: only 9.5 stands out. */
    @Test
    void shouldFindAnOutlierThatWouldHideInTheStandardDeviation() {
        double[] usual = {2.1, 2.6, 2.4, 2.5, 2.3, 2.1, 2.3, 2.6, 8.2, 8.3};
        UsualBand band = UsualBand.of(usual, LIMIT, 0);
        assertEquals(2.45, band.median(), 1e-12);
        assertFalse(band.holds(8.2));
        assertTrue(band.holds(2.1));
    }

    @Test
    void shouldAllowASmallStepInASeriesThatNeverMoved() {
        UsualBand band = UsualBand.of(new double[] {100, 100, 100, 100}, LIMIT, 0.1);
        assertTrue(band.holds(110));
        assertFalse(band.holds(111));
        assertTrue(UsualBand.of(new double[] {0, 0, 0}, LIMIT, 0.1).holds(0));
        assertFalse(UsualBand.of(new double[] {0, 0, 0}, LIMIT, 0.1).holds(1));
        assertThrows(IllegalArgumentException.class, () -> UsualBand.of(new double[0], LIMIT, 0));
    }

    /** Against the score written out, with medians found by counting instead of sorting. */
    @Property
    void shouldHoldExactlyWhatScoresWithinTheLimit(
            @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = -100, max = 100) Double> earlier,
            @ForAll @DoubleRange(min = -300, max = 300) double value) {
        double median = middle(earlier);
        List<Double> deviations =
                earlier.stream().map(one -> Math.abs(one - median)).toList();
        double mad = middle(deviations);
        double mean =
                deviations.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double distance = Math.abs(value - median);
        double score;
        if (mad > 0) {
            score = 0.6745 * distance / mad;
        } else if (mean > 0) {
            score = distance / (1.253314 * mean);
        } else {
            score = distance == 0 ? 0 : Double.POSITIVE_INFINITY;
        }
        if (Math.abs(score - LIMIT) > 1e-9) {
            UsualBand band = UsualBand.of(
                    earlier.stream().mapToDouble(Double::doubleValue).toArray(), LIMIT, 0);
            assertEquals(score < LIMIT, band.holds(value), earlier + " and " + value);
        }
    }

    /** The mean of the two values that have as many on either side. */
    private static double middle(List<Double> values) {
        return (ranked(values, (values.size() - 1) / 2) + ranked(values, values.size() / 2)) / 2;
    }

    private static double ranked(List<Double> values, int rank) {
        return values.stream()
                .filter(value -> values.stream().filter(other -> other < value).count() <= rank
                        && values.stream().filter(other -> other <= value).count() > rank)
                .findFirst()
                .orElseThrow();
    }
}
