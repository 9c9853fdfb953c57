package dev.percorso.engine.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class ActivityPropertyTest {

    /** @param atLeast the persons active in one or more, two or more … periods */
    private record Answers(List<Activity.Lifecycle> lifecycle, List<Long> stickiness, List<BitSet> atLeast) {}

    @Property(tries = 100, shrinking = ShrinkingMode.OFF)
    void shouldPutEveryPersonIntoThePhaseOfTheDefinition(@ForAll long seed, @ForAll boolean weeks) {
        World world = World.random(seed);
        Periods periods = Periods.of(world.day(1), world.day(7), weeks ? PeriodUnit.WEEK : PeriodUnit.DAY, World.ROME);

        world.shouldAllSay(byHand(world, periods), snapshot -> measure(snapshot, periods));
    }

    private static Answers measure(Snapshot snapshot, Periods periods) {
        Activity activity = new Activity(snapshot, List.of(EventMatch.of("Order"), EventMatch.of("Search")), periods);
        Activity.Tally tally = snapshot.fold(activity);
        List<Activity.Lifecycle> lifecycle = activity.lifecycle(tally);
        for (int period = 0; period < periods.count(); period++) {
            Activity.Lifecycle one = lifecycle.get(period);
            assertEquals(one.newcomers(), found(snapshot, activity, period, Activity.Phase.NEW));
            assertEquals(one.returning(), found(snapshot, activity, period, Activity.Phase.RETURNING));
            assertEquals(one.resurrecting(), found(snapshot, activity, period, Activity.Phase.RESURRECTING));
            assertEquals(one.dormant(), found(snapshot, activity, period, Activity.Phase.DORMANT));
        }
        List<Long> stickiness = activity.stickiness(tally);
        for (int times = 1; times <= stickiness.size(); times++) {
            assertEquals(
                    stickiness.get(times - 1),
                    snapshot.fold(activity.regulars(times, times)).cardinality());
        }
        List<BitSet> atLeast = new ArrayList<>();
        for (int times = 1; times <= stickiness.size(); times++) {
            atLeast.add(snapshot.fold(activity.regulars(times, stickiness.size())));
        }
        return new Answers(lifecycle, stickiness, atLeast);
    }

    private static long found(Snapshot snapshot, Activity activity, int period, Activity.Phase phase) {
        return snapshot.fold(activity.persons(period, Set.of(phase))).cardinality();
    }

    private static Answers byHand(World world, Periods periods) {
        boolean weeks = periods.unit() == PeriodUnit.WEEK;
        List<LocalDate> starts = new ArrayList<>();
        for (int i = 0; i < periods.count(); i++) {
            starts.add(periods.localStart(i).toLocalDate());
        }
        long[][] phases = new long[starts.size()][4];
        Long[] stickiness = new Long[starts.size()];
        Arrays.fill(stickiness, 0L);
        List<BitSet> atLeast = Stream.generate(BitSet::new).limit(starts.size()).toList();
        for (Map.Entry<Integer, List<IndexedEvent>> one : world.journeys().entrySet()) {
            Set<LocalDate> active = new TreeSet<>();
            for (IndexedEvent event : one.getValue()) {
                if (event.name().equals("Order") || event.name().equals("Search")) {
                    LocalDate date = LocalDate.ofInstant(Instant.ofEpochMilli(event.time()), World.ROME);
                    active.add(weeks ? date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)) : date);
                }
            }
            for (int i = 0; i < starts.size(); i++) {
                LocalDate start = starts.get(i);
                LocalDate before = weeks ? start.minusWeeks(1) : start.minusDays(1);
                boolean ever = active.stream().anyMatch(date -> date.isBefore(start));
                if (active.contains(start)) {
                    phases[i][active.contains(before) ? 1 : ever ? 2 : 0]++;
                } else if (active.contains(before)) {
                    phases[i][3]++;
                }
            }
            int times = (int) starts.stream().filter(active::contains).count();
            if (times > 0) {
                stickiness[times - 1]++;
            }
            atLeast.stream().limit(times).forEach(persons -> persons.set(one.getKey()));
        }
        List<Activity.Lifecycle> lifecycle = new ArrayList<>();
        for (long[] phase : phases) {
            lifecycle.add(new Activity.Lifecycle(phase[0], phase[1], phase[2], phase[3]));
        }
        return new Answers(lifecycle, List.of(stickiness), atLeast);
    }
}
