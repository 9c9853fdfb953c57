package dev.percorso.server.outward;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** How long another server wants to be left alone (RFC 9110, section 10.2.3). */
public final class RetryAfter {
    private RetryAfter() {}

    /** The header of an answer, in seconds or as a date; zero when it says nothing. */
    public static Duration of(Fetcher.Fetched answer, Instant now) {
        String text = answer.headers().getOrDefault("retry-after", "").strip();
        if (text.matches("\\d{1,9}")) {
            return Duration.ofSeconds(Long.parseLong(text));
        }
        try {
            Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return at.isAfter(now) ? Duration.between(now, at) : Duration.ZERO;
        } catch (DateTimeException none) {
            return Duration.ZERO;
        }
    }
}
