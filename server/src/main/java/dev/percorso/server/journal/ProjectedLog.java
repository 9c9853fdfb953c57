package dev.percorso.server.journal;

import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.EventEdit;
import dev.percorso.server.store.Rewritten;
import java.util.ArrayList;
import java.util.List;

/**
 * The events of each workspace with their persons, in order of arrival and without gaps, until every consumer and the
 * event files have them.
 *
 * <p>How to follow it: {@link CheckpointStore#register} a name once at start; on each {@link ProjectionListener} call
 * (and once at start) read {@link #after} your position; in one transaction of {@code Database.write} do your work and
 * {@link CheckpointStore#advance}. Then each event has its effect exactly once. Persons are as they were when projected:
 * ask {@code People.canonical} for who remains.
 */
public final class ProjectedLog {
    private final Database database;

    public ProjectedLog(Database database) {
        this.database = database;
    }

    /** The events after a sequence, oldest first, at most {@code limit}; empty at the end. */
    public List<ProjectedEvent> after(WorkspaceId workspace, long sequence, int limit) {
        List<byte[]> blobs = database.read(handle -> ProjectedLogStore.blobsAfter(handle, workspace, sequence, limit));
        List<ProjectedEvent> events = new ArrayList<>();
        for (byte[] blob : blobs) {
            for (ProjectedEvent event : EventReader.readProjected(blob)) {
                if (event.sequence() > sequence && events.size() < limit) {
                    events.add(event);
                }
            }
        }
        return events;
    }

    /**
     * Edits the events of the log, and counts those after a sequence; a part at a time, so that nobody waits long for the
     * database.
     */
    Rewritten rewrite(WorkspaceId workspace, EventEdit edit, long countedAfter) {
        Rewritten all = Rewritten.NOTHING;
        for (long row : database.read(handle -> ProjectedLogStore.rows(handle, workspace))) {
            all = all.and(
                    database.write(handle -> ProjectedLogStore.rewrite(handle, workspace, row, edit, countedAfter)));
        }
        return all;
    }

    /** The sequence of the newest event, 0 when there is none. */
    public long lastSequence(WorkspaceId workspace) {
        return database.read(
                handle -> ProjectedLogStore.position(handle, workspace).sequence());
    }

    /** Every workspace that ever had an event. */
    public List<WorkspaceId> workspaces() {
        return database.read(ProjectedLogStore::workspaces);
    }
}
