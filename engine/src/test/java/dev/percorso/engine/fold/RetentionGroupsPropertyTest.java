package dev.percorso.engine.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.fold.RetentionGroups.By;
import dev.percorso.engine.fold.RetentionGroups.Group;
import dev.percorso.engine.fold.RetentionGroups.GroupCell;
import dev.percorso.engine.fold.RetentionGroups.Report;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.Snapshot;
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
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class RetentionGroupsPropertyTest {
    private static final int CELLS = 4;
    private static final By CHANNEL = new By.StartProperty("channel");
    private static final List<String> CHOSEN = List.of("email", "2");

    private record Answers(Report all, Report some) {}

    private record Start(String channel, LocalDate day, List<LocalDate> back) {}

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void shouldPutStartsTogetherByWhereTheyStarted(@ForAll long seed) {
        World world = World.random(seed);
        Retention.Query query = new Retention.Query(
                Optional.of(EventMatch.of("Search")),
                Optional.of(EventMatch.of("Order")),
                Retention.Starts.FIRST_TIME,
                Periods.of(world.day(0), world.day(6), PeriodUnit.DAY, World.ROME),
                Retention.Mode.CALENDAR,
                Retention.Counting.ON,
                CELLS);
        Instant now = world.day(6);

        world.shouldAllSay(byHand(world, now), snapshot -> measure(snapshot, query, now));
    }

    private static Answers measure(Snapshot snapshot, Retention.Query query, Instant now) {
        RetentionGroups groups = new RetentionGroups(snapshot, query, CHANNEL);
        RetentionGroups some = groups.only(CHOSEN);
        Report report = some.report(snapshot.fold(some), now);
        for (Group group : report.groups()) {
            for (GroupCell cell : group.cells()) {
                long back = snapshot.fold(some.persons(group.value(), cell.period(), true, now))
                        .cardinality();
                long gone = snapshot.fold(some.persons(group.value(), cell.period(), false, now))
                        .cardinality();
                assertEquals(cell.returned(), back);
                assertEquals(cell.started(), back + gone);
            }
        }
        return new Answers(groups.report(snapshot.fold(groups), now), report);
    }

    private static Answers byHand(World world, Instant now) {
        Map<String, List<Start>> byChannel = new TreeMap<>();
        for (List<IndexedEvent> journey : world.journeys().values()) {
            int first = 0;
            while (first < journey.size() && !journey.get(first).name().equals("Search")) {
                first++;
            }
            if (first == journey.size()) {
                continue;
            }
            Instant time = Instant.ofEpochMilli(journey.get(first).time());
            if (time.isBefore(world.day(0)) || !time.isBefore(world.day(6))) {
                continue;
            }
            Object channel = journey.get(first).properties().get("channel");
            List<LocalDate> back = journey.subList(first + 1, journey.size()).stream()
                    .filter(event -> event.name().equals("Order"))
                    .map(event -> day(event.time()))
                    .toList();
            byChannel
                    .computeIfAbsent(channel == null ? "" : channel.toString(), name -> new ArrayList<>())
                    .add(new Start(String.valueOf(channel), day(time.toEpochMilli()), back));
        }
        List<Group> all = new ArrayList<>();
        byChannel.forEach((name, starts) -> all.add(new Group(name, starts.size(), List.of())));
        all.sort(Comparator.comparingLong(group -> -group.size()));
        List<Start> rest = byChannel.entrySet().stream()
                .filter(entry -> !CHOSEN.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
        return new Answers(
                new Report(all, Optional.empty()),
                new Report(
                        CHOSEN.stream()
                                .map(name -> group(name, byChannel.getOrDefault(name, List.of()), now))
                                .toList(),
                        Optional.of(group("", rest, now))));
    }

    private static Group group(String name, List<Start> starts, Instant now) {
        List<GroupCell> cells = new ArrayList<>();
        for (int cell = 0; cell <= CELLS; cell++) {
            int period = cell;
            List<Start> over = starts.stream()
                    .filter(start -> !start.day
                            .plusDays(period + 1)
                            .atStartOfDay(World.ROME)
                            .toInstant()
                            .isAfter(now))
                    .toList();
            if (!over.isEmpty()) {
                long back = over.stream()
                        .filter(start ->
                                start.back.stream().anyMatch(day -> ChronoUnit.DAYS.between(start.day, day) == period))
                        .count();
                cells.add(new GroupCell(period, over.size(), back));
            }
        }
        return new Group(name, starts.size(), cells);
    }

    private static LocalDate day(long millis) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(millis), World.ROME);
    }
}
