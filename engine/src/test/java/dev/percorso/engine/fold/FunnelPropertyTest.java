package dev.percorso.engine.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.JourneyIndex;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.match.PropertyCondition;
import dev.percorso.engine.match.TimeRange;
import dev.percorso.engine.match.ValueTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Funnels against {@link FunnelOracle}. */
class FunnelPropertyTest {
    private static final IndexSettings SETTINGS = new IndexSettings(2, Duration.ofMillis(3), Duration.ofMillis(9), 2);
    private static final int PERSONS = 4;

    @Property(tries = 1000)
    void shouldCountWhatTheDefinitionSays(
            @ForAll("funnels") Funnel funnel, @ForAll("journeys") List<IndexedEvent> events) {
        // given
        try (JourneyIndex index = JourneyIndex.inMemory(SETTINGS)) {
            index.append(events);

            // when
            FunnelResult result = FunnelFold.run(funnel, index.snapshot());

            // then
            assertEquals(Expected.of(funnel, events), Expected.of(result));
        }
    }

    @Property(tries = 500)
    void shouldTakeTiesInTheBestOrder(
            @ForAll("tiedFunnels") Funnel funnel, @ForAll("crowdedJourneys") List<IndexedEvent> events) {
        // given
        try (JourneyIndex index = JourneyIndex.inMemory(SETTINGS)) {
            index.append(events);

            // when
            FunnelResult result = FunnelFold.run(funnel, index.snapshot());

            // then
            List<Long> counts =
                    result.steps().stream().map(FunnelResult.Step::count).toList();
            assertEquals(bestOverAllOrders(funnel, events), counts);
        }
    }

    @Property(tries = 300)
    void shouldCountTheSameWithAndWithoutTheFastPath(
            @ForAll("funnels") Funnel any, @ForAll("journeys") List<IndexedEvent> events) {
        // given an exclusion that never happens, which only turns the fast path off
        Funnel plain = Funnel.of(
                any.steps().stream()
                        .map(step -> new FunnelStep(step.alternatives(), false))
                        .toList(),
                any.window());
        Funnel general =
                plain.exclusions(new FunnelExclusion(EventMatch.of("never"), 1, 2, FunnelExclusion.Effect.ATTEMPT));
        try (JourneyIndex index = JourneyIndex.inMemory(SETTINGS)) {
            index.append(events);

            // when
            FunnelResult fast = FunnelFold.run(plain, index.snapshot());
            FunnelResult slow = FunnelFold.run(general, index.snapshot());

            // then
            assertEquals(Expected.of(slow), Expected.of(fast));
        }
    }

    @Property(tries = 60)
    void shouldSayTheSameInEveryShapeOfIndexAndWithoutTimes(@ForAll long seed) {
        // given
        World world = World.random(seed);
        Funnel funnel = Funnel.of(
                List.of(FunnelStep.of("Page Viewed"), FunnelStep.of("Add"), FunnelStep.of("Order")),
                Duration.ofHours(30));
        List<Long> counts = new ArrayList<>(List.of(0L, 0L, 0L));
        List<Long> converted = new ArrayList<>();
        for (List<IndexedEvent> journey : world.journeys().values()) {
            for (FunnelOracle.Attempt attempt :
                    new FunnelOracle(funnel, journey).attempts().orElseThrow()) {
                for (int step = 0; step < attempt.reach(); step++) {
                    counts.set(step, counts.get(step) + 1);
                }
                if (attempt.reach() == 3) {
                    converted.add(attempt.steps().lastEntry().getValue().time()
                            - attempt.steps().firstEntry().getValue().time());
                }
            }
        }
        List<Long> times = List.of(
                (long) converted.size(),
                Math.round(
                        converted.stream().mapToLong(Long::longValue).average().orElse(0)));

        // when, then
        world.shouldAllSay(List.of(counts, times, counts), snapshot -> {
            FunnelResult timed = FunnelFold.run(funnel, snapshot);
            FunnelResult counted = FunnelFold.run(funnel.withoutTimes(), snapshot);
            Durations durations = timed.converted();
            return List.of(
                    counts(timed), List.of((long) durations.count(), Math.round(durations.mean())), counts(counted));
        });
    }

