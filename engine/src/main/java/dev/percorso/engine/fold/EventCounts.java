package dev.percorso.engine.fold;

import dev.percorso.engine.index.Cell;
import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.match.EventMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often an event happens, to how many persons, and the sum of one of its numbers: over a range and by calendar
 * period, all together or by the values of a property.
 */
public final class EventCounts implements Fold<EventCounts.Tally> {

    /**
     * What to count.
     *
     * @param match the events
     * @param periods range and periods
     * @param number property to sum up
     * @param breakdown property whose values make one series each
     */
    public record Query(EventMatch match, Periods periods, Optional<String> number, Optional<String> breakdown) {

        /** Events and persons only, in one series. */
        public static Query of(EventMatch match, Periods periods) {
            return new Query(match, periods, Optional.empty(), Optional.empty());
        }
    }

    /**
     * One figure of a series.
     *
     * @param events number of events
     * @param persons persons with such an event, each once
     * @param numbers events whose number property holds a number
     * @param sum of these numbers
     */
    public record Point(long events, long persons, long numbers, double sum) {

        /** Mean of the numbers; {@code NaN} without any. */
        public double average() {
            return sum / numbers;
        }
    }

    /**
     * One value of the breakdown.
     *
     * @param value as text; empty where the property is absent, and without a breakdown
     * @param total over the range; a person of two periods counts once
     * @param points by period
     */
    public record Series(String value, Point total, List<Point> points) {

        public Series {
            points = List.copyOf(points);
        }
    }

    private final EventMatcher match;
    private final Periods periods;
    private final @Nullable Property number;
    private final @Nullable Property breakdown;

    public EventCounts(Snapshot snapshot, Query query) {
        this.match = new EventMatcher(query.match(), snapshot);
        this.periods = query.periods();
        this.number = query.number().map(snapshot::property).orElse(null);
        this.breakdown = query.breakdown().map(snapshot::property).orElse(null);
    }

    @Override
    public Tally newAccumulator() {
        return new Tally(periods.count());
    }

    @Override
    public void accept(Journey journey, Tally tally) {
        int size = journey.size();
        for (int event = journey.indexAfter(periods.fromMillis() - 1); event < size; event++) {
            long time = journey.time(event);
            if (time >= periods.toMillis()) {
                return;
            }
            if (match.matches(journey, event)) {
                long key = breakdown == null ? Cell.ABSENT : journey.cell(event, breakdown);
                double value = number == null ? Double.NaN : journey.number(event, number);
                tally.add(key, periods.slot(time), journey.person(), value);
            }
        }
    }

    @Override
    public Tally combine(Tally left, Tally right) {
        left.merge(right);
        return left;
    }

    /** The series, by falling number of events, then by value; one of zeros if nothing matched without breakdown. */
    public List<Series> series(Tally tally) {
        if (breakdown == null) {
            tally.values.number(Cell.ABSENT);
            tally.reserve(1);
        }
        List<Series> series = new ArrayList<>();
        for (int group = 0; group < tally.values.size(); group++) {
            String value = breakdown == null ? "" : CellLabel.of(tally.values.key(group), breakdown);
            List<Point> points = new ArrayList<>(periods.count());
            for (int period = 0; period < periods.count(); period++) {
                points.add(tally.point(group, period));
            }
            series.add(new Series(value, tally.point(group, periods.count()), points));
        }
        series.sort(
                Comparator.<Series>comparingLong(one -> -one.total().events()).thenComparing(Series::value));
        return series;
    }

    /** Counts by value and period, the last period being the whole range. */
    public static final class Tally {
        private final int width;
        private final LongIndex values = new LongIndex();
        private long[] events = {};
        private long[] persons = {};
        private long[] numbers = {};
        private double[] sums = {};

        /** Person last counted, plus one: a journey comes as a whole, so this makes persons distinct. */
        private int[] lastPerson = {};

        private Tally(int periods) {
            width = periods + 1;
        }

        private void reserve(int groups) {
            int needed = groups * width;
            if (needed > events.length) {
                int capacity = Math.max(needed, events.length * 2);
                events = Arrays.copyOf(events, capacity);
                persons = Arrays.copyOf(persons, capacity);
                numbers = Arrays.copyOf(numbers, capacity);
                sums = Arrays.copyOf(sums, capacity);
                lastPerson = Arrays.copyOf(lastPerson, capacity);
            }
        }

        private void add(long key, int period, int person, double value) {
            int group = values.number(key);
            reserve(group + 1);
            count(group * width + period, person, value);
            count(group * width + width - 1, person, value);
        }

        private void count(int cell, int person, double value) {
            events[cell]++;
            if (lastPerson[cell] != person + 1) {
                lastPerson[cell] = person + 1;
                persons[cell]++;
            }
            if (!Double.isNaN(value)) {
                numbers[cell]++;
                sums[cell] += value;
            }
        }

        private void merge(Tally other) {
            for (int group = 0; group < other.values.size(); group++) {
                int here = values.number(other.values.key(group));
                reserve(here + 1);
                for (int period = 0; period < width; period++) {
                    int to = here * width + period;
                    int from = group * width + period;
                    events[to] += other.events[from];
                    persons[to] += other.persons[from];
                    numbers[to] += other.numbers[from];
                    sums[to] += other.sums[from];
                }
            }
        }

        private Point point(int group, int period) {
            int cell = group * width + period;
            return new Point(events[cell], persons[cell], numbers[cell], sums[cell]);
        }
    }
}
