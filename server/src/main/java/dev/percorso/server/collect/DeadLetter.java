package dev.percorso.server.collect;

import dev.percorso.server.http.ProblemWords;
import java.time.Instant;
import java.util.Optional;

/**
 * A refused event as it is kept and shown.
 *
 * @param form how its payload is read; empty when it cannot be tried again
 */
public record DeadLetter(
        long sequence,
        Instant receivedAt,
        String sourceId,
        String code,
        String reason,
        String payload,
        Optional<String> form) {
    /** With its reason in somebody's language. */
    public DeadLetter in(ProblemWords words) {
        return new DeadLetter(sequence, receivedAt, sourceId, code, words.of(reason), payload, form);
    }
}
