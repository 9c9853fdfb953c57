package dev.percorso.server.analyze;

import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.WorkspaceTable;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.jdbi.v3.core.statement.StatementContext;

/** Saved reports in the state database. */
final class SavedReportStore {
    private SavedReportStore() {}

    static WorkspaceTable<SavedReport> in(Database database) {
        return new WorkspaceTable<>(
                database, "saved_report", "name, id", SavedReportStore::values, SavedReportStore::read);
    }

    private static Map<String, Object> values(SavedReport report) {
        return Map.of(
                "name",
                report.name(),
                "kind",
                report.kind().name(),
                "request",
                Json.text(report.request()),
                "updated_at",
                report.updatedAt().toEpochMilli());
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
