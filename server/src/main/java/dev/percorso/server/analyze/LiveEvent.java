package dev.percorso.server.analyze;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One event of the live feed.
 *
 * @param person name, e-mail or a short id
 */
public record LiveEvent(
        long sequence,
        Instant time,
        String name,
        String personId,
        String person,
        Optional<String> channel,
        Map<String, Object> properties) {}
