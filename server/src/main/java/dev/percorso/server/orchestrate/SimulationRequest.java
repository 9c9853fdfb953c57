package dev.percorso.server.orchestrate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Asks what a flow would have done in days of the past.
 *
 * @param from first day
 * @param to last day
 * @param version a published one; the draft when absent
 * @param segment only its members of today
 * @param hooksAnswer whether webhooks that are waited for are taken to answer well
 */
record SimulationRequest(
        LocalDate from,
        LocalDate to,
        Optional<Integer> version,
        Optional<String> segment,
        Optional<Boolean> hooksAnswer) {
    private static final int MOST_DAYS = 366;

    SimulationRequest {
        checkDays(from, to);
    }

    static void checkDays(LocalDate from, LocalDate to) {
        if (from == null || to == null) {
            throw new IllegalArgumentException("a simulation needs the days 'from' and 'to', such as 2026-03-01");
        }
        if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
            throw new IllegalArgumentException("'to' must be the day of 'from' or later, at most 366 days in all");
        }
    }
}
