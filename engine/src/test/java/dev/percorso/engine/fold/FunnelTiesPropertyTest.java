package dev.percorso.engine.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.JourneyIndex;
import dev.percorso.engine.match.EventMatch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Funnels whose events of one instant may count in either order. */
class FunnelTiesPropertyTest {

    @Property(tries = 500)
    void shouldTakeTiesInTheBestOrder(
            @ForAll("endingAttempts") Funnel funnel, @ForAll("crowdedJourneys") List<IndexedEvent> events) {
        // given
        try (JourneyIndex index = JourneyIndex.inMemory(FunnelCases.SETTINGS)) {
            index.append(events);

            // when
            FunnelResult result = FunnelFold.run(funnel, index.snapshot());

            // then
            List<Long> counts =
                    result.steps().stream().map(FunnelResult.Step::count).toList();
            assertEquals(bestOverAllOrders(funnel, events), counts);
        }
    }

    @Property(tries = 600)
    void shouldFollowEachAttemptInstantByInstant(
            @ForAll("tiedFunnels") Funnel funnel, @ForAll("crowdedJourneys") List<IndexedEvent> events) {
        shouldSayWhatTheOracleSays(funnel, events);
    }

    @Property(tries = 500)
    void shouldLeaveTheRestOfAnInstantToTheNextAttempt(
            @ForAll("plainTotals") Funnel funnel, @ForAll("crowdedJourneys") List<IndexedEvent> events) {
        shouldSayWhatTheOracleSays(funnel, events);
    }

    private static void shouldSayWhatTheOracleSays(Funnel funnel, List<IndexedEvent> events) {
        // given
        long[] reached = new long[funnel.steps().size()];
        long excluded = 0;
        for (int person = 0; person < FunnelCases.PERSONS; person++) {
            TiedFunnelOracle.Outcome outcome =
                    new TiedFunnelOracle(funnel, ExpectedFunnel.journeyOf(events, person)).outcome();
            excluded += outcome.excluded() ? 1 : 0;
            for (int reach : outcome.reaches()) {
                Arrays.setAll(reached, step -> reached[step] + (reach > step ? 1 : 0));
            }
        }
        try (JourneyIndex index = JourneyIndex.inMemory(FunnelCases.SETTINGS)) {
            index.append(events);

            // when
            FunnelResult result = FunnelFold.run(funnel, index.snapshot());

            // then: which of the optional steps an attempt did depends on the order, how far it got does not
            assertEquals(excluded, result.personsExcluded());
            for (int step = 0; step < reached.length; step++) {
                if (!funnel.steps().get(step).optional()) {
                    assertEquals(reached[step], result.steps().get(step).count(), "step " + (step + 1));
                }
            }
        }
    }

    @Example
    void shouldLeaveOutAPersonWhoseFurthestOrderIsExcluded() {
        // given a and b at once, so that b may follow a, and then what must not come after b
        Funnel funnel = Funnel.of(
                        List.of(FunnelStep.of("a"), FunnelStep.of("b"), FunnelStep.of("c")), Duration.ofMillis(5))
                .ties(Funnel.Ties.ANY)
                .exclusions(new FunnelExclusion(EventMatch.of("x"), 2, 3, FunnelExclusion.Effect.PERSON));
        try (JourneyIndex index = JourneyIndex.inMemory(FunnelCases.SETTINGS)) {
            index.append(List.of(
                    new IndexedEvent(1, 0, 2, "b", Map.of()),
                    new IndexedEvent(2, 0, 2, "a", Map.of()),
                    new IndexedEvent(3, 0, 3, "x", Map.of())));

            // when
            FunnelResult result = FunnelFold.run(funnel, index.snapshot());

            // then
            assertEquals(1, result.personsExcluded());
            assertEquals(0, result.steps().getFirst().count());
        }
    }

    @Example
    void shouldKeepAPersonWhoConvertsInTheInstantOfTheExclusion() {
        // given x between b and c, of which nobody knows whether it came before
        Funnel funnel = Funnel.of(
                        List.of(FunnelStep.of("a"), FunnelStep.of("b"), FunnelStep.of("c")), Duration.ofMillis(5))
                .ties(Funnel.Ties.ANY)
                .exclusions(new FunnelExclusion(EventMatch.of("x"), 2, 3, FunnelExclusion.Effect.PERSON));
        try (JourneyIndex index = JourneyIndex.inMemory(FunnelCases.SETTINGS)) {
            index.append(List.of(
                    new IndexedEvent(1, 0, 2, "a", Map.of()),
                    new IndexedEvent(2, 0, 2, "b", Map.of()),
                    new IndexedEvent(3, 0, 3, "x", Map.of()),
                    new IndexedEvent(4, 0, 3, "c", Map.of())));

            // when
            FunnelResult result = FunnelFold.run(funnel, index.snapshot());

            // then
            assertEquals(0, result.personsExcluded());
            assertEquals(1, result.steps().getLast().count());
        }
    }

