package dev.percorso.engine.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class RetentionPropertyTest {

    private static final int CELLS = 5;

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void shouldFindWhoTheDefinitionFinds(
            @ForAll long seed,
            @ForAll Retention.Starts starts,
            @ForAll Retention.Mode mode,
            @ForAll Retention.Counting counting,
            @ForAll boolean weeks,
            @ForAll boolean anyEvents) {
        World world = World.random(seed);
        PeriodUnit unit = weeks ? PeriodUnit.WEEK : PeriodUnit.DAY;
        Retention.Query query = new Retention.Query(
                anyEvents ? Optional.empty() : Optional.of(EventMatch.of("Search")),
                anyEvents ? Optional.empty() : Optional.of(EventMatch.of("Order")),
                starts,
                Periods.of(world.day(0), world.day(5), unit, World.ROME),
                mode,
                counting,
                CELLS);
        Instant now = world.day(9);

        world.shouldAllSay(byHand(world, query, now), snapshot -> people(snapshot, query, now));
    }

    /** Every cell's persons; the report's counts are checked to be their numbers. */
    private static List<List<Set<Integer>>> people(Snapshot snapshot, Retention.Query query, Instant now) {
        Retention retention = new Retention(snapshot, query);
        Retention.Report report = retention.report(snapshot.fold(retention), now);
        List<List<Set<Integer>>> rows = new ArrayList<>();
        for (Retention.Cohort cohort : report.cohorts()) {
            List<Set<Integer>> row = new ArrayList<>();
            for (Retention.Cell cell : cohort.cells()) {
                BitSet back = snapshot.fold(retention.persons(cohort.period(), cell.period(), true));
                BitSet gone = snapshot.fold(retention.persons(cohort.period(), cell.period(), false));
                assertEquals(cell.persons(), back.cardinality());
                assertEquals(cohort.size(), back.cardinality() + gone.cardinality());
                Set<Integer> persons = new TreeSet<>();
                back.stream().forEach(persons::add);
                row.add(persons);
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<List<Set<Integer>>> byHand(World world, Retention.Query query, Instant now) {
        List<List<Set<Integer>>> rows = new ArrayList<>();
        for (int cohort = 0; cohort < query.cohorts().count(); cohort++) {
            LocalDate begin = start(world.day(0), query).plus(cohort, calendarUnit(query));
            List<Set<Integer>> row = new ArrayList<>();
            for (int cell = 0; cell <= CELLS; cell++) {
                if (hasBegun(world, query, begin, cell, now)) {
                    Set<Integer> persons = new TreeSet<>();
                    int wanted = cell;
                    world.journeys().forEach((person, journey) -> {
                        if (comesBack(world, query, journey, begin, wanted)) {
                            persons.add(person);
                        }
                    });
                    row.add(persons);
                }
            }
            rows.add(row);
        }
        return rows;
    }

    private static boolean hasBegun(World world, Retention.Query query, LocalDate begin, int cell, Instant now) {
        if (query.mode() == Retention.Mode.CALENDAR) {
            return !begin.plus(cell, calendarUnit(query))
                    .atStartOfDay(World.ROME)
                    .toInstant()
                    .isAfter(now);
        }
        Instant earliest = begin.atStartOfDay(World.ROME).toInstant();
        Instant first = earliest.isBefore(world.day(0)) ? world.day(0) : earliest;
        return !first.plus(rolling(query).multipliedBy(cell)).isAfter(now);
    }

    private static boolean comesBack(
            World world, Retention.Query query, List<IndexedEvent> journey, LocalDate begin, int cell) {
        int started = -1;
        for (int i = 0; i < journey.size() && started < 0; i++) {
            Instant time = Instant.ofEpochMilli(journey.get(i).time());
            boolean inRange = !time.isBefore(world.day(0)) && time.isBefore(world.day(5));
            if (query.start().isEmpty() || journey.get(i).name().equals("Search")) {
                if (inRange && start(time, query).equals(begin)) {
                    started = i;
                } else if (query.starts() == Retention.Starts.FIRST_TIME) {
                    return false;
                }
            }
        }
        if (started < 0) {
            return false;
        }
        Instant from = Instant.ofEpochMilli(journey.get(started).time());
        for (IndexedEvent event : journey.subList(started + 1, journey.size())) {
            Instant time = Instant.ofEpochMilli(event.time());
            long later = query.mode() == Retention.Mode.ROLLING
                    ? Duration.between(from, time).dividedBy(rolling(query))
                    : calendarUnit(query).between(begin, start(time, query));
            boolean counts = query.counting() == Retention.Counting.ON ? later == cell : later >= cell;
            if (counts && (query.comeback().isEmpty() || event.name().equals("Order"))) {
                return true;
            }
        }
        return false;
    }

    private static LocalDate start(Instant time, Retention.Query query) {
        LocalDate date = LocalDate.ofInstant(time, World.ROME);
        return query.cohorts().unit() == PeriodUnit.DAY
                ? date
                : date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private static ChronoUnit calendarUnit(Retention.Query query) {
        return query.cohorts().unit() == PeriodUnit.DAY ? ChronoUnit.DAYS : ChronoUnit.WEEKS;
    }

    private static Duration rolling(Retention.Query query) {
        return Duration.ofDays(query.cohorts().unit() == PeriodUnit.DAY ? 1 : 7);
    }
}
