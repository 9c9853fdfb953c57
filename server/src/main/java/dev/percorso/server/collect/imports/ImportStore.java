package dev.percorso.server.collect.imports;

import dev.percorso.server.collect.imports.ImportRun.BadLine;
import dev.percorso.server.collect.imports.ImportRun.Status;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Imports in the state database. */
final class ImportStore {
    private static final int SHOWN_BAD_LINES = 100;

    /** What a run needs to start or go on. */
    record Job(String id, WorkspaceId workspace, String fileName, String mapping, long eventsDone) {}

    /**
     * How far a run is.
     *
     * @param withoutConsent of the last batch
     * @param refusedEvents of the last batch
     */
    record Progress(long eventsDone, long linesRead, long bytesRead, long withoutConsent, long refusedEvents) {}

    private final Database database;

    ImportStore(Database database) {
        this.database = database;
    }

    void insert(WorkspaceId workspace, String id, String fileName, String mapping, String by, Instant now) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO import_run (id, workspace, file_name, mapping, status, created_at, created_by)
                        VALUES (:id, :workspace, :fileName, :mapping, 'PREPARED', :now, :by)
                        """)
                .bind("by", by)
                .bind("id", id)
                .bind("workspace", workspace.value())
                .bind("fileName", fileName)
                .bind("mapping", mapping)
                .bind("now", now.toEpochMilli())
                .execute());
    }

    List<ImportRun> all(WorkspaceId workspace) {
        return database.read(handle -> runs(handle, workspace, "%"));
    }

    Optional<ImportRun> find(WorkspaceId workspace, String id) {
        return database.read(handle -> runs(handle, workspace, id).stream()
                .filter(run -> run.id().equals(id))
                .findFirst());
    }

    private static List<ImportRun> runs(Handle handle, WorkspaceId workspace, String id) {
        return handle.createQuery("""
                        SELECT import_run.*,
                               coalesce(source_count.accepted, 0)  AS counted_accepted,
                               coalesce(source_count.duplicate, 0) AS counted_duplicate
                        FROM import_run
                        LEFT JOIN source_count
                               ON source_count.workspace = import_run.workspace
                              AND source_count.source = 'import-' || import_run.id
                        WHERE import_run.workspace = :workspace AND import_run.id LIKE :id
                        ORDER BY created_at DESC, import_run.id
                        """)
                .bind("workspace", workspace.value())
                .bind("id", id)
                .map((row, context) -> run(row, badLines(handle, row.getString("id"), SHOWN_BAD_LINES)))
                .list();
    }

    /**
     * After a crash some events are handed over twice and counted as known; what was handed over and not taken is what
     * was really known.
     */
    private static ImportRun run(ResultSet row, List<BadLine> badLines) throws SQLException {
        Status status = Status.valueOf(row.getString("status"));
        long lines = row.getLong("lines_read");
        long badRows = row.getLong("refused");
        long refusedEvents = row.getLong("refused_events");
        long withoutConsent = row.getLong("without_consent");
        long events = row.getLong("events_done");
        long accepted = row.getLong("counted_accepted");
        long notTaken = events - accepted - withoutConsent - refusedEvents;
        return new ImportRun(
                row.getString("id"),
                row.getString("file_name"),
                status,
                Optional.ofNullable(row.getString("error")),
                row.getLong("bytes_read"),
                row.getLong("bytes_total"),
                lines,
                accepted,
                badRows + refusedEvents,
                Math.max(0, Math.min(row.getLong("counted_duplicate"), notTaken)),
                withoutConsent,
                status == Status.DONE || status == Status.UNDONE ? Math.max(0, lines - badRows - events) : 0,
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getString("created_by"),
                row.getObject("finished_at") == null
                        ? Optional.empty()
                        : Optional.of(Instant.ofEpochMilli(row.getLong("finished_at"))),
                row.getString("mapping"),
                badLines,
                row.getObject("undone_at") == null
                        ? Optional.empty()
                        : Optional.of(new ImportRun.Undone(
                                Instant.ofEpochMilli(row.getLong("undone_at")),
                                row.getString("undone_by"),
                                row.getLong("undone_events"),
                                row.getLong("undone_people"))));
    }

    /** Everything kept aside, for a file of its own. */
    List<BadLine> badLines(String id) {
        return database.read(handle -> badLines(handle, id, Integer.MAX_VALUE));
    }

    private static List<BadLine> badLines(Handle handle, String id, int most) {
        return handle.createQuery("""
                        SELECT line, reason, text FROM import_bad_line WHERE import_id = :id ORDER BY line LIMIT :limit
                        """)
                .bind("id", id)
                .bind("limit", most)
                .map((row, context) -> new BadLine(row.getLong("line"), row.getString("reason"), row.getString("text")))
                .list();
    }

    Optional<Job> job(String id) {
        return database.read(handle -> jobs(handle, "id = :key", id).stream().findFirst());
    }

    /** Imports that were running when the server stopped. */
    List<Job> interrupted() {
        return database.read(handle -> jobs(handle, "status = :key", Status.RUNNING.name()));
    }

    /** The newest unfinished import of the same file with the same mapping. */
    Optional<Job> unfinished(WorkspaceId workspace, String fileName, String mapping) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, workspace, file_name, mapping, events_done FROM import_run
                        WHERE workspace = :workspace AND file_name = :fileName AND mapping = :mapping
                          AND status IN ('PREPARED', 'RUNNING', 'FAILED')
                        ORDER BY created_at DESC LIMIT 1
                        """)
                .bind("workspace", workspace.value())
                .bind("fileName", fileName)
                .bind("mapping", mapping)
                .map((row, context) -> job(row))
                .findOne());
    }

    private static List<Job> jobs(Handle handle, String where, String key) {
        return handle.createQuery(
                        "SELECT id, workspace, file_name, mapping, events_done FROM import_run WHERE " + where)
                .bind("key", key)
                .map((row, context) -> job(row))
                .list();
    }

    private static Job job(ResultSet row) throws SQLException {
        return new Job(
                row.getString("id"),
                new WorkspaceId(row.getString("workspace")),
                row.getString("file_name"),
                row.getString("mapping"),
                row.getLong("events_done"));
    }

    void uploaded(String id, long bytesTotal) {
        database.run(handle -> handle.createUpdate(
                        "UPDATE import_run SET status = 'UPLOADED', bytes_total = :total WHERE id = :id")
                .bind("total", bytesTotal)
                .bind("id", id)
                .execute());
    }

    /** Gives a waiting import its mapping. */
    void mapped(String id, String mapping) {
        database.run(handle -> handle.createUpdate("UPDATE import_run SET mapping = :mapping WHERE id = :id")
                .bind("mapping", mapping)
                .bind("id", id)
                .execute());
    }

    /** Whether the import is stopped now and was not before. */
    boolean cancel(String id, Instant now) {
        return database.write(handle -> handle.createUpdate("""
                        UPDATE import_run SET status = 'CANCELLED', finished_at = :now
                        WHERE id = :id AND status = 'RUNNING'
                        """)
                        .bind("now", now.toEpochMilli())
                        .bind("id", id)
                        .execute())
                == 1;
    }

    /** Forgets an import that never ran. */
    boolean forget(String id) {
        return database.write(handle -> handle.createUpdate(
                                "DELETE FROM import_run WHERE id = :id AND status IN ('PREPARED', 'UPLOADED')")
                        .bind("id", id)
                        .execute())
                == 1;
    }

    void started(String id, long bytesTotal) {
        database.run(handle -> handle.createUpdate("""
                        UPDATE import_run SET status = 'RUNNING', error = NULL, finished_at = NULL, bytes_total = :total
                        WHERE id = :id
                        """)
                .bind("total", bytesTotal)
                .bind("id", id)
                .execute());
    }

    /** Stores how far a run is, with the bad lines found since the last time. */
    void advanced(String id, Progress progress, List<BadLine> bad) {
        database.run(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO import_bad_line (import_id, line, reason, text) VALUES (:id, :line, :reason, :text)
                    ON CONFLICT DO NOTHING
                    """);
            for (BadLine line : bad) {
                batch.bind("id", id)
                        .bind("line", line.line())
                        .bind("reason", line.reason())
                        .bind("text", line.text())
                        .add();
            }
            if (!bad.isEmpty()) {
                batch.execute();
            }
            handle.createUpdate("""
                            UPDATE import_run
                            SET events_done = max(events_done, :done), lines_read = :lines, bytes_read = :bytes,
                                without_consent = without_consent + :withoutConsent,
                                refused_events = refused_events + :refusedEvents,
                                refused = (SELECT count(*) FROM import_bad_line WHERE import_id = :id)
                            WHERE id = :id
                            """)
                    .bind("done", progress.eventsDone())
                    .bind("lines", progress.linesRead())
                    .bind("bytes", progress.bytesRead())
                    .bind("withoutConsent", progress.withoutConsent())
                    .bind("refusedEvents", progress.refusedEvents())
                    .bind("id", id)
                    .execute();
        });
    }

    void finished(String id, Status status, Optional<String> error, Instant now) {
        database.run(handle -> handle.createUpdate("""
                        UPDATE import_run SET status = :status, error = :error, finished_at = :now
                        WHERE id = :id AND status = 'RUNNING'
                        """)
                .bind("status", status.name())
                .bind("error", error)
                .bind("now", now.toEpochMilli())
                .bind("id", id)
                .execute());
    }

    /**
     * Puts a file in the place of that of an import that does not run; false when it runs. No import can begin meanwhile,
     * since it would have to write here.
     */
    boolean replace(String id, Path file, Path content) throws IOException {
        long size = Files.size(file);
        return database.<Boolean, IOException>write(handle -> {
            boolean isWaiting = handle.execute("""
                    UPDATE import_run SET bytes_total = iif(status = 'UPLOADED', ?, bytes_total)
                    WHERE id = ? AND status <> 'RUNNING'
                    """, size, id) > 0;
            if (isWaiting) {
                Files.move(file, content, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
            return isWaiting;
        });
    }

    /** Ends an import that does not run, with the reason why it cannot; false when it runs. */
    boolean refuse(String id, String error, Instant now) {
        return database.write(handle -> handle.execute("""
                        UPDATE import_run SET status = 'FAILED', error = ?, finished_at = ?
                        WHERE id = ? AND status <> 'RUNNING'
                        """, error, now.toEpochMilli(), id) > 0);
    }
}