    private static List<Long> counts(FunnelResult result) {
        return result.steps().stream().map(FunnelResult.Step::count).toList();
    }

    @Property(tries = 300)
    void shouldCountTheAttemptsOfOneValueAlone(
            @ForAll("funnels") Funnel funnel, @ForAll("journeys") List<IndexedEvent> events) {
        // given
        try (JourneyIndex index = JourneyIndex.inMemory(SETTINGS)) {
            index.append(events);
            for (FunnelResult.Group group :
                    FunnelFold.run(funnel, index.snapshot()).groups()) {

                // when
                FunnelResult alone = FunnelFold.run(
                        funnel, index.snapshot(), FoldScope.everyone(), value -> Objects.equals(value, group.value()));

                // then
                assertEquals(
                        group.counts(),
                        alone.steps().stream().map(FunnelResult.Step::count).toList());
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
        try (JourneyIndex index = JourneyIndex.inMemory(SETTINGS)) {
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

    /** Everything a result says, in a form that can be compared. */
    record Expected(
            List<Long> counts,
            List<List<Long>> durations,
            List<Long> converted,
            long excluded,
            Map<String, List<Long>> groups,
            List<List<Long>> trend,
            List<BitSet> persons,
            List<BitSet> lost) {

        static Expected of(FunnelResult result) {
            Map<String, List<Long>> groups = new TreeMap<>();
            result.groups().forEach(group -> groups.put(String.valueOf(group.value()), group.counts()));
            return new Expected(
                    result.steps().stream().map(FunnelResult.Step::count).toList(),
                    result.steps().stream()
                            .map(step -> listOf(step.fromPrevious()))
                            .toList(),
                    listOf(result.converted()),
                    result.personsExcluded(),
                    groups,
                    result.trend(),
                    result.steps().stream().map(FunnelResult.Step::persons).toList(),
                    result.steps().stream().map(FunnelResult.Step::personsLost).toList());
        }

        private static List<Long> listOf(Durations durations) {
            List<Long> all = new ArrayList<>();
            for (long bound = 0; bound < 100; bound++) {
                for (long count = durations.histogram(bound, bound + 1)[0]; count > 0; count--) {
                    all.add(bound);
                }
            }
            return all;
        }

        static Expected of(Funnel funnel, List<IndexedEvent> events) {
            int steps = funnel.steps().size();
            Long[] zeros = new Long[steps];
            Arrays.fill(zeros, 0L);
            Expected expected = new Expected(
                    new ArrayList<>(List.of(zeros)),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    excludedPersons(funnel, events),
                    new TreeMap<>(),
                    new ArrayList<>(),
                    new ArrayList<>(),
                    new ArrayList<>());
            for (int step = 0; step < steps; step++) {
                expected.durations.add(new ArrayList<>());
                expected.persons.add(new BitSet());
                expected.lost.add(new BitSet());
            }
            for (int bucket = 1; bucket < funnel.trendBounds().size(); bucket++) {
                expected.trend.add(new ArrayList<>(List.of(zeros)));
            }
            for (int person = 0; person < PERSONS; person++) {
                int number = person;
                attemptsOf(funnel, events, person)
                        .ifPresent(all -> all.forEach(attempt -> expected.add(funnel, number, attempt)));
            }
            expected.durations.forEach(list -> list.sort(Comparator.naturalOrder()));
            expected.converted.sort(Comparator.naturalOrder());
            return expected;
        }

        private static long excludedPersons(Funnel funnel, List<IndexedEvent> events) {
            long excluded = 0;
            for (int person = 0; person < PERSONS; person++) {
                excluded += attemptsOf(funnel, events, person).isEmpty() ? 1 : 0;
            }
            return excluded;
        }

        private void add(Funnel funnel, int person, FunnelOracle.Attempt attempt) {
            IndexedEvent first = attempt.steps().firstEntry().getValue();
            IndexedEvent last = first;
            for (String value : groupsOf(funnel.breakdown(), attempt)) {
                List<Long> group = groups.computeIfAbsent(value, key -> zeros());
                attempt.steps().keySet().forEach(step -> group.set(step, group.get(step) + 1));
            }
            for (Map.Entry<Integer, IndexedEvent> done : attempt.steps().entrySet()) {
                int step = done.getKey();
                counts.set(step, counts.get(step) + 1);
                persons.get(step).set(person);
                if (step > 0) {
                    durations.get(step).add(done.getValue().time() - last.time());
                }
                last = done.getValue();
                for (int bucket = 0; bucket < trend.size(); bucket++) {
                    if (first.time() >= funnel.trendBounds().get(bucket)
                            && first.time() < funnel.trendBounds().get(bucket + 1)) {
                        trend.get(bucket).set(step, trend.get(bucket).get(step) + 1);
                    }
                }
            }
            if (attempt.reach() == counts.size()) {
                converted.add(last.time() - first.time());
            }
            for (int step = 1; step < counts.size(); step++) {
                int before = step - 1;
                while (funnel.steps().get(before).optional()) {
                    before--;
                }
                if (attempt.reach() > before && attempt.reach() <= step) {
                    lost.get(step).set(person);
                }
            }
        }

        private List<Long> zeros() {
            return new ArrayList<>(counts.stream().map(count -> 0L).toList());
        }

        private static Set<String> groupsOf(FunnelBreakdown breakdown, FunnelOracle.Attempt attempt) {
            if (breakdown instanceof FunnelBreakdown.None) {
                return Set.of();
            }
            if (breakdown instanceof FunnelBreakdown.ByAllTouches) {
                Set<String> values = attempt.steps().values().stream()
                        .filter(event -> event.properties().containsKey("v"))
                        .map(event -> String.valueOf(event.properties().get("v")))
                        .collect(Collectors.toSet());
                return values.isEmpty() ? Set.of("null") : values;
            }
            return Set.of(groupOf(breakdown, attempt));
        }

        private static String groupOf(FunnelBreakdown breakdown, FunnelOracle.Attempt attempt) {
            List<IndexedEvent> touches = new ArrayList<>(attempt.steps().values());
            touches.removeIf(event -> !event.properties().containsKey("v"));
            Object value = switch (breakdown) {
                case FunnelBreakdown.None none -> null;
                case FunnelBreakdown.ByAllTouches all -> null;
                case FunnelBreakdown.ByTrait trait -> null;
                case FunnelBreakdown.ByFirstTouch touch ->
                    touches.isEmpty() ? null : touches.getFirst().properties().get("v");
                case FunnelBreakdown.ByLastTouch touch ->
                    touches.isEmpty() ? null : touches.getLast().properties().get("v");
                case FunnelBreakdown.ByStep step -> {
                    IndexedEvent event = attempt.steps().get(step.step() - 1);
                    yield event == null ? null : event.properties().get("v");
                }
            };
            return String.valueOf(value);
        }
    }

    private static List<IndexedEvent> journeyOf(List<IndexedEvent> events, int person) {
        return events.stream()
                .filter(event -> event.person() == person)
                .sorted(Comparator.comparingLong(IndexedEvent::time).thenComparingLong(IndexedEvent::sequence))
                .toList();
    }

    private static Optional<List<FunnelOracle.Attempt>> attemptsOf(
            Funnel funnel, List<IndexedEvent> events, int person) {
        List<IndexedEvent> journey = journeyOf(events, person);
        if (funnel.counting() != Funnel.Counting.SESSIONS) {
            return new FunnelOracle(funnel, journey).attempts();
        }
        List<FunnelOracle.Attempt> all = new ArrayList<>();
        for (List<IndexedEvent> session : sessions(journey)) {
            Optional<List<FunnelOracle.Attempt>> found = new FunnelOracle(funnel, session).attempts();
            if (found.isEmpty()) {
                return found;
            }
            all.addAll(found.get());
        }
        return Optional.of(all);
    }

    private static List<List<IndexedEvent>> sessions(List<IndexedEvent> journey) {
        List<List<IndexedEvent>> sessions = new ArrayList<>();
        for (IndexedEvent event : journey) {
            boolean joins = !sessions.isEmpty()
                    && event.time() - sessions.getLast().getLast().time() <= 3
                    && event.time() - sessions.getLast().getFirst().time() <= 9;
            if (!joins) {
                sessions.add(new ArrayList<>());
            }
            sessions.getLast().add(event);
        }
        return sessions;
    }

    /** Per person the furthest step over every order that events of one instant may have. */
    private static List<Long> bestOverAllOrders(Funnel funnel, List<IndexedEvent> events) {
        Long[] counts = new Long[funnel.steps().size()];
        Arrays.fill(counts, 0L);
        for (int person = 0; person < PERSONS; person++) {
            int best = 0;
            for (List<IndexedEvent> order : ordersOf(journeyOf(events, person))) {
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

    @Provide
    Arbitrary<Funnel> funnels() {
        Arbitrary<TimeRange> periods = Arbitraries.oneOf(
                Arbitraries.just(TimeRange.ALWAYS),
                Combinators.combine(
                                Arbitraries.longs().between(0, 8),
                                Arbitraries.longs().between(0, 10))
                        .as((from, length) -> new TimeRange(from, from + length)));
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
                        periods,
                        exclusions("x", "c").list().ofMaxSize(2),
                        breakdowns)
                .as(FunnelPropertyTest::funnel);
    }

    private static Funnel funnel(
            List<FunnelStep> steps,
            long window,
            Funnel.Order order,
            Funnel.Counting counting,
            TimeRange period,
            List<FunnelExclusion> exclusions,
            FunnelBreakdown breakdown) {
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
                .trend(List.of(0L, 5L, 11L))
                .reportingPersons();
    }

    @Provide
    Arbitrary<Funnel> tiedFunnels() {
        return Combinators.combine(
                        steps(false),
                        Arbitraries.longs().between(1, 4),
                        // Not of persons: getting furthest may be what takes a person out, so no order is the best.
                        exclusions("x")
                                .filter(exclusion -> exclusion.effect() == FunnelExclusion.Effect.ATTEMPT)
                                .list()
                                .ofMaxSize(1))
                .as((steps, window, exclusions) -> Funnel.of(steps, Duration.ofMillis(window))
                        .ties(Funnel.Ties.ANY)
                        .exclusions(exclusions.stream()
                                .filter(exclusion -> exclusion.beforeStep() <= steps.size())
                                // What takes a person out acts on the order that goes furthest, not on the luckiest.
                                .map(exclusion -> new FunnelExclusion(
                                        exclusion.event(),
                                        exclusion.afterStep(),
                                        exclusion.beforeStep(),
                                        FunnelExclusion.Effect.ATTEMPT))
                                .toArray(FunnelExclusion[]::new)));
    }

    private static Arbitrary<FunnelExclusion> exclusions(String... names) {
        return Combinators.combine(
                        Arbitraries.of(names),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(1, 2),
                        Arbitraries.of(FunnelExclusion.Effect.class))
                .as((name, after, length, effect) ->
                        new FunnelExclusion(EventMatch.of(name), after, after + length, effect));
    }

    private static Arbitrary<List<FunnelStep>> steps(boolean withOptional) {
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

    @Provide
    Arbitrary<List<IndexedEvent>> journeys() {
        return events(20).list().ofMaxSize(40).map(FunnelPropertyTest::numbered);
    }

    @Provide
    Arbitrary<List<IndexedEvent>> crowdedJourneys() {
        return events(3).list().ofMaxSize(16).map(FunnelPropertyTest::numbered);
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
