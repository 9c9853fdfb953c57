package dev.percorso.server.analyze;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** Saved reports in the state database. */
final class SavedReportStore {
    private final Database database;

    SavedReportStore(Database database) {
        this.database = database;
    }

    List<SavedReport> all(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, name, kind, request, updated_at FROM saved_report
                        WHERE workspace = :workspace ORDER BY name, id
                        """)
                .bind("workspace", workspace.value())
                .map(SavedReportStore::read)
                .list());
    }

    Optional<SavedReport> find(WorkspaceId workspace, String id) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, name, kind, request, updated_at FROM saved_report
                        WHERE workspace = :workspace AND id = :id
                        """)
                .bind("workspace", workspace.value())
                .bind("id", id)
                .map(SavedReportStore::read)
                .findOne());
    }

    void insert(WorkspaceId workspace, SavedReport report) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO saved_report (workspace, id, name, kind, request, updated_at)
                        VALUES (:workspace, :id, :name, :kind, :request, :updatedAt)
                        """)
                .bind("workspace", workspace.value())
                .bind("id", report.id())
                .bind("name", report.name())
                .bind("kind", report.kind().name())
                .bind("request", Json.text(report.request()))
                .bind("updatedAt", report.updatedAt().toEpochMilli())
                .execute());
    }

    /** Whether there was such a report. */
    boolean update(WorkspaceId workspace, SavedReport report) {
        return database.write(handle -> handle.createUpdate("""
                                UPDATE saved_report
                                SET name = :name, kind = :kind, request = :request, updated_at = :updatedAt
                                WHERE workspace = :workspace AND id = :id
                                """)
                        .bind("workspace", workspace.value())
                        .bind("id", report.id())
                        .bind("name", report.name())
                        .bind("kind", report.kind().name())
                        .bind("request", Json.text(report.request()))
                        .bind("updatedAt", report.updatedAt().toEpochMilli())
                        .execute()
                == 1);
    }

    /** Whether there was such a report. */
    boolean delete(WorkspaceId workspace, String id) {
        return database.write(
                handle -> handle.createUpdate("DELETE FROM saved_report WHERE workspace = :workspace AND id = :id")
                                .bind("workspace", workspace.value())
                                .bind("id", id)
                                .execute()
                        == 1);
    }

    private static SavedReport read(ResultSet row, StatementContext context) throws SQLException {
        return new SavedReport(
                row.getString("id"),
                row.getString("name"),
                SavedReport.Kind.valueOf(row.getString("kind")),
                Json.tree(row.getString("request").getBytes(StandardCharsets.UTF_8)),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }
}
