package dev.percorso.engine.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** What an allow-list and groups of cases do to the figures, against sums over one alignment after the other. */
class AllowListPropertyTest {
    private static final MapModel MAP = MapModel.of(
            MapStep.mandatory(0), MapStep.optional(1), MapStep.mandatory(2).failingBy(4), MapStep.mandatory(3));

    private record Case(int[] trace, int group, boolean converted) {}

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void shouldScoreGroupsOfCasesWithoutTheMovesThatAreAllowed(@ForAll long seed) {
        Random random = new Random(seed);
        List<Case> cases = new ArrayList<>();
        TraceLogBuilder builder = new TraceLogBuilder();
        for (int person = 0; person < random.nextInt(12); person++) {
            Case one = new Case(
                    random.ints(random.nextInt(6), 0, 6).toArray(), random.nextInt(4) - 1, random.nextBoolean());
            cases.add(one);
            builder.add(one.trace(), 0, one.trace().length, 0, person, person, 0, one.converted());
        }
        TraceLog log = builder.build();
        Set<Deviation> allowed = new HashSet<>();
        Conformance.check(MAP, log).deviations().stream()
                .filter(count -> random.nextBoolean())
                .forEach(count -> allowed.add(count.deviation()));

        ConformanceReport report = Conformance.check(MAP, log, allowed);
        List<Fit> fits = report.by(number -> cases.get(log.person(number)).group(), 3);

        for (int group = 0; group < 3; group++) {
            int wanted = group;
            List<Case> members =
                    cases.stream().filter(one -> one.group() == wanted).toList();
            assertEquals(byHand(members, allowed), fits.get(group));
        }
        assertEquals(byHand(cases, allowed).logFitness(), report.measures().logFitness(), 1e-12);
        assertEquals(byHand(cases, allowed).conformanceRate(), report.measures().conformanceRate(), 1e-12);
        assertEquals(
                Conformance.check(MAP, log).deviations().toString(),
                report.deviations().toString());
    }

    private static Fit byHand(List<Case> cases, Set<Deviation> allowed) {
        long fitting = 0;
        long converted = 0;
        double fitness = 0;
        long costs = 0;
        long worsts = 0;
        for (Case one : cases) {
            int cost = cost(one.trace(), allowed);
            int worst = one.trace().length + 3;
            fitting += cost == 0 ? 1 : 0;
            converted += one.converted() ? 1 : 0;
            fitness += 1 - (double) cost / worst;
            costs += cost;
            worsts += worst;
        }
        return new Fit(
                cases.size(),
                fitting,
                converted,
                cases.isEmpty() ? 1 : fitness / cases.size(),
                cases.isEmpty() ? 1 : 1 - (double) costs / worsts);
    }

    /** Pairs missing and ad hoc moves of one step, names each by its kind, and adds up those that are not allowed. */
    private static int cost(int[] trace, Set<Deviation> allowed) {
        List<Integer> missing = new ArrayList<>();
        ArrayDeque<Integer> extra = new ArrayDeque<>();
        for (Move move : new Aligner(MAP).align(trace).moves()) {
            switch (move) {
                case Move.Missing(int step) -> missing.add(step);
                case Move.AdHoc(int position) -> extra.add(trace[position]);
                case Move.Synchronous ignored -> {}
            }
        }
        int cost = 0;
        for (int step : missing) {
            boolean displaced = extra.removeFirstOccurrence(step);
            Deviation deviation = displaced ? new Deviation.OutOfOrder(step) : new Deviation.Missing(step);
            cost += allowed.contains(deviation) ? 0 : displaced ? 2 : 1;
        }
        for (int symbol : extra) {
            Deviation deviation = symbol == 4 ? new Deviation.Failed(2) : new Deviation.AdHoc(symbol);
            cost += allowed.contains(deviation) ? 0 : 1;
        }
        return cost;
    }
}
