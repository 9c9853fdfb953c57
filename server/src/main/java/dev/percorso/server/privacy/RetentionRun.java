package dev.percorso.server.privacy;

import java.time.Instant;
import java.util.Map;

/**
 * One application of the limits.
 *
 * @param removed how many of each kind with a limit
 */
public record RetentionRun(Instant at, Map<RetentionKind, Long> removed, String problem) {}
