package dev.percorso.server.store;

import dev.percorso.server.event.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The manifest of event files. */
final class EventFileStore {
    private EventFileStore() {}

    static List<String> paths(Handle handle) {
        return handle.createQuery("SELECT path FROM event_file")
                .mapTo(String.class)
                .list();
    }

    static List<EventFile> list(Handle handle, WorkspaceId workspace) {
        return handle.createQuery("""
                        SELECT first_sequence, last_sequence, path, size_bytes FROM event_file
                        WHERE workspace = :workspace ORDER BY last_sequence
                        """)
                .bind("workspace", workspace.value())
                .map((row, context) ->
                        new EventFile(workspace, row.getLong(1), row.getLong(2), row.getString(3), row.getLong(4)))
                .list();
    }

    static long coveredSequence(Handle handle, WorkspaceId workspace) {
        return handle.createQuery("SELECT coalesce(max(last_sequence), 0) FROM event_file WHERE workspace = :workspace")
                .bind("workspace", workspace.value())
                .mapTo(Long.class)
                .one();
    }

    static void insert(Handle handle, EventFile file, Instant writtenAt) {
        handle.execute(
                """
                INSERT INTO event_file (workspace, last_sequence, first_sequence, path, size_bytes, written_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """,
                file.workspace().value(),
                file.lastSequence(),
                file.firstSequence(),
                file.path(),
                file.sizeBytes(),
                writtenAt.toEpochMilli());
    }

    /** One file takes the place of several. */
    static void merge(Handle handle, List<EventFile> before, EventFile merged, Instant writtenAt) {
        for (EventFile file : before) {
            handle.execute(
                    "DELETE FROM event_file WHERE workspace = ? AND last_sequence = ?",
                    file.workspace().value(),
                    file.lastSequence());
        }
        insert(handle, merged, writtenAt);
    }

    /** Another file with the same span takes the place of one. */
    static void replace(Handle handle, EventFile file, Instant writtenAt) {
        handle.execute(
                "UPDATE event_file SET path = ?, size_bytes = ?, written_at = ? WHERE workspace = ? AND last_sequence = ?",
                file.path(),
                file.sizeBytes(),
                writtenAt.toEpochMilli(),
                file.workspace().value(),
                file.lastSequence());
    }
}
