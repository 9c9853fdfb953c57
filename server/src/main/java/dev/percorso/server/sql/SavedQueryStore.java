package dev.percorso.server.sql;

import dev.percorso.server.store.Database;
import dev.percorso.server.store.WorkspaceTable;
import java.time.Instant;
import java.util.Map;

/** Saved questions in the state database. */
final class SavedQueryStore {
    private SavedQueryStore() {}

    static WorkspaceTable<SavedQuery> in(Database database) {
        return new WorkspaceTable<>(
                database,
                "saved_query",
                "name, id",
                query -> Map.of(
                        "name",
                        query.name(),
                        "sql",
                        query.sql(),
                        "updated_at",
                        query.updatedAt().toEpochMilli()),
                (row, context) -> new SavedQuery(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("sql"),
                        Instant.ofEpochMilli(row.getLong("updated_at"))));
    }
}
