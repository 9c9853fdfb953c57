package dev.percorso.engine.fold;

import dev.percorso.engine.index.IndexedEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Everything a funnel's result says, in a form that can be compared, and the same by {@link FunnelOracle}. */
record ExpectedFunnel(
        List<Long> counts,
        List<List<Long>> durations,
        List<Long> converted,
        long excluded,
        Map<String, List<Long>> groups,
        List<List<Long>> trend,
        List<BitSet> persons,
        List<BitSet> lost) {

    static ExpectedFunnel of(FunnelResult result) {
        Map<String, List<Long>> groups = new TreeMap<>();
        result.groups().forEach(group -> groups.put(String.valueOf(group.value()), group.counts()));
        return new ExpectedFunnel(
                result.steps().stream().map(FunnelResult.Step::count).toList(),
                result.steps().stream().map(step -> listOf(step.fromPrevious())).toList(),
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

    static ExpectedFunnel of(Funnel funnel, List<IndexedEvent> events) {
        int steps = funnel.steps().size();
        Long[] zeros = new Long[steps];
        Arrays.fill(zeros, 0L);
        ExpectedFunnel expected = new ExpectedFunnel(
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
        for (int person = 0; person < FunnelCases.PERSONS; person++) {
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
        for (int person = 0; person < FunnelCases.PERSONS; person++) {
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
        boolean reported = trend.isEmpty();
        for (int bucket = 0; bucket < trend.size(); bucket++) {
            if (first.time() >= funnel.trendBounds().get(bucket)
                    && first.time() < funnel.trendBounds().get(bucket + 1)) {
                List<Long> inBucket = trend.get(bucket);
                attempt.steps().keySet().forEach(step -> inBucket.set(step, inBucket.get(step) + 1));
                reported = true;
            }
        }
        for (Map.Entry<Integer, IndexedEvent> done : attempt.steps().entrySet()) {
            int step = done.getKey();
            counts.set(step, counts.get(step) + 1);
            persons.get(step).set(person, reported || persons.get(step).get(person));
            if (step > 0) {
                durations.get(step).add(done.getValue().time() - last.time());
            }
            last = done.getValue();
        }
        if (attempt.reach() == counts.size()) {
            converted.add(last.time() - first.time());
        }
        for (int step = 1; step < counts.size() && reported; step++) {
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

    /** A person's events in order. */
    static List<IndexedEvent> journeyOf(List<IndexedEvent> events, int person) {
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
}
