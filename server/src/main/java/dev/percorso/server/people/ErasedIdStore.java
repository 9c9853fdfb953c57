package dev.percorso.server.people;

import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Hashes of erased ids in the state database. */
final class ErasedIdStore {
    private final Database database;

    ErasedIdStore(Database database) {
        this.database = database;
    }

    /** This installation's secret, made at the first call. */
    String secret(Ids ids) {
        return database.write(handle -> {
            handle.createUpdate("INSERT INTO erasure_secret (id, secret) VALUES (1, :secret) ON CONFLICT DO NOTHING")
                    .bind("secret", ids.secret() + ids.secret())
                    .execute();
            return handle.createQuery("SELECT secret FROM erasure_secret WHERE id = 1")
                    .mapTo(String.class)
                    .one();
        });
    }

    /** Hashes that are refused: of every erasure under way, and of those done until somebody lifts them. */
    Map<WorkspaceId, Set<String>> refused() {
        return database.read(handle -> {
            Map<WorkspaceId, Set<String>> refused = new HashMap<>();
            handle.createQuery("""
                            SELECT i.workspace, i.hash FROM erased_id i
                            JOIN erasure e ON e.workspace = i.workspace AND e.id = i.erasure
                            LEFT JOIN privacy_setting s ON s.workspace = i.workspace
                            WHERE e.finished_at IS NULL OR (e.lifted_at IS NULL AND coalesce(s.drop_erased, 1))
                            """)
                    .map((row, context) -> refused.computeIfAbsent(
                                    new WorkspaceId(row.getString(1)), _ -> new HashSet<>())
                            .add(row.getString(2)))
                    .list();
            return refused;
        });
    }
}
