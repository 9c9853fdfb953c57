package dev.percorso.server.people;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One row of a list of people.
 *
 * @param id the person that remains after all merges
 * @param label name, e-mail or a short id
 * @param revenue sum of the conversions' value
 * @param columns the traits that were asked for
 */
public record PersonSummary(
        String id,
        String label,
        Optional<String> email,
        Optional<String> stage,
        long events,
        Optional<Double> revenue,
        Instant firstSeen,
        Instant lastSeen,
        Optional<Map<String, Object>> columns) {}
