package dev.percorso.server.people;

import java.time.Instant;

/**
 * A statement about one purpose: a row of the ledger.
 *
 * @param source what it came through, e.g. the id of the event's source or {@code unsubscribe link}
 */
public record Consent(Purpose purpose, boolean granted, Instant at, String source, ConsentProof proof) {}
