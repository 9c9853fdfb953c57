package dev.percorso.engine.fold;

import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.match.PropertyCondition;
import dev.percorso.engine.match.TimeRange;
import dev.percorso.engine.match.ValueTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Small funnels and journeys that meet often. */
final class FunnelCases {
    static final IndexSettings SETTINGS = new IndexSettings(2, Duration.ofMillis(3), Duration.ofMillis(9), 2);
    static final int PERSONS = 4;

    private FunnelCases() {}

    /** Funnels of every kind. */
    static Arbitrary<Funnel> funnels() {
        Arbitrary<FunnelBreakdown> breakdowns = Arbitraries.of(
                new FunnelBreakdown.None(),
                new FunnelBreakdown.ByFirstTouch("v"),
                new FunnelBreakdown.ByLastTouch("v"),
                new FunnelBreakdown.ByStep("v", 2),
                new FunnelBreakdown.ByAllTouches("v"));
        return Combinators.combine(
                        steps(true),
                        Arbitraries.longs().between(1, 12),
                        Arbitraries.of(Funnel.Order.class),
                        Arbitraries.of(Funnel.Counting.class),
                        periods(),
                        exclusions("x", "c").list().ofMaxSize(2),
                        breakdowns,
                        Arbitraries.<List<Long>>of(List.of(), List.of(0L, 5L, 11L)))
                .as(FunnelCases::funnel);
    }

    static Arbitrary<TimeRange> periods() {
        return Arbitraries.oneOf(
                Arbitraries.just(TimeRange.ALWAYS),
                Combinators.combine(
                                Arbitraries.longs().between(0, 8),
                                Arbitraries.longs().between(0, 10))
                        .as((from, length) -> new TimeRange(from, from + length)));
    }

    private static Funnel funnel(
            List<FunnelStep> steps,
            long window,
            Funnel.Order order,
            Funnel.Counting counting,
            TimeRange period,
            List<FunnelExclusion> exclusions,
            FunnelBreakdown breakdown,
            List<Long> trend) {
        List<FunnelStep> fitting = order == Funnel.Order.ANY
                ? steps.stream()
                        .map(step -> new FunnelStep(step.alternatives(), false))
                        .toList()
                : steps;
        return Funnel.of(fitting, Duration.ofMillis(window))
                .order(order)
                .counting(counting)
                .period(period)
                .exclusions(
                        order == Funnel.Order.STRICT
                                ? new FunnelExclusion[0]
                                : exclusions.stream()
                                        .filter(exclusion -> exclusion.beforeStep() <= steps.size())
                                        .toArray(FunnelExclusion[]::new))
                .breakdown(breakdown)
                .trend(trend)
                .reportingPersons();
    }

    /** Exclusions of events with one of the names. */
    static Arbitrary<FunnelExclusion> exclusions(String... names) {
        return Combinators.combine(
                        Arbitraries.of(names),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 2),
                        Arbitraries.of(FunnelExclusion.Effect.class))
                .as((name, after, length, effect) ->
                        new FunnelExclusion(EventMatch.of(name), after, after + length, effect));
    }

    /** Two to four steps, some of them optional when asked for. */
    static Arbitrary<List<FunnelStep>> steps(boolean withOptional) {
        Arbitrary<EventMatch> matches = Combinators.combine(
                        Arbitraries.of("a", "b", "c", "d"), Arbitraries.of("", "", "p", "q"))
                .as((name, value) -> value.isEmpty()
                        ? EventMatch.of(name)
                        : EventMatch.of(name, new PropertyCondition("v", new ValueTest.Equal(value))));
        Arbitrary<FunnelStep> step = Combinators.combine(
                        matches.list().ofMinSize(1).ofMaxSize(2), Arbitraries.of(false, false, withOptional))
                .as(FunnelStep::new);
        return step.list().ofMinSize(2).ofMaxSize(4).map(steps -> {
            List<FunnelStep> fixed = new ArrayList<>(steps);
            fixed.set(0, new FunnelStep(fixed.getFirst().alternatives(), false));
            fixed.set(fixed.size() - 1, new FunnelStep(fixed.getLast().alternatives(), false));
            return fixed;
        });
    }

    static Arbitrary<List<IndexedEvent>> journeys() {
        return events(20).list().ofMaxSize(40).map(FunnelCases::numbered);
    }

    /** Journeys with many events at the same instant. */
    static Arbitrary<List<IndexedEvent>> crowdedJourneys() {
        return events(3).list().ofMaxSize(16).map(FunnelCases::numbered);
    }

    private static Arbitrary<IndexedEvent> events(long lastTime) {
        return Combinators.combine(
                        Arbitraries.integers().between(0, PERSONS - 1),
                        Arbitraries.longs().between(0, lastTime),
                        Arbitraries.of("a", "a", "b", "b", "c", "d", "x", "y"),
                        Arbitraries.of("", "p", "q"))
                .as((person, time, name, value) -> new IndexedEvent(
                        1, person, time, name, value.isEmpty() ? Map.of() : new HashMap<>(Map.of("v", value))));
    }

    private static List<IndexedEvent> numbered(List<IndexedEvent> events) {
        List<IndexedEvent> result = new ArrayList<>();
        for (IndexedEvent event : events) {
            result.add(new IndexedEvent(
                    result.size() + 1L, event.person(), event.time(), event.name(), event.properties()));
        }
        return result;
    }
}
