package dev.percorso.engine.fold;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;

/**
 * A range of time cut into calendar periods of a zone, numbered from 0. The first and the last may reach beyond the
 * range; only instants inside the range count.
 */
public final class Periods {

    /** The most periods a report may have; an hour's series over ten years stays below. */
    public static final int LARGEST_COUNT = 100_000;

    /** Returned for an instant outside of the range. */
    public static final int NONE = -1;

    private final PeriodUnit unit;
    private final ZoneId zone;
    private final long from;
    private final long to;

    /** Starts of all periods and the end of the last, in epoch milliseconds. */
    private final long[] bounds;

    private final long typicalLength;

    private Periods(PeriodUnit unit, ZoneId zone, long from, long to, long[] bounds) {
        this.unit = unit;
        this.zone = zone;
        this.from = from;
        this.to = to;
        this.bounds = bounds;
        this.typicalLength = Math.max(1, (bounds[bounds.length - 1] - bounds[0]) / (bounds.length - 1));
    }

    /**
     * The periods of a range; weeks start on Monday.
     *
     * @param from start of the range, included
     * @param to end of the range, excluded and later than {@code from}
     */
    public static Periods of(Instant from, Instant to, PeriodUnit unit, ZoneId zone) {
        return of(from, to, unit, zone, DayOfWeek.MONDAY);
    }

    /** The periods of a range, with weeks that start on the given day. */
    public static Periods of(Instant from, Instant to, PeriodUnit unit, ZoneId zone, DayOfWeek weekStart) {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a range must end after it starts, got " + from + " to " + to);
        }
        Instant start = unit.startOf(from, zone, weekStart);
        long[] bounds = new long[16];
        int size = 0;
        while (start.isBefore(to)) {
            bounds = append(bounds, size++, start.toEpochMilli());
            start = unit.next(start, zone);
        }
        bounds = append(bounds, size++, start.toEpochMilli());
        return new Periods(unit, zone, from.toEpochMilli(), to.toEpochMilli(), Arrays.copyOf(bounds, size));
    }

    /** The same range with more periods after its last, which instants of the range never fall into. */
    Periods extendedBy(int periods) {
        long[] longer = Arrays.copyOf(bounds, bounds.length + periods);
        for (int i = bounds.length; i < longer.length; i++) {
            longer[i] = unit.next(Instant.ofEpochMilli(longer[i - 1]), zone).toEpochMilli();
        }
        return new Periods(unit, zone, from, to, longer);
    }

    private static long[] append(long[] bounds, int size, long bound) {
        if (size > LARGEST_COUNT) {
            throw new IllegalArgumentException(
                    "more than " + LARGEST_COUNT + " periods; choose a longer period or a shorter range");
        }
        long[] room = size == bounds.length ? Arrays.copyOf(bounds, size * 2) : bounds;
        room[size] = bound;
        return room;
    }

    /** Number of periods. */
    public int count() {
        return bounds.length - 1;
    }

    public PeriodUnit unit() {
        return unit;
    }

    public ZoneId zone() {
        return zone;
    }

    /** Start of the range, included, in epoch milliseconds. */
    public long fromMillis() {
        return from;
    }

    /** End of the range, excluded, in epoch milliseconds. */
    public long toMillis() {
        return to;
    }

    /** Start of a period in epoch milliseconds, perhaps before the range. */
    public long startMillis(int period) {
        return bounds[period];
    }

    /** End of a period, excluded, in epoch milliseconds, perhaps after the range. */
    public long endMillis(int period) {
        return bounds[period + 1];
    }

    /** Start of the period before the first, in epoch milliseconds. */
    long previousStartMillis() {
        return unit.previous(Instant.ofEpochMilli(bounds[0]), zone).toEpochMilli();
    }

    /** Start of a period as the zone's clocks show it. */
    public LocalDateTime localStart(int period) {
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(bounds[period]), zone);
    }

    /** Whether the instant lies in the range. */
    public boolean contains(long millis) {
        return millis >= from && millis < to;
    }

    /** Whether the period lies in the range as a whole and is over. */
    public boolean isComplete(int period, Instant now) {
        return bounds[period] >= from && bounds[period + 1] <= to && bounds[period + 1] <= now.toEpochMilli();
    }

    /** Period of an instant; {@link #NONE} when it lies outside of the range. */
    public int indexOf(long millis) {
        return contains(millis) ? slot(millis) : NONE;
    }

    /** Period of an instant whether in the range or not; {@link #NONE} when no period holds it. */
    int slot(long millis) {
        int last = bounds.length - 1;
        if (millis < bounds[0] || millis >= bounds[last]) {
            return NONE;
        }
        // Periods are nearly of one length, so the first guess is at most a few off.
        int guess = (int) Math.min(last - 1, (millis - bounds[0]) / typicalLength);
        while (bounds[guess] > millis) {
            guess--;
        }
        while (bounds[guess + 1] <= millis) {
            guess++;
        }
        return guess;
    }
}
