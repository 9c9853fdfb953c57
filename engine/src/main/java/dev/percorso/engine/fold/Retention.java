package dev.percorso.engine.fold;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.match.EventMatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who comes back. A cohort is the persons with a start event in one calendar period of the range; its cell <i>k</i>
 * counts those with a return event in the <i>k</i>-th period after.
 *
 * <ul>
 *   <li><b>First-time</b> starts: a person belongs to the cohort of the first start event of the whole journey, if that
 *       lies in the range. <b>Recurring</b>: to every cohort in whose period a start event of the range lies; the
 *       earliest of them starts the clock.
 *   <li><b>Calendar</b>: period <i>k</i> is the <i>k</i>-th calendar period after the cohort's. <b>Rolling</b>: it is
 *       the <i>k</i>-th stretch of 24 hours (7 or 30 times that for weeks and months) from the person's own start.
 *   <li>A return is an event after the start event in the journey's order; so cell 0 counts those who returned in the
 *       period they started in, and an event never is its own return.
 *   <li><b>On</b>: in that period. <b>On or after</b>: in that period or any later one, even beyond the last cell.
 *   <li><b>Brackets</b> put several periods together: periods 1, 2–3 and 4–7 after the start make three cells after cell
 *       0. A person back in any period of a bracket counts once in it.
 *   <li>A cell is complete when its period is over for everyone in the cohort; averages use complete cells only.
 * </ul>
 */
public final class Retention implements Fold<Retention.Tally> {

    /** Which start events count. */
    public enum Starts {
        FIRST_TIME,
        RECURRING
    }

    /** How periods after the start are cut. */
    public enum Mode {
        CALENDAR,
        ROLLING
    }

    /** When a return counts for a cell. */
    public enum Counting {
        ON,
        ON_OR_AFTER
    }

    /**
     * What to ask.
     *
     * @param start events that start; none = any event
     * @param comeback events that are a return; none = any event
     * @param cohorts range of the start events and its periods: days, weeks or months
     * @param periods number of cells after cell 0, 1 to 1000
     * @param brackets none: a period a cell; else that many cells, each with its periods
     */
    public record Query(
            Optional<EventMatch> start,
            Optional<EventMatch> comeback,
            Starts starts,
            Periods cohorts,
            Mode mode,
            Counting counting,
            int periods,
            List<Bracket> brackets) {

        /** A period a cell. */
        public Query(
                Optional<EventMatch> start,
                Optional<EventMatch> comeback,
                Starts starts,
                Periods cohorts,
                Mode mode,
                Counting counting,
                int periods) {
            this(start, comeback, starts, cohorts, mode, counting, periods, List.of());
        }

        /** The same in brackets. */
        public Query in(List<Bracket> others) {
            return new Query(start, comeback, starts, cohorts, mode, counting, others.size(), others);
        }

        public Query {
            if (cohorts.unit() == PeriodUnit.HOUR) {
                throw new IllegalArgumentException("retention is by day, week or month, not by hour");
            }
            if (periods < 1 || periods > 1000) {
                throw new IllegalArgumentException("retention needs 1 to 1000 periods, got " + periods);
            }
            brackets = List.copyOf(brackets);
            if (!brackets.isEmpty() && brackets.size() != periods) {
                throw new IllegalArgumentException("each of the " + periods + " cells needs a bracket");
            }
            for (int i = 1; i < brackets.size(); i++) {
                if (brackets.get(i).first() <= brackets.get(i - 1).last()) {
                    throw new IllegalArgumentException("brackets must ascend without overlapping, got " + brackets);
                }
            }
        }
    }

    /**
     * Periods that one cell puts together, both included.
     *
     * @param first periods after the start, at least 1
     */
    public record Bracket(int first, int last) {

        public Bracket {
            if (first < 1 || last < first || last > 1000) {
                throw new IllegalArgumentException(
                        "a bracket goes from 1 or later to the same or a later period, got " + first + " to " + last);
            }
        }
    }

    /**
     * One cell.
     *
     * @param period number of the period after the cohort's
     * @param persons of the cohort who returned
     * @param complete whether the period is over
     */
    public record Cell(int period, long persons, boolean complete) {}

    /**
     * One cohort.
     *
     * @param period number among the query's periods
     * @param size persons who started
     * @param cells from period 0; those that have not begun are left out
     */
    public record Cohort(int period, long size, List<Cell> cells) {

