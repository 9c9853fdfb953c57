package dev.percorso.liquid;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reading and showing moments. */
final class Moments {
    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}+");
    private static final long FARTHEST_SECOND = 31_000_000_000_000_000L;
    private static final int LONGEST_TEXT = 64;
    private static final String TIME = "[[ ]['T']HH:mm[:ss][.SSSSSSSSS][.SSSSSS][.SSS]][ ][XXX][XX][z]";
    private static final List<DateTimeFormatter> FORMATS = List.of(
            reading("yyyy-MM-dd" + TIME),
            reading("yyyy/MM/dd" + TIME),
            reading("MMMM d, yyyy" + TIME),
            reading("MMM d, yyyy" + TIME),
            reading("[EEE, ][EEEE, ]d MMMM yyyy" + TIME),
            reading("[EEE, ][EEEE, ]d MMM yyyy" + TIME),
            reading("EEE MMM d HH:mm:ss [z ]yyyy"),
            reading("d/M/yyyy" + TIME));
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss Z", Locale.ROOT);

    private Moments() {}

    private static DateTimeFormatter reading(String pattern) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .parseDefaulting(ChronoField.ERA, 1)
                .toFormatter(Locale.ENGLISH);
    }

    /**
     * A value as a moment: numbers and texts of digits are seconds since 1970; {@code now} and {@code today} are the
     * context's; texts and local times without offset are in the context's zone; a written offset is kept, but
     * instants (and texts that end in {@code Z}) are shown in the context's zone.
     */
    static Optional<ZonedDateTime> of(@Nullable Object value, RenderContext context) {
        try {
            return switch (value) {
                case Long seconds -> Optional.of(Instant.ofEpochSecond(seconds).atZone(context.zone()));
                case String text -> read(text.strip(), context);
                case Temporal temporal -> Optional.of(at(temporal, context.zone()));
                case null, default -> Optional.empty();
            };
        } catch (DateTimeException outOfRange) {
            return Optional.empty();
        }
    }

    private static Optional<ZonedDateTime> read(String text, RenderContext context) {
        if (text.equalsIgnoreCase("now") || text.equalsIgnoreCase("today")) {
            return Optional.of(context.now().instant().atZone(context.zone()));
        }
        if (SECONDS.matcher(text).matches()) {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)).atZone(context.zone()));
        }
        if (text.isEmpty() || text.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        for (DateTimeFormatter format : FORMATS) {
            TemporalAccessor parsed = format.parseUnresolved(text, new ParsePosition(0));
            if (parsed != null) {
                Optional<ZonedDateTime> moment = parse(format, text, context.zone());
                if (moment.isPresent()) {
                    return moment;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<ZonedDateTime> parse(DateTimeFormatter format, String text, ZoneId zone) {
        try {
            TemporalAccessor parsed = format.parseBest(text, ZonedDateTime::from, LocalDateTime::from, LocalDate::from);
            return Optional.of(
                    text.endsWith("Z") && parsed instanceof ZonedDateTime instant
                            ? instant.withZoneSameInstant(zone)
                            : at((Temporal) parsed, zone));
        } catch (DateTimeException noMoment) {
            return Optional.empty();
        }
    }

    private static ZonedDateTime at(Temporal temporal, ZoneId zone) {
        return switch (temporal) {
            case Instant instant when isWithinCalendar(instant) -> instant.atZone(zone);
            case Instant instant -> throw new DateTimeException("beyond the calendar: " + instant);
            case ZonedDateTime zoned -> zoned;
            case OffsetDateTime offset -> offset.toZonedDateTime();
            case LocalDateTime local -> local.atZone(zone);
            case LocalDate date -> date.atStartOfDay(zone);
            default ->
                throw Problem.value(
                        "a " + temporal.getClass().getSimpleName() + " is no date",
                        "pass Instant, ZonedDateTime, OffsetDateTime, LocalDateTime or LocalDate");
        };
    }

    static int compare(Temporal left, Temporal right) {
        if (left instanceof LocalTime first && right instanceof LocalTime second) {
            return first.compareTo(second);
        }
        return instant(left).compareTo(instant(right));
    }

    private static Instant instant(Temporal temporal) {
        return temporal instanceof Instant instant
                ? instant
                : at(temporal, ZoneOffset.UTC).toInstant();
    }

    static String text(Temporal temporal) {
        return switch (temporal) {
            // Beyond the calendar's years an instant has no fields to show.
            case Instant instant when !isWithinCalendar(instant) -> instant.toString();
            case Instant instant -> SHOWN.format(instant.atZone(ZoneOffset.UTC));
            case ZonedDateTime zoned -> SHOWN.format(zoned);
            case OffsetDateTime offset -> SHOWN.format(offset);
            default -> temporal.toString();
        };
    }

    private static boolean isWithinCalendar(Instant instant) {
        return Math.abs(instant.getEpochSecond()) < FARTHEST_SECOND;
    }
}
