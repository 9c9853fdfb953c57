package dev.percorso.server.company;

import java.time.Instant;
import java.util.Optional;

/**
 * One row of the list of companies.
 *
 * @param id the sender's id
 * @param label its name, else its id
 * @param type what kind of group it is; may be empty
 * @param people who belong to it now
 * @param revenue sum of its people's conversions
 * @param firstSeen of its people's events; absent without any
 */
public record CompanySummary(
        String id,
        String label,
        String type,
        long people,
        long events,
        double revenue,
        Optional<Instant> firstSeen,
        Optional<Instant> lastSeen) {}