    /** Per person the furthest step over every order that events of one instant may have. */
    private static List<Long> bestOverAllOrders(Funnel funnel, List<IndexedEvent> events) {
        Long[] counts = new Long[funnel.steps().size()];
        Arrays.fill(counts, 0L);
        for (int person = 0; person < FunnelCases.PERSONS; person++) {
            int best = 0;
            for (List<IndexedEvent> order : ordersOf(ExpectedFunnel.journeyOf(events, person))) {
                for (FunnelOracle.Attempt attempt :
                        new FunnelOracle(funnel, order).attempts().orElse(List.of())) {
                    best = Math.max(best, attempt.reach());
                }
            }
            for (int step = 0; step < best; step++) {
                counts[step]++;
            }
        }
        return List.of(counts);
    }

    private static List<List<IndexedEvent>> ordersOf(List<IndexedEvent> journey) {
        List<List<IndexedEvent>> orders = List.of(List.of());
        for (long time : new TreeSet<>(journey.stream().map(IndexedEvent::time).toList())) {
            List<IndexedEvent> instant =
                    journey.stream().filter(event -> event.time() == time).toList();
            List<List<IndexedEvent>> longer = new ArrayList<>();
            for (List<IndexedEvent> start : orders) {
                for (List<IndexedEvent> permutation : permutations(instant)) {
                    List<IndexedEvent> order = new ArrayList<>(start);
                    order.addAll(permutation);
                    longer.add(order);
                }
            }
            orders = longer;
        }
        return orders;
    }

    private static List<List<IndexedEvent>> permutations(List<IndexedEvent> events) {
        if (events.isEmpty()) {
            return List.of(List.of());
        }
        List<List<IndexedEvent>> all = new ArrayList<>();
        for (int first = 0; first < events.size(); first++) {
            List<IndexedEvent> rest = new ArrayList<>(events);
            IndexedEvent chosen = rest.remove(first);
            for (List<IndexedEvent> permutation : permutations(rest)) {
                List<IndexedEvent> longer = new ArrayList<>(List.of(chosen));
                longer.addAll(permutation);
                all.add(longer);
            }
        }
        return all;
    }

    /** Exclusions end attempts only: where they take persons out, getting furthest may not be the best order. */
    @Provide
    Arbitrary<Funnel> endingAttempts() {
        return tied(
                FunnelCases.steps(false),
                FunnelCases.exclusions("x").filter(exclusion -> exclusion.effect() == FunnelExclusion.Effect.ATTEMPT));
    }

    @Provide
    Arbitrary<Funnel> tiedFunnels() {
        return Combinators.combine(
                        tied(FunnelCases.steps(true), FunnelCases.exclusions("x", "c")), FunnelCases.periods())
                .as(Funnel::period);
    }

    /** Each event serves one step at most, so that what an attempt leaves does not depend on the order. */
    @Provide
    Arbitrary<Funnel> plainTotals() {
        Arbitrary<List<FunnelStep>> steps = Arbitraries.integers()
                .between(2, 4)
                .map(count -> Stream.of("a", "b", "c", "d")
                        .limit(count)
                        .map(FunnelStep::of)
                        .toList());
        return tied(steps, FunnelCases.exclusions("x", "y")).map(funnel -> funnel.counting(Funnel.Counting.TOTALS));
    }

    private static Arbitrary<Funnel> tied(Arbitrary<List<FunnelStep>> steps, Arbitrary<FunnelExclusion> exclusions) {
        return Combinators.combine(
                        steps,
                        Arbitraries.longs().between(1, 4),
                        exclusions.list().ofMaxSize(2))
                .as((chosen, window, excluded) -> Funnel.of(chosen, Duration.ofMillis(window))
                        .ties(Funnel.Ties.ANY)
                        .exclusions(excluded.stream()
                                .filter(exclusion -> exclusion.beforeStep() <= chosen.size())
                                .toArray(FunnelExclusion[]::new)));
    }

    @Provide
    Arbitrary<List<IndexedEvent>> crowdedJourneys() {
        return FunnelCases.crowdedJourneys();
    }
}
