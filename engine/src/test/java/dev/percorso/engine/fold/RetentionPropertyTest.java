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

    /** Period 2 lies in no bracket. */
    private static final List<Retention.Bracket> BRACKETS =
            List.of(new Retention.Bracket(1, 1), new Retention.Bracket(3, 4), new Retention.Bracket(5, 5));

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void shouldFindWhoTheDefinitionFinds(
            @ForAll long seed,
            @ForAll Retention.Starts starts,
            @ForAll Retention.Mode mode,
            @ForAll Retention.Counting counting,
            @ForAll boolean weeks,
            @ForAll boolean anyEvents,
            @ForAll boolean inBrackets) {
        World world = World.random(seed);
        PeriodUnit unit = weeks ? PeriodUnit.WEEK : PeriodUnit.DAY;
        Retention.Query periods = new Retention.Query(
                anyEvents ? Optional.empty() : Optional.of(EventMatch.of("Search")),
                anyEvents ? Optional.empty() : Optional.of(EventMatch.of("Order")),
                starts,
                Periods.of(world.day(0), world.day(5), unit, World.ROME),
                mode,
                counting,
                CELLS);
        Retention.Query query = inBrackets ? periods.in(BRACKETS) : periods;
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
            for (int cell = 0; cell <= query.periods(); cell++) {
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
            return !begin.plus(first(query, cell), calendarUnit(query))
                    .atStartOfDay(World.ROME)
                    .toInstant()
                    .isAfter(now);
        }
        Instant earliest = begin.atStartOfDay(World.ROME).toInstant();
        Instant start = earliest.isBefore(world.day(0)) ? world.day(0) : earliest;
        return !start.plus(rolling(query).multipliedBy(first(query, cell))).isAfter(now);
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
            boolean counts = later >= first(query, cell)
                    && (query.counting() == Retention.Counting.ON_OR_AFTER || later <= last(query, cell));
            if (counts && (query.comeback().isEmpty() || event.name().equals("Order"))) {
                return true;
            }
        }
        return false;
    }

    private static int first(Retention.Query query, int cell) {
        return query.brackets().isEmpty() || cell == 0
                ? cell
                : query.brackets().get(cell - 1).first();
    }

    private static int last(Retention.Query query, int cell) {
        return query.brackets().isEmpty() || cell == 0
                ? cell
                : query.brackets().get(cell - 1).last();
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
