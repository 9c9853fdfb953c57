package dev.percorso.server.orchestrate;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Asks how one person would have gone through a flow.
 *
 * @param enterAt lets the person in at this moment, whatever brings people in
 */
record WalkRequest(
        String personId,
        LocalDate from,
        LocalDate to,
        Optional<Integer> version,
        Optional<Boolean> hooksAnswer,
        Optional<Instant> enterAt) {
    WalkRequest {
        SimulationRequest.checkDays(from, to);
    }
}
