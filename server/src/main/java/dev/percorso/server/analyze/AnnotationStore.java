package dev.percorso.server.analyze;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;

/** Annotations in the state database. */
final class AnnotationStore {
    private final Database database;

    AnnotationStore(Database database) {
        this.database = database;
    }

    /** By day, then in the order in which they were written. */
    List<Annotation> all(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, day, text, author, updated_at FROM annotation
                        WHERE workspace = :workspace ORDER BY day, id
                        """)
                .bind("workspace", workspace.value())
                .map(AnnotationStore::read)
                .list());
    }

    long count(WorkspaceId workspace) {
        return database.read(
                handle -> handle.createQuery("SELECT COUNT(*) FROM annotation WHERE workspace = :workspace")
                        .bind("workspace", workspace.value())
                        .mapTo(Long.class)
                        .one());
    }

    void insert(WorkspaceId workspace, Annotation annotation) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO annotation (workspace, id, day, text, author, updated_at)
                        VALUES (:workspace, :id, :day, :text, :author, :updatedAt)
                        """)
                .bind("workspace", workspace.value())
                .bind("id", annotation.id())
                .bind("day", annotation.day().toString())
                .bind("text", annotation.text())
                .bind("author", annotation.author())
                .bind("updatedAt", annotation.updatedAt().toEpochMilli())
                .execute());
    }

    /** Whether there was such an annotation. */
    boolean update(WorkspaceId workspace, Annotation annotation) {
        return database.write(handle -> handle.createUpdate("""
                                UPDATE annotation SET day = :day, text = :text, author = :author, updated_at = :updatedAt
                                WHERE workspace = :workspace AND id = :id
                                """)
                        .bind("workspace", workspace.value())
                        .bind("id", annotation.id())
                        .bind("day", annotation.day().toString())
                        .bind("text", annotation.text())
                        .bind("author", annotation.author())
                        .bind("updatedAt", annotation.updatedAt().toEpochMilli())
                        .execute()
                == 1);
    }

    /** Whether there was such an annotation. */
    boolean delete(WorkspaceId workspace, String id) {
        return database.write(
                handle -> handle.createUpdate("DELETE FROM annotation WHERE workspace = :workspace AND id = :id")
                                .bind("workspace", workspace.value())
                                .bind("id", id)
                                .execute()
                        == 1);
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
