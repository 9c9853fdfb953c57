package dev.percorso.server.people;

import dev.percorso.engine.index.Snapshot;
import dev.percorso.server.event.WorkspaceId;

/** Gives the journeys of a workspace as they are now. */
@FunctionalInterface
public interface JourneySnapshots {
    Snapshot snapshot(WorkspaceId workspace);
}
