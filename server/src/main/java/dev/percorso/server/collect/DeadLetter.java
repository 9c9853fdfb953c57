package dev.percorso.server.collect;

import java.time.Instant;

/** A refused event as it is kept and shown. */
public record DeadLetter(
        long sequence, Instant receivedAt, String sourceId, String code, String reason, String payload) {}
