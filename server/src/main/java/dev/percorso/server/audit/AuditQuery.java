package dev.percorso.server.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries are asked for, newest first.
 *
 * @param before only entries with a lower sequence
 * @param text a part of the actor, the action or the subject
 */
record AuditQuery(long before, Optional<String> text, Optional<Instant> from, Optional<Instant> to, int limit) {}
