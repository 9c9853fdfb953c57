package dev.percorso.engine.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AlignmentPropertyTest {

    @Property(tries = 1500)
    void shouldCostAsLittleAsTheBestOfAllRuns(@ForAll("models") MapModel model, @ForAll("traces") int[] trace) {
        Alignment alignment = new Aligner(model).align(trace);

        assertEquals(AllRuns.cheapest(model, trace), alignment.cost());
    }

    @Property(tries = 1500)
    void shouldProjectToTheTraceAndToARunOfTheMap(@ForAll("models") MapModel model, @ForAll("traces") int[] trace) {
        Alignment alignment = new Aligner(model).align(trace);

        List<Integer> seen = new ArrayList<>();
        List<Integer> run = new ArrayList<>();
        int cost = 0;
        for (Move move : alignment.moves()) {
            switch (move) {
                case Move.Synchronous(int position, int step) -> {
                    seen.add(position);
                    run.add(step);
                    assertEquals(model.steps().get(step).symbol(), trace[position]);
                }
                case Move.Missing(int step) -> {
                    run.add(step);
                    cost++;
                }
                case Move.AdHoc(int position) -> {
                    seen.add(position);
                    cost++;
                }
            }
        }
        List<Integer> positions = new ArrayList<>();
        for (int i = 0; i < trace.length; i++) {
            positions.add(i);
        }
        assertEquals(positions, seen);
        assertTrue(AllRuns.of(model, run.size()).contains(run), () -> run + " is no run of " + model);
        assertEquals(cost, alignment.cost());
    }

    @Property(tries = 500)
    void shouldAlignEveryRunPerfectly(@ForAll("models") MapModel model) {
        Aligner aligner = new Aligner(model);
        for (List<Integer> run : AllRuns.of(model, 4)) {
            int[] trace = run.stream()
                    .mapToInt(step -> model.steps().get(step).symbol())
                    .toArray();
            assertEquals(1.0, aligner.align(trace).fitness());
        }
    }

    @Property(tries = 300)
    void shouldReportEachDeviationWithItsCases(@ForAll("models") MapModel model, @ForAll("logs") List<int[]> traces) {
        TraceLogBuilder builder = new TraceLogBuilder();
        traces.forEach(trace -> builder.addCases(1, trace));
        ConformanceReport report = Conformance.check(model, builder.build());

        Aligner aligner = new Aligner(model);
        long cost = 0;
        long worst = 0;
        long perfect = 0;
        for (int[] trace : traces) {
            Alignment alignment = aligner.align(trace);
            cost += alignment.cost();
            worst += alignment.worst();
            perfect += alignment.cost() == 0 ? 1 : 0;
        }
        assertEquals(
                worst == 0 ? 1 : 1 - (double) cost / worst, report.measures().logFitness(), 1e-12);
        assertEquals(
                traces.isEmpty() ? 1 : (double) perfect / traces.size(),
                report.measures().conformanceRate());
        long moves = report.deviations().stream()
                .mapToLong(count -> count.occurrences() * (count.deviation() instanceof Deviation.OutOfOrder ? 2 : 1))
                .sum();
        assertEquals(cost, moves);
        for (DeviationCount count : report.deviations()) {
            assertEquals(count.cases(), report.log().casesOf(count.variants()).count());
        }
        assertEquals(precisionByHand(model, traces), report.measures().precision(), 1e-12);
    }

    /** Escaping edges from the list of aligned runs, prefix by prefix. */
    private static double precisionByHand(MapModel model, List<int[]> traces) {
        Aligner aligner = new Aligner(model);
        List<List<Integer>> runs = new ArrayList<>();
        for (int[] trace : traces) {
            List<Integer> run = new ArrayList<>();
            for (Move move : aligner.align(trace).moves()) {
                switch (move) {
                    case Move.Synchronous synchronous -> run.add(synchronous.step());
                    case Move.Missing(int step) -> run.add(step);
                    case Move.AdHoc ignored -> {}
                }
            }
            run.add(-1);
            runs.add(run);
        }
        double followed = 0;
        double enabled = 0;
        for (List<Integer> run : runs) {
            for (int length = 0; length < run.size(); length++) {
                List<Integer> prefix = run.subList(0, length);
                int after = length;
                followed += runs.stream()
                        .filter(other ->
                                other.size() > after && other.subList(0, after).equals(prefix))
                        .map(other -> other.get(after))
                        .distinct()
                        .count();
                int longest = length + model.size();
                enabled += AllRuns.of(model, longest).stream()
                        .filter(other ->
                                other.size() >= after && other.subList(0, after).equals(prefix))
                        .map(other -> other.size() == after ? -1 : other.get(after))
                        .distinct()
                        .count();
            }
        }
        return enabled == 0 ? 1 : followed / enabled;
    }

    @Provide
    Arbitrary<List<int[]>> logs() {
        return Arbitraries.integers()
                .between(0, 4)
                .array(int[].class)
                .ofMaxSize(3)
                .list()
                .ofMaxSize(4);
    }

    @Provide
    Arbitrary<int[]> traces() {
        return Arbitraries.integers().between(0, 4).array(int[].class).ofMaxSize(3);
    }

    @Provide
    Arbitrary<MapModel> models() {
        Arbitrary<MapStep> steps = Combinators.combine(
                        Arbitraries.integers().between(0, 3), Arbitraries.of(Occurrence.class))
                .as(MapStep::of);
        return steps.list()
                .ofMinSize(1)
                .ofMaxSize(3)
                .flatMap(list -> Combinators.combine(
                                Arbitraries.integers().between(-1, list.size() - 1),
                                Arbitraries.integers().between(0, list.size()))
                        .as(Jump::new)
                        .list()
                        .ofMaxSize(2)
                        .map(jumps -> new MapModel(list, jumps)));
    }
}
