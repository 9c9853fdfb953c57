package dev.percorso.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.engine.fold.PathQuery;
import dev.percorso.engine.fold.World;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.match.PropertyCondition;
import dev.percorso.engine.match.ValueTest;
import dev.percorso.engine.process.ProcessReport.Activity;
import dev.percorso.engine.process.ProcessReport.Edge;
import dev.percorso.engine.process.ProcessReport.Variant;
import dev.percorso.engine.stat.Bootstrap;
import dev.percorso.engine.stat.Interval;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class ProcessMapPropertyTest {
    /** Times above 24 days are kept in whole seconds. */
    private static final double CLOSE = 1_000;

    private record Step(String label, long time) {}

    /** @param logged the steps before rare activities are put together */
    private record Case(int person, List<Step> steps, List<Step> logged) {
        List<String> labels() {
            return steps.stream().map(Step::label).toList();
        }
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void shouldCountWhatTheDefinitionCounts(@ForAll long seed) {
        World world = World.random(seed);
        ProcessQuery query = query(world, new Random(seed));
        List<Case> cases = cases(world, query);
        List<ProcessReport> reports = new ArrayList<>();

        world.shouldAllSay(true, snapshot -> {
            ProcessMap map = new ProcessMap(snapshot, FoldScope.everyone(), query);
            ProcessReport report = map.report(0.95);
            shouldCountCases(cases, report);
            shouldCountEdges(cases, query, report);
            shouldCountVariants(cases, query, report);
            shouldStayInOnePiece(report);
            shouldFindThePersons(cases, map, report);
            shouldHandOverTheCases(cases, map);
            reports.add(report);
            return true;
        });

        assertEquals(1, Set.copyOf(reports).size(), "the same however the journeys are stored");
    }

    private static void shouldHandOverTheCases(List<Case> cases, ProcessMap map) {
        Map<Integer, List<List<Step>>> expected = new TreeMap<>();
        cases.forEach(one -> expected.computeIfAbsent(one.person(), person -> new ArrayList<>())
                .add(one.logged()));
        Map<Integer, List<List<Step>>> told = new TreeMap<>();
        map.cases((person, number, steps) -> {
            List<List<Step>> before = told.computeIfAbsent(person, first -> new ArrayList<>());
            before.add(steps.stream()
                    .map(step -> new Step(step.label(), step.time()))
                    .toList());
            assertEquals(before.size(), number);
        });
        assertEquals(expected, told);
    }

    private static ProcessQuery query(World world, Random random) {
        List<PathQuery.Cut> cuts = List.of(
                new PathQuery.Cut.Session(),
                new PathQuery.Cut.Gap(Duration.ofHours(1)),
                new PathQuery.Cut.Gap(Duration.ofDays(1)),
                new PathQuery.Cut.Whole());
        int least = 1 + random.nextInt(3);
        return new ProcessQuery(
                cuts.get(random.nextInt(cuts.size())),
                random.nextBoolean() ? Optional.of("path") : Optional.empty(),
                random.nextBoolean() ? List.of("Page Engaged", "Nothing") : List.of(),
                random.nextInt(3) == 0
                        ? Optional.of(EventMatch.of(
                                EventMatch.ANY_NAME, new PropertyCondition("total", new ValueTest.Exists())))
                        : Optional.empty(),
                random.nextBoolean(),
                1 + random.nextInt(8),
                least,
                random.nextBoolean() ? 1_000 : least + random.nextInt(5),
                random.nextInt(3) / 2.0,
                random.nextInt(20),
                world.day(0),
                world.day(6));
    }

    private static List<Case> cases(World world, ProcessQuery query) {
        List<Case> raw = new ArrayList<>();
        world.journeys().forEach((person, journey) -> {
            for (List<IndexedEvent> unit : units(journey, query)) {
                if (!unit.isEmpty()) {
                    List<Step> steps = unit.stream()
                            .map(event -> new Step(label(event, query), event.time()))
                            .toList();
                    raw.add(new Case(person, steps, collapsed(steps, query)));
                }
            }
        });
        Map<String, Integer> counts = new HashMap<>();
        raw.forEach(one -> collapsed(one.steps(), query).forEach(step -> counts.merge(step.label(), 1, Integer::sum)));
        Set<String> kept = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(query.activities())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return raw.stream()
                .map(one -> new Case(
                        one.person(),
                        collapsed(
                                one.steps().stream()
                                        .map(step -> kept.contains(step.label())
                                                ? step
                                                : new Step(ProcessMap.OTHER, step.time()))
                                        .toList(),
                                query),
                        one.logged()))
                .filter(one ->
                        one.steps().size() >= query.least() && one.steps().size() <= query.most())
                .toList();
    }

    private static List<List<IndexedEvent>> units(List<IndexedEvent> journey, ProcessQuery query) {
        List<List<IndexedEvent>> units = new ArrayList<>();
        if (query.cut() instanceof PathQuery.Cut.Session) {
            World.sessions(journey).forEach(session -> units.add(kept(session, query)));
            return units;
        }
        long gap = query.cut() instanceof PathQuery.Cut.Gap(Duration most) ? most.toMillis() : Long.MAX_VALUE;
        long before = Long.MIN_VALUE;
        for (IndexedEvent event : kept(journey, query)) {
            if (units.isEmpty() || event.time() - before > gap) {
                units.add(new ArrayList<>());
            }
            units.getLast().add(event);
            before = event.time();
        }
        return units;
    }

    private static List<IndexedEvent> kept(List<IndexedEvent> events, ProcessQuery query) {
        return events.stream()
                .filter(event -> event.time() >= query.from().toEpochMilli()
                        && event.time() < query.to().toEpochMilli()
                        && !query.hidden().contains(event.name())
                        && (query.only().isEmpty() || event.properties().containsKey("total")))
                .toList();
    }

    private static String label(IndexedEvent event, ProcessQuery query) {
        Object path = query.label().isPresent() ? event.properties().get("path") : null;
        return path == null ? event.name() : event.name() + " · " + path;
    }

    private static List<Step> collapsed(List<Step> steps, ProcessQuery query) {
        List<Step> shown = new ArrayList<>();
        for (Step step : steps) {
            boolean repeats = query.collapseRepeats()
                    && !shown.isEmpty()
                    && shown.getLast().label().equals(step.label());
            if (!repeats) {
                shown.add(step);
            }
        }
        return shown;
    }

    private static void shouldCountCases(List<Case> cases, ProcessReport report) {
        assertEquals(cases.size(), report.cases());
        assertEquals(cases.stream().map(Case::person).distinct().count(), report.persons());
        Map<String, List<Long>> expected = new TreeMap<>();
        cases.stream().flatMap(one -> one.labels().stream()).distinct().forEach(label -> {
            expected.put(
                    label,
                    List.of(
                            cases.stream()
                                    .flatMap(one -> one.labels().stream())
                                    .filter(label::equals)
                                    .count(),
                            cases.stream()
                                    .filter(one -> one.labels().contains(label))
                                    .map(Case::person)
                                    .distinct()
                                    .count(),
                            cases.stream()
                                    .filter(one -> one.labels().getFirst().equals(label))
                                    .count(),
                            cases.stream()
                                    .filter(one -> one.labels().getLast().equals(label))
                                    .count()));
        });
        Map<String, List<Long>> given = new TreeMap<>();
        report.activities()
                .forEach(one ->
                        given.put(one.label(), List.of(one.occurrences(), one.persons(), one.starts(), one.ends())));
        assertEquals(expected, given);
    }

    private static void shouldCountEdges(List<Case> cases, ProcessQuery query, ProcessReport report) {
        Map<String, List<Long>> times = new TreeMap<>();
        Map<String, Set<Integer>> persons = new TreeMap<>();
        for (Case one : cases) {
            for (int step = 1; step < one.steps().size(); step++) {
                String edge = one.labels().get(step - 1) + " > " + one.labels().get(step);
                times.computeIfAbsent(edge, name -> new ArrayList<>())
                        .add(one.steps().get(step).time()
                                - one.steps().get(step - 1).time());
                persons.computeIfAbsent(edge, name -> new HashSet<>()).add(one.person());
            }
        }
        assertEquals(times.size(), report.allEdges());
        assertTrue(report.edges().size() >= Math.round(query.edgeShare() * times.size()));
        for (Edge edge : report.edges()) {
            String name = edge.from() + " > " + edge.to();
            List<Long> expected = times.getOrDefault(name, List.of());
            assertEquals(expected.size(), edge.count(), name);
            assertEquals(persons.getOrDefault(name, Set.of()).size(), edge.persons(), name);
            assertEquals(quantile(expected, 0.5), edge.medianMillis(), CLOSE, name);
            shouldBoundTheMedian(expected, edge.medianMillis(), edge.medianInterval());
            assertEquals(quantile(expected, 0.9), edge.ninetiethMillis(), CLOSE, name);
        }
    }

    private static void shouldBoundTheMedian(List<Long> times, double median, Optional<Interval> found) {
        Optional<Interval> expected = Bootstrap.quantile(times.size(), 0.5, 0.95)
                .map(ranks -> {
                    List<Long> sorted = times.stream().sorted().toList();
                    return new Interval(
                            median,
                            Math.min(sorted.get(ranks.low()), median),
                            Math.max(sorted.get(ranks.high()), median));
                });
        assertEquals(expected, found);
    }

    private static double quantile(List<Long> times, double share) {
        List<Long> sorted = times.stream().sorted().toList();
        double rank = share * (sorted.size() - 1);
        int low = (int) Math.floor(rank);
        int high = (int) Math.ceil(rank);
        return sorted.get(low) + (rank - low) * (sorted.get(high) - sorted.get(low));
    }

    private static void shouldCountVariants(List<Case> cases, ProcessQuery query, ProcessReport report) {
        List<Case> apart = cases.stream()
                .filter(one -> one.steps().size() <= ProcessMap.LONGEST_VARIANT)
                .toList();
        Map<List<String>, List<Case>> bySequence = apart.stream().collect(Collectors.groupingBy(Case::labels));
        assertEquals(bySequence.size(), report.distinctVariants());
        assertEquals(cases.size() - apart.size(), report.casesNotToldApart());
        assertEquals(
                Math.min(query.variants(), bySequence.size()), report.variants().size());
        List<Long> counts = bySequence.values().stream()
                .map(List::size)
                .map(Integer::longValue)
                .sorted(Comparator.reverseOrder())
                .limit(query.variants())
                .toList();
        assertEquals(counts, report.variants().stream().map(Variant::count).toList());
        for (Variant variant : report.variants()) {
            List<Case> same = bySequence.getOrDefault(variant.labels(), List.of());
            assertEquals(same.size(), variant.count());
            assertEquals(same.stream().map(Case::person).distinct().count(), variant.persons());
            List<Long> durations = same.stream()
                    .map(one -> one.steps().getLast().time()
                            - one.steps().getFirst().time())
                    .toList();
            assertEquals(quantile(durations, 0.5), variant.medianMillis(), CLOSE);
            shouldBoundTheMedian(durations, variant.medianMillis(), variant.medianInterval());
        }
    }

    /** Every activity is reached from one where cases start, and reaches one where they end. */
    private static void shouldStayInOnePiece(ProcessReport report) {
        Set<String> fromStart = report.activities().stream()
                .filter(activity -> activity.starts() > 0)
                .map(Activity::label)
                .collect(Collectors.toSet());
        Set<String> toEnd = report.activities().stream()
                .filter(activity -> activity.ends() > 0)
                .map(Activity::label)
                .collect(Collectors.toSet());
        for (int round = 0; round < report.activities().size(); round++) {
            for (Edge edge : report.edges()) {
                if (fromStart.contains(edge.from())) {
                    fromStart.add(edge.to());
                }
                if (toEnd.contains(edge.to())) {
                    toEnd.add(edge.from());
                }
            }
        }
        assertEquals(report.activities().size(), fromStart.size());
        assertEquals(report.activities().size(), toEnd.size());
    }

    private static void shouldFindThePersons(List<Case> cases, ProcessMap map, ProcessReport report) {
        for (Activity activity : report.activities()) {
            String label = activity.label();
            assertEquals(
                    persons(cases.stream()
                            .filter(one -> one.labels().contains(label))
                            .toList()),
                    set(map.persons(new ProcessMap.Part.OfActivity(label))));
            assertEquals(
                    persons(cases.stream()
                            .filter(one -> one.labels().getFirst().equals(label))
                            .toList()),
                    set(map.persons(new ProcessMap.Part.StartingWith(label))));
            assertEquals(
                    persons(cases.stream()
                            .filter(one -> one.labels().getLast().equals(label))
                            .toList()),
                    set(map.persons(new ProcessMap.Part.EndingWith(label))));
        }
        for (Edge edge : report.edges()) {
            assertEquals(
                    edge.persons(),
                    map.persons(new ProcessMap.Part.OfEdge(edge.from(), edge.to()))
                            .cardinality());
        }
        for (Variant variant : report.variants()) {
            assertEquals(
                    persons(cases.stream()
                            .filter(one -> one.labels().equals(variant.labels()))
                            .toList()),
                    set(map.persons(new ProcessMap.Part.OfVariant(variant.labels()))));
        }
    }

    private static Set<Integer> persons(List<Case> cases) {
        return cases.stream().map(Case::person).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<Integer> set(BitSet persons) {
        return persons.stream().boxed().collect(Collectors.toCollection(TreeSet::new));
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF)
    void shouldAlwaysKeepTheMostFrequentEdges(@ForAll long seed) {
        // given
        Random random = new Random(seed);
        int activities = 1 + random.nextInt(6);
        long[] counts = random.longs((long) activities * activities, 0, 5).toArray();
        long[] starts = random.longs(activities, 0, 2).toArray();
        long[] ends = random.longs(activities, 0, 2).toArray();
        EdgeFilter filter = new EdgeFilter(activities, counts, starts, ends);

        // when
        List<Integer> half = filter.keep(0.5);
        List<Integer> all = filter.keep(1);

        // then
        long present =
                java.util.Arrays.stream(counts).filter(count -> count > 0).count();
        assertEquals(present, all.size());
        assertTrue(half.containsAll(all.subList(0, (int) Math.round(0.5 * present))));
        assertTrue(half.containsAll(filter.keep(0)));
    }
}
