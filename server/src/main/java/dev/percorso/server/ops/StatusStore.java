package dev.percorso.server.ops;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;

/** What the sources of a workspace sent, summed up. */
final class StatusStore {
    /** Sums over all sources. */
    record Counts(long accepted, long duplicate, long refused) {}

    private final Database database;

    StatusStore(Database database) {
        this.database = database;
    }

    Counts of(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("""
                        SELECT coalesce(sum(accepted), 0), coalesce(sum(duplicate), 0), coalesce(sum(refused), 0)
                        FROM source_count WHERE workspace = :workspace
                        """)
                .bind("workspace", workspace.value())
                .map((row, context) -> new Counts(row.getLong(1), row.getLong(2), row.getLong(3)))
                .one());
    }
}
