package dev.percorso.server.sql;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.List;

/** Saved questions in the state database. */
final class SavedQueryStore {
    private final Database database;

    SavedQueryStore(Database database) {
        this.database = database;
    }

    List<SavedQuery> all(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, name, sql, updated_at FROM saved_query WHERE workspace = :workspace ORDER BY name, id
                        """)
                .bind("workspace", workspace.value())
                .map((row, context) -> new SavedQuery(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("sql"),
                        Instant.ofEpochMilli(row.getLong("updated_at"))))
                .list());
    }

    void insert(WorkspaceId workspace, SavedQuery query) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO saved_query (workspace, id, name, sql, updated_at)
                        VALUES (:workspace, :id, :name, :sql, :updatedAt)
                        """)
                .bind("workspace", workspace.value())
                .bind("id", query.id())
                .bind("name", query.name())
                .bind("sql", query.sql())
                .bind("updatedAt", query.updatedAt().toEpochMilli())
                .execute());
    }

    /** Whether there was such a question. */
    boolean update(WorkspaceId workspace, SavedQuery query) {
        return database.write(handle -> handle.createUpdate("""
                                UPDATE saved_query SET name = :name, sql = :sql, updated_at = :updatedAt
                                WHERE workspace = :workspace AND id = :id
                                """)
                        .bind("workspace", workspace.value())
                        .bind("id", query.id())
                        .bind("name", query.name())
                        .bind("sql", query.sql())
                        .bind("updatedAt", query.updatedAt().toEpochMilli())
                        .execute()
                == 1);
    }

    /** Whether there was such a question. */
    boolean delete(WorkspaceId workspace, String id) {
        return database.write(
                handle -> handle.createUpdate("DELETE FROM saved_query WHERE workspace = :workspace AND id = :id")
                                .bind("workspace", workspace.value())
                                .bind("id", id)
                                .execute()
                        == 1);
    }
}
