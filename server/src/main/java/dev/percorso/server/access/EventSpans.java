package dev.percorso.server.access;

import dev.percorso.server.event.WorkspaceId;
import java.time.Instant;
import java.util.Optional;

/** Tells from when to when a workspace has events. */
@FunctionalInterface
public interface EventSpans {
    /** Times of the oldest and the newest event. */
    record Span(Instant first, Instant last) {}

    Optional<Span> span(WorkspaceId workspace);
}
