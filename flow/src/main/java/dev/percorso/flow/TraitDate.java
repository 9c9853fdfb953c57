package dev.percorso.flow;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** Days that traits name. */
public final class TraitDate {
    private static final int DAY_LENGTH = 10;
    /** Numbers below are no instants in milliseconds but years, days and the like. */
    private static final long SMALLEST_MILLIS = 100_000_000_000L;

    /** What lies further away is a mistake of whoever sent it, and cannot be reckoned with. */
    private static final int LAST_YEAR = 9_999;

    private TraitDate() {}

    /**
     * The day a trait names: a day such as 2026-05-31, an instant, or milliseconds since 1970; none outside of the years
     * 1 to 9999.
     *
     * @param zone in which an instant falls on a day
     */
    public static Optional<LocalDate> of(Optional<Object> trait, ZoneId zone) {
        Optional<LocalDate> day = trait.flatMap(value -> switch (value) {
            case String text -> parse(text.strip(), zone);
            case Long millis
            when millis >= SMALLEST_MILLIS ->
                Optional.of(Instant.ofEpochMilli(millis).atZone(zone).toLocalDate());
            default -> Optional.empty();
        });
        return day.filter(named -> named.getYear() >= 1 && named.getYear() <= LAST_YEAR);
    }

    private static Optional<LocalDate> parse(String text, ZoneId zone) {
        try {
            if (text.length() <= DAY_LENGTH || text.indexOf('T') < 0) {
                return Optional.of(LocalDate.parse(text.substring(0, Math.min(DAY_LENGTH, text.length()))));
            }
            return Optional.of(
                    OffsetDateTime.parse(text).atZoneSameInstant(zone).toLocalDate());
        } catch (DateTimeException noDay) {
            return Optional.empty();
        }
    }

    /** A local time so many days after a day. A time skipped by the clocks comes as much later as they jumped. */
    static Instant instant(LocalDate day, int offsetDays, LocalTime at, ZoneId zone) {
        return day.plusDays(offsetDays).atTime(at).atZone(zone).toInstant();
    }

    /**
     * Whether a day of the trait, so many days later, is today.
     *
     * @param yearly whether the year does not matter; 29 February is the 28th in other years
     */
    public static boolean isToday(LocalDate named, int offsetDays, boolean yearly, LocalDate today) {
        LocalDate wanted = today.minusDays(offsetDays);
        if (!yearly) {
            return named.equals(wanted);
        }
        return !named.isAfter(wanted) && named.withYear(wanted.getYear()).equals(wanted);
    }
}
