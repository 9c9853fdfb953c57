package dev.percorso.server.journal;

import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.EditedEvents;
import dev.percorso.server.store.EventEdit;
import dev.percorso.server.store.Rewritten;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The projected log and the positions of the workspaces in the state database. */
final class ProjectedLogStore {
    /** Events of one row: small enough to be read again for a part of it. */
    private static final int EVENTS_PER_ROW = 1_000;

    /**
     * Where a workspace stands.
     *
     * @param sequence of its newest event
     * @param persons highest person number
     */
    record Position(long sequence, int persons) {}

    private ProjectedLogStore() {}

    static void append(Handle handle, WorkspaceId workspace, List<ProjectedEvent> events) throws SQLException {
        try (PreparedStatement insert = handle.getConnection().prepareStatement("""
                INSERT INTO projected_log (workspace, last_sequence, first_sequence, events) VALUES (?, ?, ?, ?)
                """)) {
            for (int from = 0; from < events.size(); from += EVENTS_PER_ROW) {
                List<ProjectedEvent> part = events.subList(from, Math.min(events.size(), from + EVENTS_PER_ROW));
                insert.setString(1, workspace.value());
                insert.setLong(2, part.getLast().sequence());
                insert.setLong(3, part.getFirst().sequence());
                insert.setBytes(4, EventWriter.writeProjected(part));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** Rows after the sequence that together hold at least {@code limit} events, if there are so many. */
    static List<byte[]> blobsAfter(Handle handle, WorkspaceId workspace, long sequence, int limit) {
        List<byte[]> blobs = new ArrayList<>();
        try (var rows = handle.createQuery("""
                        SELECT last_sequence, events FROM projected_log
                        WHERE workspace = :workspace AND last_sequence > :sequence ORDER BY last_sequence
                        """)
                .bind("workspace", workspace.value())
                .bind("sequence", sequence)
                .map((row, context) -> {
                    blobs.add(row.getBytes(2));
                    return row.getLong(1);
                })
                .iterator()) {
            boolean isEnough = false;
            while (!isEnough && rows.hasNext()) {
                isEnough = rows.next() - sequence >= limit;
            }
        }
        return blobs;
    }

    /** The last sequence of each row. */
    static List<Long> rows(Handle handle, WorkspaceId workspace) {
        return handle.createQuery(
                        "SELECT last_sequence FROM projected_log WHERE workspace = :workspace ORDER BY last_sequence")
                .bind("workspace", workspace.value())
                .mapTo(Long.class)
                .list();
    }

    /** Edits the events of a row; one that loses all of them goes, for an empty row would look like the log's end. */
    static Rewritten rewrite(Handle handle, WorkspaceId workspace, long row, EventEdit edit, long countedAfter) {
        EditedEvents edited = new EditedEvents(edit, countedAfter);
        handle.createQuery("SELECT events FROM projected_log WHERE workspace = :workspace AND last_sequence = :row")
                .bind("workspace", workspace.value())
                .bind("row", row)
                .mapTo(byte[].class)
                .findOne()
                .ifPresent(blob -> edited.add(EventReader.readProjected(blob)));
        if (!edited.hasChanged()) {
            return Rewritten.NOTHING;
        }
        if (edited.events().isEmpty()) {
            handle.execute(
                    "DELETE FROM projected_log WHERE workspace = ? AND last_sequence = ?", workspace.value(), row);
        } else {
            handle.execute(
                    "UPDATE projected_log SET events = ? WHERE workspace = ? AND last_sequence = ?",
                    EventWriter.writeProjected(edited.events()),
                    workspace.value(),
                    row);
        }
        return edited.outcome();
    }

    static Position position(Handle handle, WorkspaceId workspace) {
        return handle.createQuery("SELECT sequence, persons FROM workspace_position WHERE workspace = :workspace")
                .bind("workspace", workspace.value())
                .map((row, context) -> new Position(row.getLong(1), row.getInt(2)))
                .findOne()
                .orElse(new Position(0, 0));
    }

    static void advance(Handle handle, WorkspaceId workspace, Position position) {
        handle.execute("""
                INSERT INTO workspace_position (workspace, sequence, persons) VALUES (?, ?, ?)
                ON CONFLICT (workspace) DO UPDATE SET sequence = excluded.sequence, persons = excluded.persons
                """, workspace.value(), position.sequence(), position.persons());
    }

    static List<WorkspaceId> workspaces(Handle handle) {
        return handle.createQuery("SELECT workspace FROM workspace_position ORDER BY workspace")
                .mapTo(String.class)
                .map(WorkspaceId::new)
                .list();
    }

    /** The sequence that the event files and every consumer have passed. */
    private static final String PASSED_BY_ALL = """
            min(:files, coalesce((
              SELECT min(coalesce(position.sequence, 0))
              FROM log_consumer consumer LEFT JOIN log_position position
                ON position.consumer = consumer.name AND position.workspace = :workspace
            ), :files))
            """;

    /** Whether there are rows that the event files and every consumer have. */
    static boolean canTrim(Handle handle, WorkspaceId workspace, long inEventFiles) {
        return handle.createQuery("""
                        SELECT EXISTS (SELECT 1 FROM projected_log
                          WHERE workspace = :workspace AND last_sequence <= <passed>)
                        """)
                .define("passed", PASSED_BY_ALL)
                .bind("workspace", workspace.value())
                .bind("files", inEventFiles)
                .mapTo(Boolean.class)
                .one();
    }

    /** Deletes rows that the event files and every consumer have. */
    static void trim(Handle handle, WorkspaceId workspace, long inEventFiles) {
        handle.createUpdate("DELETE FROM projected_log WHERE workspace = :workspace AND last_sequence <= <passed>")
                .define("passed", PASSED_BY_ALL)
                .bind("workspace", workspace.value())
                .bind("files", inEventFiles)
                .execute();
    }
}
