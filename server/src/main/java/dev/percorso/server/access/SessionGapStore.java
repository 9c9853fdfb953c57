package dev.percorso.server.access;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.time.Duration;

/** Tells after how long without events a session of a workspace ends. */
public final class SessionGapStore {
    private final Database database;

    public SessionGapStore(Database database) {
        this.database = database;
    }

    /** The workspace's gap; the usual one for a workspace that has no settings. */
    public Duration gap(WorkspaceId workspace) {
        int minutes =
                database.read(handle -> handle.createQuery("SELECT session_gap_minutes FROM workspace WHERE id = :id")
                        .bind("id", workspace.value())
                        .mapTo(Integer.class)
                        .findOne()
                        .orElse(Workspaces.USUAL_SESSION_GAP));
        return Duration.ofMinutes(minutes);
    }
}
