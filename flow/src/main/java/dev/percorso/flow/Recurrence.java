package dev.percorso.flow;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * When something happens again, as in RFC 5545 section 3.3.10, of which it knows {@code FREQ} (DAILY, WEEKLY, MONTHLY),
 * {@code INTERVAL}, {@code BYDAY} (weekdays), {@code BYMONTHDAY} (−1 is the last day) and {@code UNTIL}. Weeks begin on
 * Monday. A month without the day is skipped.
 *
 * @param start the first day that counts, with the time of day of every occurrence
 * @param days weekdays of a weekly rule; empty for the start's
 * @param monthDays days of a monthly rule; empty for the start's
 * @param until the last day that counts
 */
public record Recurrence(
        LocalDateTime start,
        Frequency frequency,
        int interval,
        Set<DayOfWeek> days,
        Set<Integer> monthDays,
        Optional<LocalDate> until) {
    /** Occurrences are looked for no further than this many days ahead: further than any rule's longest gap. */
    private static final int HORIZON_DAYS = 366 * 28;

    private static final int MOST = 100;
    private static final Map<String, DayOfWeek> DAYS = Map.of(
            "MO", DayOfWeek.MONDAY,
            "TU", DayOfWeek.TUESDAY,
            "WE", DayOfWeek.WEDNESDAY,
            "TH", DayOfWeek.THURSDAY,
            "FR", DayOfWeek.FRIDAY,
            "SA", DayOfWeek.SATURDAY,
            "SU", DayOfWeek.SUNDAY);

    public Recurrence {
        EnumSet<DayOfWeek> ordered = EnumSet.noneOf(DayOfWeek.class);
        ordered.addAll(days);
        days = Collections.unmodifiableSet(ordered);
        monthDays = Collections.unmodifiableSet(new TreeSet<>(monthDays));
        if (interval < 1 || interval > MOST) {
            throw new IllegalArgumentException("INTERVAL is " + interval + "; it must be 1 to " + MOST);
        }
        if (monthDays.stream().anyMatch(day -> day == 0 || day < -1 || day > 31)) {
            throw new IllegalArgumentException("BYMONTHDAY must hold days from 1 to 31, or -1 for the last");
        }
    }

    /** How often. */
    public enum Frequency {
        ONCE,
        DAILY,
        WEEKLY,
        MONTHLY
    }

    /**
     * Reads a start such as 2026-03-02T09:00 and a rule such as {@code FREQ=WEEKLY;BYDAY=MO,TH}; an empty rule is once.
     *
     * @throws IllegalArgumentException saying what is wrong
     */
    public static Recurrence parse(String start, String rule) {
        LocalDateTime first;
        try {
            first = LocalDateTime.parse(start.strip()).truncatedTo(ChronoUnit.MINUTES);
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException(
                    "the start \"" + start + "\" is no local time; write it like 2026-03-02T09:00", malformed);
        }
        Map<String, String> parts = parts(rule);
        Frequency frequency = rule.isBlank() ? Frequency.ONCE : frequency(parts.getOrDefault("FREQ", ""));
        Set<DayOfWeek> days = new TreeSet<>();
        for (String day : list(parts.get("BYDAY"))) {
            DayOfWeek known = DAYS.get(day);
            if (known == null) {
                throw new IllegalArgumentException("BYDAY has \"" + day + "\"; use MO, TU, WE, TH, FR, SA, SU");
            }
            days.add(known);
        }
        Set<Integer> monthDays = new TreeSet<>();
        list(parts.get("BYMONTHDAY")).forEach(day -> monthDays.add(number("BYMONTHDAY", day)));
        return new Recurrence(
                first,
                frequency,
                number("INTERVAL", parts.getOrDefault("INTERVAL", "1")),
                days,
                monthDays,
                Optional.ofNullable(parts.get("UNTIL")).map(Recurrence::day));
    }

    private static Map<String, String> parts(String rule) {
        Map<String, String> parts = new TreeMap<>();
        String bare = rule.strip().toUpperCase(Locale.ROOT);
        for (String part : bare.isEmpty() ? List.<String>of() : List.of(bare.split(";", -1))) {
            int equals = part.indexOf('=');
            String name = equals < 0 ? part : part.substring(0, equals).strip();
            if (equals < 0
                    || !Set.of("FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "UNTIL")
                            .contains(name)) {
                throw new IllegalArgumentException(
                        "the rule has \"" + part + "\"; use FREQ, INTERVAL, BYDAY, BYMONTHDAY and UNTIL");
            }
            parts.put(name, part.substring(equals + 1).strip());
        }
        return parts;
    }

    private static List<String> list(@Nullable String text) {
        return text == null || text.isBlank() ? List.of() : List.of(text.split("\\s*,\\s*", -1));
    }

    private static Frequency frequency(String text) {
        return switch (text) {
            case "DAILY" -> Frequency.DAILY;
            case "WEEKLY" -> Frequency.WEEKLY;
            case "MONTHLY" -> Frequency.MONTHLY;
            default -> throw new IllegalArgumentException("FREQ is \"" + text + "\"; use DAILY, WEEKLY or MONTHLY");
        };
    }

    private static int number(String name, String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException(name + " has \"" + text + "\", which is no number", malformed);
        }
    }

    private static LocalDate day(String text) {
        String digits = text.replace("-", "");
        try {
            return LocalDate.parse(digits.substring(0, Math.min(8, digits.length())), DateTimeFormatter.BASIC_ISO_DATE);
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException("UNTIL is \"" + text + "\"; write it like 20261231", malformed);
        }
    }

    /** The first occurrence later than an instant; empty when there is none. */
    public Optional<Instant> after(Instant instant, ZoneId zone) {
        LocalTime time = start.toLocalTime();
        LocalDate from = instant.atZone(zone).toLocalDate();
        LocalDate day = from.isBefore(start.toLocalDate()) ? start.toLocalDate() : from.minusDays(1);
        for (int looked = 0; looked < HORIZON_DAYS; looked++, day = day.plusDays(1)) {
            if (until.isPresent() && day.isAfter(until.get())) {
                return Optional.empty();
            }
            if (frequency == Frequency.ONCE && day.isAfter(start.toLocalDate())) {
                return Optional.empty();
            }
            Instant candidate = day.atTime(time).atZone(zone).toInstant();
            if (candidate.isAfter(instant) && isOn(day)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private boolean isOn(LocalDate day) {
        LocalDate first = start.toLocalDate();
        if (day.isBefore(first)) {
            return false;
        }
        return switch (frequency) {
            case ONCE -> day.equals(first);
            case DAILY ->
                ChronoUnit.DAYS.between(first, day) % interval == 0
                        && (days.isEmpty() || days.contains(day.getDayOfWeek()));
            case WEEKLY -> {
                LocalDate week = first.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                boolean weekFits = ChronoUnit.DAYS.between(week, day) / 7 % interval == 0;
                yield weekFits
                        && (days.isEmpty()
                                ? day.getDayOfWeek() == first.getDayOfWeek()
                                : days.contains(day.getDayOfWeek()));
            }
            case MONTHLY -> {
                long months = ChronoUnit.MONTHS.between(first.withDayOfMonth(1), day.withDayOfMonth(1));
                boolean isLast = day.getDayOfMonth() == day.lengthOfMonth();
                boolean dayFits = monthDays.isEmpty()
                        ? day.getDayOfMonth() == first.getDayOfMonth()
                        : monthDays.contains(day.getDayOfMonth()) || (isLast && monthDays.contains(-1));
                yield months % interval == 0 && dayFits && (days.isEmpty() || days.contains(day.getDayOfWeek()));
            }
        };
    }
}
