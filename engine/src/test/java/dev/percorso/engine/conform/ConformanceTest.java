package dev.percorso.engine.conform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.engine.stat.Interval;
import dev.percorso.engine.stat.Newcombe;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ConformanceTest {

    private static final int AWARE = 0;
    private static final int COMPARE = 1;
    private static final int PURCHASE = 2;
    private static final int REVIEW = 3;
    private static final int PURCHASE_FAILED = 4;
    private static final int HELP = 5;

    private final MapModel map = MapModel.of(
            MapStep.mandatory(AWARE),
            MapStep.mandatory(COMPARE),
            MapStep.mandatory(PURCHASE).failingBy(PURCHASE_FAILED),
            MapStep.mandatory(REVIEW));

    @Test
    void shouldScoreALeftOutStepAsOneSeventh() {
        Alignment alignment = new Aligner(map).align(AWARE, PURCHASE, REVIEW);

        assertEquals(1 - 1.0 / 7, alignment.fitness(), 1e-12);
        assertEquals(
                List.of(
                        new Move.Synchronous(0, 0),
                        new Move.Missing(1),
                        new Move.Synchronous(1, 2),
                        new Move.Synchronous(2, 3)),
                alignment.moves());
    }

    @Test
    void shouldWeighVariantsByTheirCases() {
        ConformanceReport report = check(new TraceLogBuilder()
                .addCases(3, AWARE, COMPARE, PURCHASE, REVIEW)
                .addCases(1, AWARE, PURCHASE, REVIEW));

        assertEquals(1 - 1.0 / 31, report.measures().logFitness(), 1e-12);
        assertEquals((3 + 6.0 / 7) / 4, report.measures().meanTraceFitness(), 1e-12);
        assertEquals(0.75, report.measures().conformanceRate());
        assertEquals(1, report.measures().precision());
        assertEquals(3, report.casesAt(1));
        assertEquals(1, report.cost(1));
        assertEquals(6.0 / 7, report.fitness(1), 1e-12);
    }

    @Test
    void shouldTellKindsOfDeviationsApart() {
        ConformanceReport report = check(new TraceLogBuilder()
                .addCases(5, AWARE, PURCHASE, REVIEW)
                .addCases(4, AWARE, COMPARE, HELP, HELP, PURCHASE, REVIEW)
                .addCases(3, AWARE, PURCHASE, COMPARE, REVIEW)
                .addCases(2, AWARE, COMPARE, PURCHASE_FAILED, PURCHASE, REVIEW)
                .addCases(1, AWARE, COMPARE, PURCHASE_FAILED, REVIEW));

        assertEquals(
                List.of(
                        "Missing[step=1] in 5 cases, 5 times",
                        "AdHoc[symbol=5] in 4 cases, 8 times",
                        "OutOfOrder[step=1] in 3 cases, 3 times",
                        "Failed[step=2] in 3 cases, 3 times",
                        "Missing[step=2] in 1 cases, 1 times"),
                report.deviations().stream().map(DeviationCount::toString).toList());
    }

    @Test
    void shouldLowerPrecisionByWaysNobodyTakes() {
        MapModel loose = new MapModel(
                List.of(MapStep.mandatory(AWARE), MapStep.optional(COMPARE), MapStep.mandatory(PURCHASE)), List.of());

        ConformanceReport report = Conformance.check(
                loose, new TraceLogBuilder().addCases(2, AWARE, PURCHASE).build());

        // After nothing: aware. After aware: compare or purchase, one taken. After both: the end.
        assertEquals(3.0 / 4, report.measures().precision(), 1e-12);
    }

    @Test
    void shouldCountCoverageApartFromFitness() {
        TraceLogBuilder builder = new TraceLogBuilder();
        builder.add(new int[] {AWARE, PURCHASE}, 0, 2, 6, 1, 0, 10, true);

        Coverage coverage = check(builder).measures().coverage();

        assertEquals(0.25, coverage.eventShare());
        assertEquals(0.5, coverage.stepShare());
    }

    @Test
    void shouldCompareConversionAndTimeWithAndWithoutADeviation() {
        TraceLogBuilder builder = new TraceLogBuilder();
        for (int i = 0; i < 40; i++) {
            builder.add(new int[] {AWARE, PURCHASE, REVIEW}, 0, 3, 0, i, i, 100 + i, i < 10);
            builder.add(new int[] {AWARE, COMPARE, PURCHASE, REVIEW}, 0, 4, 0, i, 1000 + i, 300 + i, i < 20);
        }
        ConformanceReport report = check(builder);
        DeviationCount skipped = report.deviations().getFirst();

        Effect effect = report.effect(skipped, 0.95);

        assertEquals(new Deviation.Missing(1), skipped.deviation());
        assertEquals(Optional.of(Newcombe.difference(10, 40, 20, 40, 0.95)), effect.conversionDifference());
        Interval time = effect.timeDifferenceMillis().orElseThrow();
        assertEquals(104.5 - 309.5, time.estimate());
        assertTrue(time.excludesZero());
    }

    @Test
    void shouldListThePersonsOfADeviationOnce() {
        TraceLogBuilder builder = new TraceLogBuilder();
        builder.add(new int[] {AWARE, PURCHASE, REVIEW}, 0, 3, 0, 7, 0, 0, false);
        builder.add(new int[] {AWARE, PURCHASE, REVIEW}, 0, 3, 0, 7, 9, 0, false);
        builder.add(new int[] {PURCHASE, REVIEW}, 0, 2, 0, 3, 0, 0, false);
        builder.add(new int[] {AWARE, COMPARE, PURCHASE, REVIEW}, 0, 4, 0, 5, 0, 0, false);
        ConformanceReport report = check(builder);

        DeviationCount skipped = report.deviations().getFirst();

        assertArrayEquals(new int[] {3, 7}, report.log().personsOf(skipped.variants()));
    }

    @Test
    void shouldNotDependOnTheOrderOrTheParts() {
        Random random = new Random(11);
        TraceLogBuilder whole = new TraceLogBuilder();
        TraceLogBuilder[] parts = {new TraceLogBuilder(), new TraceLogBuilder(), new TraceLogBuilder()};
        for (int i = 0; i < 20_000; i++) {
            int[] trace = random.ints(random.nextInt(9), 0, 6).toArray();
            boolean converted = random.nextBoolean();
            whole.add(trace, 0, trace.length, i % 3, i / 2, i, i % 50, converted);
            parts[i % 3].add(trace, 0, trace.length, i % 3, i / 2, i, i % 50, converted);
        }
        TraceLogBuilder merged = new TraceLogBuilder();
        merged.merge(parts[2]);
        merged.merge(parts[0]);
        merged.merge(parts[1]);

        ConformanceReport expected = check(whole);
        ConformanceReport actual = check(merged);

        assertEquals(expected.measures(), actual.measures());
        assertEquals(expected.deviations().toString(), actual.deviations().toString());
        for (int number = 0; number < expected.log().cases(); number++) {
            assertEquals(expected.log().variant(number), actual.log().variant(number));
            assertEquals(expected.log().person(number), actual.log().person(number));
            assertEquals(expected.log().startMillis(number), actual.log().startMillis(number));
        }
    }

    @Test
    void shouldAlignAVeryLongJourney() {
        int[] trace = new int[50_000];
        Arrays.fill(trace, HELP);
        trace[49_999] = AWARE;

        assertEquals(49_999 + 3, new Aligner(map).align(trace).cost());
    }

    @Test
    void shouldRefuseAMapThatCannotBe() {
        assertThrows(IllegalArgumentException.class, () -> new MapModel(List.of(), List.of()));
        assertThrows(
                IllegalArgumentException.class,
                () -> new MapModel(List.of(MapStep.mandatory(1)), List.of(new Jump(0, 2))));
        assertThrows(IllegalArgumentException.class, () -> MapStep.mandatory(-1));
        assertThrows(IllegalArgumentException.class, () -> MapStep.mandatory(1).failingBy(1));
    }

    private ConformanceReport check(TraceLogBuilder builder) {
        return Conformance.check(map, builder.build());
    }
}
