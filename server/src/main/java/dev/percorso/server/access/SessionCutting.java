package dev.percorso.server.access;

import dev.percorso.server.event.WorkspaceId;

/** Cuts the journeys of a workspace into sessions anew, when the gap that ends a session has changed. */
@FunctionalInterface
public interface SessionCutting {
    /** Begins to; returns before it is done. */
    void cutAnew(WorkspaceId workspace);
}
