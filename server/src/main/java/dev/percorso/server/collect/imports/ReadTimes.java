package dev.percorso.server.collect.imports;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** Reads times as a mapping says. */
final class ReadTimes {
    static final String EPOCH_SECONDS = "epochSeconds";
    static final String EPOCH_MILLIS = "epochMillis";
    private static final String ISO = "ISO 8601, e.g. 2026-03-01T09:30:00Z";
    private static final int LENGTH_OF_DATE = 10;

    private final Optional<String> pattern;
    private final Optional<DateTimeFormatter> format;
    private final ZoneId zone;

    private ReadTimes(Optional<String> pattern, Optional<String> language, ZoneId zone) {
        this.pattern = pattern;
        this.format = pattern.filter(text -> !text.equals(EPOCH_SECONDS) && !text.equals(EPOCH_MILLIS))
                .map(text ->
                        formatter(text, language.map(Locale::forLanguageTag).orElse(Locale.ENGLISH)));
        this.zone = zone;
    }

    /** @throws IllegalArgumentException or {@link DateTimeException} when the mapping's time makes no sense */
    static ReadTimes of(Mapping mapping) {
        Mapping.Time time = mapping.time();
        return new ReadTimes(
                time.format(), time.language(), time.zone().map(ZoneId::of).orElse(ZoneOffset.UTC));
    }

    static ReadTimes of(Optional<String> pattern, Locale language, ZoneId zone) {
        return new ReadTimes(pattern, Optional.of(language.toLanguageTag()), zone);
    }

    private static DateTimeFormatter formatter(String pattern, Locale language) {
        return new DateTimeFormatterBuilder()
                .parseCaseInsensitive()
                .appendPattern(pattern)
                .toFormatter(language);
    }

    /** @throws DateTimeException when the text is no such time */
    Instant instant(String text) {
        if (format.isPresent()) {
            return instant(format.get().parse(text));
        }
        if (pattern.isPresent()) {
            return fromEpoch(text, pattern.get().equals(EPOCH_SECONDS) ? 1_000 : 1);
        }
        if (text.length() == LENGTH_OF_DATE) {
            return LocalDate.parse(text).atStartOfDay(zone).toInstant();
        }
        return instant(DateTimeFormatter.ISO_DATE_TIME.parse(iso(text)));
    }

    private static Instant fromEpoch(String text, int millisPerUnit) {
        try {
            return Instant.ofEpochMilli(Math.round(Double.parseDouble(text) * millisPerUnit));
        } catch (NumberFormatException unreadable) {
            throw new DateTimeException("'%s' is not a number".formatted(text), unreadable);
        }
    }

    /** Programs write a space for the T, a zone's minutes without a colon or not at all, and ' UTC' for Z. */
    private static String iso(String text) {
        String iso = text.length() > LENGTH_OF_DATE && text.charAt(LENGTH_OF_DATE) == ' '
                ? text.substring(0, LENGTH_OF_DATE) + 'T' + text.substring(LENGTH_OF_DATE + 1)
                : text;
        if (iso.endsWith(" UTC")) {
            return iso.substring(0, iso.length() - 4) + 'Z';
        }
        int sign = Math.max(iso.lastIndexOf('+'), iso.lastIndexOf('-'));
        int digits = iso.length() - sign - 1;
        if (sign > LENGTH_OF_DATE && digits == 4 && iso.indexOf(':', sign) < 0) {
            return iso.substring(0, sign + 3) + ':' + iso.substring(sign + 3);
        }
        return sign > LENGTH_OF_DATE && digits == 2 ? iso + ":00" : iso;
    }

    private Instant instant(TemporalAccessor parsed) {
        if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
            return ZonedDateTime.from(parsed).toInstant();
        }
        if (parsed.isSupported(ChronoField.HOUR_OF_DAY)) {
            return LocalDateTime.from(parsed).atZone(zone).toInstant();
        }
        return LocalDate.from(parsed).atStartOfDay(zone).toInstant();
    }

    /** What is expected, for messages. */
    String expected() {
        return pattern.orElse(ISO);
    }
}
