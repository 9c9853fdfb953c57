package dev.percorso.engine.fold;

import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.Snapshot;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

class ActiveHoursPropertyTest {
    private static final int PERSONS = 14;

    /** With and without summer time, with half an hour, and west of Greenwich. */
    private static final List<ZoneId> ZONES = List.of(
            World.ROME, ZoneId.of("Asia/Kolkata"), ZoneId.of("America/New_York"), ZoneId.of("Pacific/Kiritimati"));

    private record Answers(List<OptionalInt> own, OptionalInt all) {}

    @Property(tries = 50, shrinking = ShrinkingMode.OFF)
    void shouldFindTheHourWithMostEventsByEachPersonsClock(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 4) int least) {
        World world = World.random(seed);
        ActiveHours.Query query =
                new ActiveHours.Query(world.day(0), world.day(6), Set.of("Page Engaged", "Nap"), least);

        world.shouldAllSay(byHand(world, query), snapshot -> measure(snapshot, query));
    }

    private static ZoneId zone(int person) {
        return ZONES.get(person % ZONES.size());
    }

    private static Answers measure(Snapshot snapshot, ActiveHours.Query query) {
        ActiveHours.Tally tally = snapshot.fold(new ActiveHours(snapshot, query, ActiveHoursPropertyTest::zone));
        List<OptionalInt> own = new ArrayList<>();
        for (int person = 0; person < PERSONS; person++) {
            own.add(tally.of(person));
        }
        return new Answers(own, tally.ofAll());
    }

    private static Answers byHand(World world, ActiveHours.Query query) {
        List<OptionalInt> own = new ArrayList<>();
        List<Integer> everybodys = new ArrayList<>();
        for (int person = 0; person < PERSONS; person++) {
            List<Integer> hours = new ArrayList<>();
            for (IndexedEvent event : world.journeys().getOrDefault(person, List.of())) {
                Instant at = Instant.ofEpochMilli(event.time());
                if (!at.isBefore(query.from())
                        && at.isBefore(query.to())
                        && !event.name().equals("Page Engaged")) {
                    hours.add(at.atZone(zone(person)).getHour());
                }
            }
            own.add(hours.size() < query.least() ? OptionalInt.empty() : mostOften(hours));
            everybodys.addAll(hours);
        }
        return new Answers(own, mostOften(everybodys));
    }

    private static OptionalInt mostOften(List<Integer> hours) {
        TreeMap<Long, Integer> byTimes = new TreeMap<>();
        for (int hour = 0; hour < 24; hour++) {
            int wanted = hour;
            byTimes.put(hours.stream().filter(one -> one == wanted).count(), hour);
        }
        return hours.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(byTimes.lastEntry().getValue());
    }
}