        public Cohort {
            cells = List.copyOf(cells);
        }
    }

    /**
     * The result.
     *
     * @param cohorts all of the range, empty ones too
     * @param average by period: persons returned ÷ persons started, over complete cells; {@code NaN} where there is none
     */
    public record Report(List<Cohort> cohorts, List<Double> average) {

        public Report {
            cohorts = List.copyOf(cohorts);
            average = List.copyOf(average);
        }
    }

    private final @Nullable EventMatcher start;
    private final @Nullable EventMatcher comeback;
    private final Query query;
    private final Periods calendar;
    private final int cohorts;
    private final int width;
    private final long rollingMillis;

    /** Cell of each number of periods after the start, −1 for none; the last is beyond the last cell. */
    private final int[] cellOf;

    /** First and last period of each cell. */
    private final int[] firstOf;

    private final int[] lastOf;

    public Retention(Snapshot snapshot, Query query) {
        this.start =
                query.start().map(match -> new EventMatcher(match, snapshot)).orElse(null);
        this.comeback =
                query.comeback().map(match -> new EventMatcher(match, snapshot)).orElse(null);
        this.query = query;
        this.cohorts = query.cohorts().count();
        this.width = query.periods() + 1;
        this.firstOf = new int[width];
        this.lastOf = new int[width];
        for (int cell = 1; cell < width; cell++) {
            firstOf[cell] = query.brackets().isEmpty()
                    ? cell
                    : query.brackets().get(cell - 1).first();
            lastOf[cell] = query.brackets().isEmpty()
                    ? cell
                    : query.brackets().get(cell - 1).last();
        }
        int last = lastOf[width - 1];
        this.cellOf = new int[last + 2];
        boolean on = query.counting() == Counting.ON;
        for (int cell = 0; cell < width; cell++) {
            int next = cell + 1 < width ? firstOf[cell + 1] : last + 1;
            Arrays.fill(cellOf, firstOf[cell], next, cell);
            // Between brackets nothing counts on the period; on or after, it counts for all cells before.
            Arrays.fill(cellOf, lastOf[cell] + 1, next, on ? -1 : cell);
        }
        cellOf[last + 1] = width;
        this.calendar = query.cohorts().extendedBy(last + 1);
        this.rollingMillis = Duration.ofDays(
                        switch (query.cohorts().unit()) {
                            case HOUR, DAY -> 1;
                            case WEEK -> 7;
                            case MONTH -> 30;
                        })
                .toMillis();
    }

    @Override
    public Tally newAccumulator() {
        return new Tally(cohorts, width);
    }

    @Override
    public void accept(Journey journey, Tally tally) {
        walk(journey, tally);
    }

    /** Reports what a journey says. */
    void walk(Journey journey, Sink sink) {
        if (query.starts() == Starts.FIRST_TIME) {
            int first = nextStart(journey, 0);
            if (first < journey.size() && calendar.contains(journey.time(first))) {
                follow(journey, first, sink);
            }
            return;
        }
        int event = nextStart(journey, journey.indexAfter(calendar.fromMillis() - 1));
        while (event < journey.size() && calendar.contains(journey.time(event))) {
            int cohort = follow(journey, event, sink);
            event = nextStart(journey, journey.indexAfter(calendar.endMillis(cohort) - 1));
        }
    }

    private int nextStart(Journey journey, int from) {
        int event = from;
        while (event < journey.size() && start != null && !start.matches(journey, event)) {
            event++;
        }
        return event;
    }

    /** Reports one start and its returns; gives the cohort. */
    private int follow(Journey journey, int startEvent, Sink sink) {
        boolean on = query.counting() == Counting.ON;
        long startTime = journey.time(startEvent);
        int cohort = calendar.slot(startTime);
        sink.started(cohort, startEvent);
        int latest = -1;
        for (int event = startEvent + 1; event < journey.size() && latest < width; event++) {
            int period = cellOf[periodsLater(startTime, cohort, journey.time(event))];
            if (on && period == width) {
                break;
            }
            if (period > latest && (comeback == null || comeback.matches(journey, event))) {
                latest = period;
                if (on) {
                    sink.returned(cohort, period);
                }
            }
        }
        if (!on) {
            for (int period = 0; period <= Math.min(latest, width - 1); period++) {
                sink.returned(cohort, period);
            }
        }
        return cohort;
    }

