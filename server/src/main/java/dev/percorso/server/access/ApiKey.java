package dev.percorso.server.access;

import java.time.Instant;
import java.util.Optional;

/** A key with which a program calls the API of one workspace; the key itself is not kept. */
public record ApiKey(
        String id,
        String name,
        String hint,
        Instant createdAt,
        Optional<Instant> lastUsedAt,
        Optional<Instant> revokedAt) {}
