package dev.percorso.engine.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.engine.fold.PeriodUnit;
import dev.percorso.engine.fold.Periods;
import dev.percorso.engine.fold.World;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** In these worlds a search gives money back. */
class PurchasesPropertyTest {

    private static double worth(IndexedEvent event) {
        return event.properties().get("total") instanceof Number number ? number.doubleValue() : 0;
    }

    private static LocalDate day(IndexedEvent event) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(event.time()), World.ROME);
    }

    private static Purchases.Query query(World world, PeriodUnit unit) {
        return new Purchases.Query(
                List.of(EventMatch.of("Order")),
                List.of(EventMatch.of("Search")),
                Optional.of("total"),
                Periods.of(world.day(1), world.day(9), unit, World.ROME));
    }

    /** What is known of a customer, with scores. */
    private record Known(
            int person,
            int orders,
            int ordersInRange,
            int days,
            long firstDay,
            long lastDay,
            long firstTime,
            long lastTime,
            double value,
            String meanRepeatValue,
            int recency,
            int frequency,
            int monetary) {}

    private record Answers(
            Purchases.Sales total,
            List<Purchases.Sales> series,
            double medianGap,
            List<Known> customers,
            List<Rfm.Cell> grid,
            List<Rfm.Range> recencies,
            List<Rfm.Range> frequencies) {}

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void shouldCountWhatTheDefinitionSays(@ForAll long seed) {
        World world = World.random(seed);
        Purchases.Query query = query(world, PeriodUnit.DAY);

        world.shouldAllSay(byHand(world, query), snapshot -> measure(snapshot, query));
    }

    private static Answers measure(Snapshot snapshot, Purchases.Query query) {
        Purchases purchases = new Purchases(snapshot, query);
        Purchases.Tally tally = snapshot.fold(purchases);
        Customers customers = purchases.customers(tally);
        Rfm rfm = Rfm.of(customers);
        List<Known> known = new ArrayList<>();
        for (int place = 0; place < customers.size(); place++) {
            known.add(new Known(
                    customers.person(place),
                    customers.orders(place),
                    customers.ordersInRange(place),
                    customers.purchaseDays(place),
                    customers.firstDay(place),
                    customers.lastDay(place),
                    customers.firstTime(place),
                    customers.lastTime(place),
                    customers.value(place),
                    Double.toString(customers.meanRepeatValue(place)),
                    rfm.recency(place),
                    rfm.frequency(place),
                    rfm.monetary(place)));
        }
        for (Rfm.Cell cell : rfm.grid()) {
            assertEquals(
                    cell.persons(),
                    rfm.persons(cell.recency(), cell.frequency()).cardinality());
        }
        assertEquals(
                purchases.total(tally).buyers(),
                customers.persons(place -> customers.ordersInRange(place) > 0).cardinality());
        return new Answers(
                purchases.total(tally),
                purchases.series(tally),
                purchases.timeBetweenOrders(tally, 0.5),
                known,
                rfm.grid(),
                rfm.recencies(),
                rfm.frequencies());
    }

    private static Answers byHand(World world, Purchases.Query query) {
        Map<Integer, List<IndexedEvent>> orders = new TreeMap<>();
        Map<Integer, List<IndexedEvent>> refunds = new TreeMap<>();
        long from = world.day(1).toEpochMilli();
        long to = world.day(9).toEpochMilli();
        world.journeys().forEach((person, journey) -> {
            orders.put(person, named(journey, "Order", to));
            refunds.put(person, named(journey, "Search", to));
        });
        List<Long> gaps = new ArrayList<>();
        orders.values().forEach(mine -> {
            for (int i = 1; i < mine.size(); i++) {
                if (mine.get(i).time() >= from) {
                    gaps.add(mine.get(i).time() - mine.get(i - 1).time());
                }
            }
        });
        Collections.sort(gaps);
        double median = gaps.isEmpty()
                ? Double.NaN
                : (gaps.get((gaps.size() - 1) / 2) + (double) gaps.get(gaps.size() / 2)) / 2;
        List<Purchases.Sales> series = new ArrayList<>();
        for (int period = 0; period < query.periods().count(); period++) {
            series.add(sales(
                    orders,
                    refunds,
                    Math.max(from, query.periods().startMillis(period)),
                    Math.min(to, query.periods().endMillis(period))));
        }
        List<Known> known = known(orders, refunds, from);
        return new Answers(
                sales(orders, refunds, from, to),
                series,
                median,
                known,
                grid(known),
                ranges(known, Known::recency, Known::lastDay),
                ranges(known, Known::frequency, customer -> customer.orders()));
    }

    private static List<IndexedEvent> named(List<IndexedEvent> journey, String name, long before) {
        return journey.stream()
                .filter(event -> event.name().equals(name) && event.time() < before)
                .toList();
    }

    private static Purchases.Sales sales(
            Map<Integer, List<IndexedEvent>> orders, Map<Integer, List<IndexedEvent>> refunds, long from, long to) {
        long count = 0;
        double worth = 0;
        double refunded = 0;
        Set<Integer> buyers = new HashSet<>();
        Set<Integer> repeaters = new HashSet<>();
        for (Map.Entry<Integer, List<IndexedEvent>> person : orders.entrySet()) {
            List<IndexedEvent> here = person.getValue().stream()
                    .filter(event -> event.time() >= from && event.time() < to)
                    .toList();
            count += here.size();
            worth += here.stream().mapToDouble(PurchasesPropertyTest::worth).sum();
            if (!here.isEmpty()) {
                buyers.add(person.getKey());
                if (person.getValue().stream()
                                .filter(event -> event.time() < to)
                                .count()
                        > 1) {
                    repeaters.add(person.getKey());
                }
            }
        }
        for (List<IndexedEvent> mine : refunds.values()) {
            refunded += mine.stream()
                    .filter(event -> event.time() >= from && event.time() < to)
                    .mapToDouble(PurchasesPropertyTest::worth)
                    .sum();
        }
        return new Purchases.Sales(count, buyers.size(), repeaters.size(), worth, refunded);
    }

    private static List<Known> known(
            Map<Integer, List<IndexedEvent>> orders, Map<Integer, List<IndexedEvent>> refunds, long from) {
        List<Known> unscored = new ArrayList<>();
        orders.forEach((person, mine) -> {
            if (mine.isEmpty()) {
                return;
            }
            Map<LocalDate, Double> days = new TreeMap<>();
            mine.forEach(order -> days.merge(day(order), worth(order), Double::sum));
            List<Double> later = new ArrayList<>(days.values()).subList(1, days.size());
            double repeat = later.stream().mapToDouble(Double::doubleValue).sum() / later.size();
            unscored.add(new Known(
                    person,
                    mine.size(),
                    (int) mine.stream().filter(order -> order.time() >= from).count(),
                    days.size(),
                    day(mine.getFirst()).toEpochDay(),
                    day(mine.getLast()).toEpochDay(),
                    mine.getFirst().time(),
                    mine.getLast().time(),
                    mine.stream().mapToDouble(PurchasesPropertyTest::worth).sum()
                            - refunds.getOrDefault(person, List.of()).stream()
                                    .mapToDouble(PurchasesPropertyTest::worth)
                                    .sum(),
                    Double.toString(repeat),
                    0,
                    0,
                    0));
        });
        return unscored.stream()
                .map(one -> new Known(
                        one.person,
                        one.orders,
                        one.ordersInRange,
                        one.days,
                        one.firstDay,
                        one.lastDay,
                        one.firstTime,
                        one.lastTime,
                        one.value,
                        one.meanRepeatValue,
                        score(unscored, one, Known::lastDay),
                        score(unscored, one, Known::orders),
                        score(unscored, one, Known::value)))
                .toList();
    }

    private static int score(List<Known> all, Known one, ToDoubleFunction<Known> measure) {
        long worse = all.stream()
                .filter(other -> measure.applyAsDouble(other) < measure.applyAsDouble(one))
                .count();
        for (int score = 5; score > 1; score--) {
            if (worse * 5 >= (score - 1L) * all.size()) {
                return score;
            }
        }
        return 1;
    }

    private static List<Rfm.Cell> grid(List<Known> known) {
        List<Rfm.Cell> grid = new ArrayList<>();
        for (int recency = 5; recency >= 1; recency--) {
            for (int frequency = 1; frequency <= 5; frequency++) {
                int r = recency;
                int f = frequency;
                List<Known> here = known.stream()
                        .filter(one -> one.recency == r && one.frequency == f)
                        .toList();
                grid.add(new Rfm.Cell(
                        r,
                        f,
                        here.size(),
                        here.stream().mapToDouble(Known::value).sum()));
            }
        }
        return grid;
    }

    private static List<Rfm.Range> ranges(
            List<Known> known, ToDoubleFunction<Known> score, ToDoubleFunction<Known> measure) {
        List<Rfm.Range> ranges = new ArrayList<>();
        for (int wanted = 1; wanted <= 5; wanted++) {
            int exactly = wanted;
            double[] measures = known.stream()
                    .filter(one -> score.applyAsDouble(one) == exactly)
                    .mapToDouble(measure)
                    .sorted()
                    .toArray();
            if (measures.length > 0) {
                ranges.add(new Rfm.Range(wanted, (long) measures[0], (long) measures[measures.length - 1]));
            }
        }
        return ranges;
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void shouldFollowTheValueOfCohorts(@ForAll long seed) {
        World world = World.random(seed);
        Purchases.Query query = query(world, PeriodUnit.DAY);
        Instant now = world.day(6);

        world.shouldAllSay(cohortsByHand(world, query, now), snapshot -> {
            CohortValue fold = new CohortValue(snapshot, query);
            return fold.cohorts(snapshot.fold(fold), now);
        });
    }

    private static List<CohortValue.Cohort> cohortsByHand(World world, Purchases.Query query, Instant now) {
        Periods periods = query.periods();
        List<CohortValue.Cohort> cohorts = new ArrayList<>();
        for (int cohort = 0; cohort < periods.count(); cohort++) {
            long size = 0;
            int cells = periods.count() - cohort;
            double[] values = new double[cells];
            long[] buyers = new long[cells];
            for (List<IndexedEvent> journey : world.journeys().values()) {
                List<IndexedEvent> orders = named(journey, "Order", Long.MAX_VALUE);
                if (orders.isEmpty() || periods.indexOf(orders.getFirst().time()) != cohort) {
                    continue;
                }
                size++;
                int first = journey.indexOf(orders.getFirst());
                for (int cell = 0; cell < cells; cell++) {
                    int period = cohort + cell;
                    List<IndexedEvent> here = journey.subList(first, journey.size()).stream()
                            .filter(event -> periods.indexOf(event.time()) == period)
                            .toList();
                    List<IndexedEvent> bought = named(here, "Order", Long.MAX_VALUE);
                    buyers[cell] += bought.isEmpty() ? 0 : 1;
                    values[cell] += bought.stream()
                            .mapToDouble(PurchasesPropertyTest::worth)
                            .sum();
                    values[cell] -= named(here, "Search", Long.MAX_VALUE).stream()
                            .mapToDouble(PurchasesPropertyTest::worth)
                            .sum();
                }
            }
            List<CohortValue.Cell> list = new ArrayList<>();
            double cumulated = 0;
            for (int cell = 0; cell < cells; cell++) {
                cumulated += values[cell];
                list.add(new CohortValue.Cell(
                        cell, buyers[cell], values[cell], cumulated, periods.isComplete(cohort + cell, now)));
            }
            cohorts.add(new CohortValue.Cohort(cohort, size, list));
        }
        return cohorts;
    }

    @Property(tries = 50, shrinking = ShrinkingMode.OFF)
    void shouldMakePatternsOfDays(@ForAll long seed) {
        World world = World.random(seed);
        Purchases.Query query = query(world, PeriodUnit.DAY);
        int end = (int) LocalDate.ofInstant(world.day(9), World.ROME).toEpochDay();
        List<Known> known = byHand(world, query).customers();

        world.shouldAllSay(
                known.stream()
                        .map(one -> new BuyingPatterns.Pattern(
                                one.days - 1, (one.lastDay - one.firstDay) / 7.0, (end - one.firstDay) / 7.0))
                        .toList(),
                snapshot -> {
                    Purchases purchases = new Purchases(snapshot, query);
                    Customers customers = purchases.customers(snapshot.fold(purchases));
                    BuyingPatterns patterns = customers.patterns(end, 7);
                    List<BuyingPatterns.Pattern> list = new ArrayList<>();
                    for (int place = 0; place < customers.size(); place++) {
                        list.add(patterns.pattern(patterns.patternOf(place)));
                    }
                    assertEquals(customers.size(), patterns.total());
                    assertTrue(patterns.size() <= patterns.total());
                    return list;
                });
    }
}