    /** Periods from the start to a later instant; one more than those of the last cell when it lies beyond. */
    private int periodsLater(long startTime, int cohort, long time) {
        int beyond = cellOf.length - 1;
        if (query.mode() == Mode.ROLLING) {
            return (int) Math.min(beyond, (time - startTime) / rollingMillis);
        }
        if (time >= calendar.endMillis(cohort + beyond - 1)) {
            return beyond;
        }
        return calendar.slot(time) - cohort;
    }

    @Override
    public Tally combine(Tally left, Tally right) {
        left.merge(right);
        return left;
    }

    /** The report as seen at an instant, which decides what is complete and what has begun. */
    public Report report(Tally tally, Instant now) {
        List<Cohort> rows = new ArrayList<>(cohorts);
        double[] returned = new double[width];
        double[] started = new double[width];
        for (int cohort = 0; cohort < cohorts; cohort++) {
            List<Cell> cells = new ArrayList<>(width);
            for (int period = 0; period < width && beginMillis(cohort, period) <= now.toEpochMilli(); period++) {
                long persons = tally.returned[cohort * width + period];
                boolean complete = isComplete(cohort, period, now);
                cells.add(new Cell(period, persons, complete));
                if (complete) {
                    returned[period] += persons;
                    started[period] += tally.sizes[cohort];
                }
            }
            rows.add(new Cohort(cohort, tally.sizes[cohort], cells));
        }
        List<Double> average = new ArrayList<>(width);
        for (int period = 0; period < width; period++) {
            average.add(returned[period] / started[period]);
        }
        return new Report(rows, average);
    }

    /** Whether the cell's period is over for everyone in the cohort. */
    boolean isComplete(int cohort, int period, Instant now) {
        return endMillis(cohort, period) <= now.toEpochMilli();
    }

    /** Earliest instant a return could count for the cell. */
    private long beginMillis(int cohort, int period) {
        return query.mode() == Mode.CALENDAR
                ? calendar.startMillis(cohort + firstOf[period])
                : Math.max(calendar.fromMillis(), calendar.startMillis(cohort)) + firstOf[period] * rollingMillis;
    }

    /** Instant from which no return can count for the cell any more, on the period. */
    private long endMillis(int cohort, int period) {
        return query.mode() == Mode.CALENDAR
                ? calendar.endMillis(cohort + lastOf[period])
                : Math.min(calendar.toMillis(), calendar.endMillis(cohort)) + (lastOf[period] + 1) * rollingMillis;
    }

    /**
     * A fold that finds the persons behind one cell.
     *
     * @param cohort number of the cohort
     * @param period of the cell
     * @param returned true for those who returned, false for the rest of the cohort
     */
    public Fold<BitSet> persons(int cohort, int period, boolean returned) {
        if (cohort < 0 || cohort >= cohorts || period < 0 || period >= width) {
            throw new IllegalArgumentException("there is no cell " + period + " of cohort " + cohort);
        }
        return PersonSet.where(journey -> {
            CellProbe probe = new CellProbe(cohort, period);
            walk(journey, probe);
            return probe.started && probe.returned == returned;
        });
    }

    /** What a journey says about retention: each cohort at most once, each of its cells at most once. */
    interface Sink {
        /** @param event the start event */
        void started(int cohort, int event);

        void returned(int cohort, int period);
    }

    private static final class CellProbe implements Sink {
        private final int cohort;
        private final int period;
        private boolean started;
        private boolean returned;

        CellProbe(int cohort, int period) {
            this.cohort = cohort;
            this.period = period;
        }

        @Override
        public void started(int ofCohort, int event) {
            started |= ofCohort == cohort;
        }

        @Override
        public void returned(int ofCohort, int inPeriod) {
            returned |= ofCohort == cohort && inPeriod == period;
        }
    }

    /** Persons started and returned, by cohort and period. */
    public static final class Tally implements Sink {
        private final int width;
        private final long[] sizes;
        private final long[] returned;

        private Tally(int cohorts, int width) {
            this.width = width;
            sizes = new long[cohorts];
            returned = new long[cohorts * width];
        }

        @Override
        public void started(int cohort, int event) {
            sizes[cohort]++;
        }

        @Override
        public void returned(int cohort, int period) {
            returned[cohort * width + period]++;
        }

        private void merge(Tally other) {
            Arrays.setAll(sizes, i -> sizes[i] + other.sizes[i]);
            Arrays.setAll(returned, i -> returned[i] + other.returned[i]);
        }
    }
}
