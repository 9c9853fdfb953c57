package dev.percorso.server.alert;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A time out of bounds.
 *
 * @param day last day that was looked at when it began
 * @param reading what was seen then
 */
public record Incident(
        String alert,
        String name,
        String figure,
        LocalDate day,
        Reading reading,
        Instant startedAt,
        Optional<Instant> endedAt) {}
