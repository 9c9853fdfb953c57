package dev.percorso.server.analyze;

import dev.percorso.server.store.Database;
import dev.percorso.server.store.WorkspaceTable;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jdbi.v3.core.statement.StatementContext;

/** Annotations in the state database. */
final class AnnotationStore {
    private AnnotationStore() {}

    /** By day, then in the order in which they were written. */
    static WorkspaceTable<Annotation> in(Database database) {
        return new WorkspaceTable<>(database, "annotation", "day, id", AnnotationStore::values, AnnotationStore::read);
    }

    private static Map<String, Object> values(Annotation annotation) {
        return Map.of(
                "day",
                annotation.day().toString(),
                "text",
                annotation.text(),
                "author",
                annotation.author(),
                "updated_at",
                annotation.updatedAt().toEpochMilli());
    }

    private static Annotation read(ResultSet row, StatementContext context) throws SQLException {
        return new Annotation(
                row.getString("id"),
                LocalDate.parse(row.getString("day")),
                row.getString("text"),
                row.getString("author"),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }
}
