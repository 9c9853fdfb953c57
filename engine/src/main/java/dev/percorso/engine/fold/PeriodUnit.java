package dev.percorso.engine.fold;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** Calendar periods of a time zone; a day may have 23 or 25 hours. */
public enum PeriodUnit {
    HOUR,
    DAY,
    WEEK,
    MONTH;

    /** Start of the period that holds the instant. */
    Instant startOf(Instant instant, ZoneId zone, DayOfWeek weekStart) {
        ZonedDateTime local = instant.atZone(zone);
        LocalDate date = local.toLocalDate();
        return switch (this) {
            case HOUR -> local.truncatedTo(ChronoUnit.HOURS).toInstant();
            case DAY -> date.atStartOfDay(zone).toInstant();
            case WEEK ->
                date.with(TemporalAdjusters.previousOrSame(weekStart))
                        .atStartOfDay(zone)
                        .toInstant();
            case MONTH -> date.withDayOfMonth(1).atStartOfDay(zone).toInstant();
        };
    }

    /** Start of the period after the one that starts at the given instant. */
    Instant next(Instant start, ZoneId zone) {
        LocalDate date = start.atZone(zone).toLocalDate();
        return switch (this) {
            case HOUR -> nextHour(start, zone);
            case DAY -> date.plusDays(1).atStartOfDay(zone).toInstant();
            case WEEK -> date.plusWeeks(1).atStartOfDay(zone).toInstant();
            case MONTH -> date.plusMonths(1).atStartOfDay(zone).toInstant();
        };
    }

    /** Start of the period before the one that starts at the given instant. */
    Instant previous(Instant start, ZoneId zone) {
        LocalDate date = start.atZone(zone).toLocalDate();
        return switch (this) {
            case HOUR -> start.minus(1, ChronoUnit.HOURS);
            case DAY -> date.minusDays(1).atStartOfDay(zone).toInstant();
            case WEEK -> date.minusWeeks(1).atStartOfDay(zone).toInstant();
            case MONTH -> date.minusMonths(1).atStartOfDay(zone).toInstant();
        };
    }

    /** Clocks that are set by half an hour make one hour longer or shorter; time must go on all the same. */
    private static Instant nextHour(Instant start, ZoneId zone) {
        Instant later = start.plus(1, ChronoUnit.HOURS);
        Instant full = later.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant();
        return full.isAfter(start) ? full : later;
    }
}
