package dev.percorso.engine.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.engine.fold.PathQuery;
import dev.percorso.engine.fold.World;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.JourneyIndex;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.process.DiscoveryReport.Touchpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class DiscoveryTest {
    private static final Duration GAP = Duration.ofHours(10);

    private static DiscoveryQuery query(Optional<String> goal, double leastShare, Instant from, Instant to) {
        return new DiscoveryQuery(
                new PathQuery.Cut.Gap(GAP),
                Optional.empty(),
                List.of("Noise"),
                goal,
                10,
                leastShare,
                3,
                2,
                5,
                from,
                to);
    }

    @Example
    void shouldFindThePlantedStagesTouchpointsAndOrder() {
        Random random = new Random(8);
        List<IndexedEvent> events = new ArrayList<>();
        for (int person = 0; person < 600; person++) {
            List<String> journey = new ArrayList<>(List.of("Ad", "Blog"));
            journey.add("Noise");
            if (random.nextInt(3) > 0) {
                journey.addAll(List.of("Product", "Reviews", "Product"));
            }
            if (random.nextInt(2) == 0) {
                journey.addAll(List.of("Cart", "Order"));
                if (random.nextInt(2) == 0) {
                    journey.addAll(List.of("Delivered", "Tips", "Shared"));
                }
            }
            if (person == 1) {
                journey.add("Rare");
            }
            for (int i = 0; i < journey.size(); i++) {
                events.add(new IndexedEvent(events.size() + 1L, person, 1_000_000L * (i + 1), journey.get(i)));
            }
        }
        DiscoveryReport report = report(
                events,
                query(Optional.of("Order"), 0.02, Instant.EPOCH, Instant.now().plusSeconds(1)));

        assertEquals(
                List.of("Ad", "Blog", "Product", "Reviews", "Cart", "Order", "Delivered", "Tips", "Shared"),
                report.touchpoints().stream().map(one -> one.label().text()).toList());
        assertEquals(5, report.stages());
        assertEquals(2, report.goalStage());
        assertEquals(
                List.of(0, 0, 1, 1, 2, 2, 3, 4, 4),
                report.touchpoints().stream().map(Touchpoint::stage).toList());
        assertEquals(600, report.touchpoints().getFirst().persons());
        Touchpoint product = report.touchpoints().get(2);
        assertEquals(product.cases(), product.repeated());
        assertTrue(product.mainPath());
        assertEquals(
                List.of(0, 1),
                report.variants().stream()
                        .map(DiscoveryReport.Variant::touchpoints)
                        .toList()
                        .getFirst()
                        .subList(0, 2));
    }

    private static DiscoveryReport report(List<IndexedEvent> events, DiscoveryQuery query) {
        try (JourneyIndex index = JourneyIndex.inMemory(IndexSettings.defaults())) {
            index.append(events);
            Snapshot snapshot = index.snapshot();
            return new Discovery(snapshot, FoldScope.everyone(), query).report();
        }
    }

    private record Seen(
            long persons, long cases, long goalCases, Map<String, String> touchpoints, List<String> variants) {}

    @Property(tries = 40, shrinking = ShrinkingMode.OFF)
    void shouldCountWhereTouchpointsStandOnAnyNumberOfShards(@ForAll long seed, @ForAll boolean withGoal) {
        World world = World.random(seed);
        DiscoveryQuery query = query(withGoal ? Optional.of("Order") : Optional.empty(), 0, world.day(0), world.day(6));

        world.shouldAllSay(byHand(world, query), snapshot -> {
            DiscoveryReport report = new Discovery(snapshot, FoldScope.everyone(), query).report();
            Map<String, String> touchpoints = new TreeMap<>();
            report.touchpoints()
                    .forEach(one -> touchpoints.put(
                            one.label().text(),
                            said(one.persons(), one.cases(), one.repeated(), one.goalCases(), one.place())));
            List<String> variants = report.variants().stream()
                    .map(variant -> variant.cases() + " "
                            + variant.touchpoints().stream()
                                    .map(at ->
                                            report.touchpoints().get(at).label().text())
                                    .toList())
                    .toList();
            // Equally frequent variants may be listed in another order than the oracle's.
            return new Seen(
                    report.persons(),
                    report.cases(),
                    report.goalCases(),
                    touchpoints,
                    variants.stream()
                            .map(text -> text.substring(0, text.indexOf(' ')))
                            .toList());
        });
    }

    private static String said(long persons, long cases, long repeated, long goalCases, double place) {
        return "%d %d %d %d %.5f".formatted(persons, cases, repeated, goalCases, place);
    }

    private static final class Sums {
        private long persons;
        private long cases;
        private long repeated;
        private long goalCases;
        private double goalPlaces;
        private double places;
    }

    private static Seen byHand(World world, DiscoveryQuery query) {
        Map<String, Sums> sums = new TreeMap<>();
        Map<List<String>, Long> variants = new java.util.HashMap<>();
        long[] totals = new long[3];
        world.journeys().forEach((person, journey) -> {
            List<List<IndexedEvent>> cases = cases(journey, query);
            totals[0] += cases.isEmpty() ? 0 : 1;
            LinkedHashSet<String> met = new LinkedHashSet<>();
            for (List<IndexedEvent> one : cases) {
                List<String> names = new ArrayList<>();
                one.forEach(event -> {
                    if (names.isEmpty() || !names.getLast().equals(event.name())) {
                        names.add(event.name());
                    }
                });
                List<String> first = List.copyOf(new LinkedHashSet<>(names));
                int goal = query.goal().map(first::indexOf).orElse(-1);
                totals[1]++;
                totals[2] += goal >= 0 ? 1 : 0;
                variants.merge(first, 1L, Long::sum);
                for (int i = 0; i < first.size(); i++) {
                    Sums sum = sums.computeIfAbsent(first.get(i), unseen -> new Sums());
                    String name = first.get(i);
                    sum.cases++;
                    sum.repeated += names.stream().filter(name::equals).count() > 1 ? 1 : 0;
                    sum.goalCases += goal >= 0 ? 1 : 0;
                    double place = place(i, first.size(), goal);
                    sum.goalPlaces += goal >= 0 ? place : 0;
                    sum.places += goal >= 0 ? 0 : place;
                    met.add(name);
                }
            }
            met.forEach(name -> sums.computeIfAbsent(name, unseen -> new Sums()).persons++);
        });
        Map<String, String> touchpoints = new TreeMap<>();
        sums.forEach((name, sum) -> touchpoints.put(
                name,
                said(
                        sum.persons,
                        sum.cases,
                        sum.repeated,
                        sum.goalCases,
                        sum.goalCases > 0 ? sum.goalPlaces / sum.goalCases : sum.places / sum.cases)));
        return new Seen(
                totals[0],
                totals[1],
                totals[2],
                touchpoints,
                variants.values().stream()
                        .sorted((a, b) -> Long.compare(b, a))
                        .limit(5)
                        .map(String::valueOf)
                        .toList());
    }

    private static double place(int at, int size, int goal) {
        if (goal < 0) {
            return size == 1 ? 0 : (double) at / (size - 1);
        }
        return at <= goal ? goal == 0 ? 1 : (double) at / goal : 1 + (double) (at - goal) / (size - 1 - goal);
    }

    private static List<List<IndexedEvent>> cases(List<IndexedEvent> journey, DiscoveryQuery query) {
        List<List<IndexedEvent>> cases = new ArrayList<>();
        for (IndexedEvent event : journey) {
            if (event.time() < query.from().toEpochMilli()
                    || event.time() >= query.to().toEpochMilli()) {
                continue;
            }
            if (cases.isEmpty() || event.time() - cases.getLast().getLast().time() > GAP.toMillis()) {
                cases.add(new ArrayList<>());
            }
            cases.getLast().add(event);
        }
        return cases;
    }
}
