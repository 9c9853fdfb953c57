package dev.percorso.engine.fold;

import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.match.EventMatch;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

class EventCountsPropertyTest {

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void shouldCountByDayAndValue(@ForAll long seed, @ForAll boolean byChannel) {
        World world = World.random(seed);
        Periods days = Periods.of(world.day(0), world.day(6), PeriodUnit.DAY, World.ROME);
        Optional<String> breakdown = byChannel ? Optional.of("channel") : Optional.empty();
        EventCounts.Query query =
                new EventCounts.Query(EventMatch.of("Page Viewed"), days, Optional.of("total"), breakdown);

        world.shouldAllSay(byHand(world, days.count(), byChannel), snapshot -> {
            EventCounts counts = new EventCounts(snapshot, query);
            return counts.series(snapshot.fold(counts));
        });
    }

    private record Largest(List<EventCounts.Series> totals, List<EventCounts.Series> chosen, EventCounts.Series rest) {}

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void shouldPutTheRestTogether(@ForAll long seed) {
        World world = World.random(seed);
        Periods days = Periods.of(world.day(0), world.day(6), PeriodUnit.DAY, World.ROME);
        EventCounts.Query query =
                new EventCounts.Query(EventMatch.of("Page Viewed"), days, Optional.of("total"), Optional.of("channel"));
        List<String> wanted = List.of("direct", "none such", "1");

        Map<String, List<Counted>> groups = groups(world, true);
        List<Counted> rest = groups.entrySet().stream()
                .filter(entry -> !wanted.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
        Largest expected = new Largest(
                byHand(world, days.count(), true).stream()
                        .map(one -> new EventCounts.Series(one.value(), one.total(), List.of()))
                        .toList(),
                wanted.stream()
                        .map(value -> series(value, groups.getOrDefault(value, List.of()), days.count()))
                        .toList(),
                series("", rest, days.count()));
        world.shouldAllSay(expected, snapshot -> {
            EventCounts counts = new EventCounts(snapshot, query);
            EventCounts totals = counts.totals();
            EventCounts chosen = counts.only(wanted);
            EventCounts.Tally tally = snapshot.fold(chosen);
            return new Largest(totals.series(snapshot.fold(totals)), chosen.series(tally), chosen.rest(tally));
        });
    }

    private static List<EventCounts.Series> byHand(World world, int days, boolean byChannel) {
        List<EventCounts.Series> series = new ArrayList<>();
        groups(world, byChannel).forEach((value, counted) -> series.add(series(value, counted, days)));
        series.sort(Comparator.comparingLong(one -> -one.total().events()));
        return series;
    }

    private static EventCounts.Series series(String value, List<Counted> counted, int days) {
        List<EventCounts.Point> points = new ArrayList<>();
        for (int day = 0; day < days; day++) {
            int wanted = day;
            points.add(point(counted.stream().filter(one -> one.day == wanted).toList()));
        }
        return new EventCounts.Series(value, point(counted), points);
    }

    private static Map<String, List<Counted>> groups(World world, boolean byChannel) {
        LocalDate first = LocalDate.ofInstant(world.day(0), World.ROME);
        Map<String, List<Counted>> groups = new TreeMap<>();
        if (!byChannel) {
            groups.put("", new ArrayList<>());
        }
        world.journeys().forEach((person, journey) -> {
            for (IndexedEvent event : journey) {
                Instant time = Instant.ofEpochMilli(event.time());
                if (event.name().equals("Page Viewed") && !time.isBefore(world.day(0)) && time.isBefore(world.day(6))) {
                    Object channel = event.properties().get("channel");
                    long day = ChronoUnit.DAYS.between(first, LocalDate.ofInstant(time, World.ROME));
                    groups.computeIfAbsent(
                                    channel == null || !byChannel ? "" : channel.toString(), value -> new ArrayList<>())
                            .add(new Counted(person, (int) day, (Double)
                                    event.properties().get("total")));
                }
            }
        });
        return groups;
    }

    private record Counted(int person, int day, @Nullable Double total) {}

    private static EventCounts.Point point(List<Counted> counted) {
        TreeSet<Integer> persons = new TreeSet<>();
        long numbers = 0;
        double sum = 0;
        for (Counted one : counted) {
            persons.add(one.person);
            if (one.total != null) {
                numbers++;
                sum += one.total;
            }
        }
        return new EventCounts.Point(counted.size(), persons.size(), numbers, sum);
    }
}
