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

    private static List<EventCounts.Series> byHand(World world, int days, boolean byChannel) {
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
        List<EventCounts.Series> series = new ArrayList<>();
        groups.forEach((value, counted) -> {
            List<EventCounts.Point> points = new ArrayList<>();
            for (int day = 0; day < days; day++) {
                int wanted = day;
                points.add(
                        point(counted.stream().filter(one -> one.day == wanted).toList()));
            }
            series.add(new EventCounts.Series(value, point(counted), points));
        });
        series.sort(Comparator.comparingLong(one -> -one.total().events()));
        return series;
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
