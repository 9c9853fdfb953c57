package dev.percorso.server.collect;

import java.time.Instant;
import java.util.Optional;

/**
 * Where events come from, with what came so far.
 *
 * @param hint last four characters of the write key
 * @param withoutConsent events that were only counted
 */
public record Source(
        String id,
        String name,
        SourceKind kind,
        Protocol protocol,
        ConsentBasis consent,
        String hint,
        Instant createdAt,
        Optional<Instant> revokedAt,
        Optional<Instant> lastEventAt,
        long accepted,
        long refused,
        long duplicate,
        long withoutConsent) {}
