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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often an event happens, to how many persons, and the sum of one of its numbers: over a range and by calendar
 * period, all together or by the values of a property.
 *
 * <p>A property may have very many values. Then fold the {@link #totals} first, and the {@link #only largest} by period
 * with the {@link #rest} together: memory is bounded by what is asked for.
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

    /** Empty: every value makes a series. */
    private final List<String> chosen;

    /** Cells of a series: the periods, if they are counted, and the whole range. */
    private final int width;

    public EventCounts(Snapshot snapshot, Query query) {
        this(
                new EventMatcher(query.match(), snapshot),
                query.periods(),
                query.number().map(snapshot::property).orElse(null),
                query.breakdown().map(snapshot::property).orElse(null),
                List.of(),
                query.periods().count() + 1);
    }

    private EventCounts(
            EventMatcher match,
            Periods periods,
            @Nullable Property number,
            @Nullable Property breakdown,
            List<String> chosen,
            int width) {
        this.match = match;
        this.periods = periods;
        this.number = number;
        this.breakdown = breakdown;
        this.chosen = chosen;
        this.width = width;
    }

    /** The same over the range only: its series have no points. */
    public EventCounts totals() {
        return new EventCounts(match, periods, number, breakdown, chosen, 1);
    }

    /**
     * The same for some values, and for the rest together.
     *
     * @param values at least one, all different
     */
    public EventCounts only(List<String> values) {
        if (values.isEmpty() || values.stream().distinct().count() < values.size()) {
            throw new IllegalArgumentException("values must be chosen once each and at least one, got " + values);
        }
        return new EventCounts(match, periods, number, breakdown, List.copyOf(values), width);
    }

    @Override
    public Tally newAccumulator() {
        return new Tally(width, chosen);
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
                int group = chosen.isEmpty() ? tally.values.number(key) : tally.chosen(key, breakdown);
                tally.add(group, width == 1 ? 0 : periods.slot(time), journey.person(), value);
            }
        }
    }

    @Override
    public Tally combine(Tally left, Tally right) {
        if (chosen.isEmpty()) {
            left.merge(right);
        } else {
            for (int group = 0; group <= chosen.size(); group++) {
                left.mergeGroup(group, right, group);
            }
        }
        return left;
    }

    /** All values that were not chosen, together. */
    public Series rest(Tally tally) {
        return series("", chosen.size(), tally);
    }

    /** The series in the order chosen, else by falling number of events, then by value; one of zeros if nothing matched without breakdown. */
    public List<Series> series(Tally tally) {
        if (!chosen.isEmpty()) {
            List<Series> list = new ArrayList<>();
            for (int group = 0; group < chosen.size(); group++) {
                list.add(series(chosen.get(group), group, tally));
            }
            return list;
        }
        if (breakdown == null) {
            tally.values.number(Cell.ABSENT);
            tally.reserve(1);
        }
        List<Series> series = new ArrayList<>();
        for (int group = 0; group < tally.values.size(); group++) {
            String value = breakdown == null ? "" : CellLabel.of(tally.values.key(group), breakdown);
            series.add(series(value, group, tally));
        }
        series.sort(
                Comparator.<Series>comparingLong(one -> -one.total().events()).thenComparing(Series::value));
        return series;
    }

    private Series series(String value, int group, Tally tally) {
        tally.reserve(group + 1);
        List<Point> points = new ArrayList<>(width - 1);
        for (int period = 0; period < width - 1; period++) {
            points.add(tally.point(group, period));
        }
        return new Series(value, tally.point(group, width - 1), points);
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

        /** With chosen values: the number of each, and of each value seen. */
        private final Map<String, Integer> numberOf = new HashMap<>();

        private final LongCounts groupOfValue = new LongCounts();

        private Tally(int width, List<String> chosen) {
            this.width = width;
            for (String value : chosen) {
                numberOf.put(value, numberOf.size());
            }
        }

        /** The group of a value; all but the chosen have the one after the last. */
        private int chosen(long key, @Nullable Property breakdown) {
            int known = values.size();
            int value = values.number(key);
            if (value == known) {
                String label = breakdown == null ? "" : CellLabel.of(key, breakdown);
                groupOfValue.add(value, numberOf.getOrDefault(label, numberOf.size()));
            }
            return (int) groupOfValue.get(value);
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

        private void add(int group, int period, int person, double value) {
            reserve(group + 1);
            if (period < width - 1) {
                count(group * width + period, person, value);
            }
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
                mergeGroup(values.number(other.values.key(group)), other, group);
            }
        }

        private void mergeGroup(int here, Tally other, int group) {
            reserve(here + 1);
            other.reserve(group + 1);
            for (int period = 0; period < width; period++) {
                int to = here * width + period;
                int from = group * width + period;
                events[to] += other.events[from];
                persons[to] += other.persons[from];
                numbers[to] += other.numbers[from];
                sums[to] += other.sums[from];
            }
        }

        private Point point(int group, int period) {
            int cell = group * width + period;
            return new Point(events[cell], persons[cell], numbers[cell], sums[cell]);
        }
    }
}
