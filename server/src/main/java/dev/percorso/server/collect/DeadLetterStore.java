package dev.percorso.server.collect;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.List;

/** Refused events: all are counted, the newest are kept. */
final class DeadLetterStore {
    private static final int KEPT_PER_WORKSPACE = 10_000;

    private final Database database;

    DeadLetterStore(Database database) {
        this.database = database;
    }

    void add(WorkspaceId workspace, String source, Instant receivedAt, List<Refusal> refusals) {
        database.run(handle -> {
            var batch = handle.prepareBatch("""
                    INSERT INTO dead_letter (workspace, source, received_at, code, reason, payload)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """);
            for (Refusal refusal : refusals) {
                batch.add(
                        workspace.value(),
                        source,
                        receivedAt.toEpochMilli(),
                        refusal.code(),
                        refusal.reason(),
                        refusal.payload());
            }
            batch.execute();
            handle.execute("""
                    DELETE FROM dead_letter WHERE workspace = ? AND sequence <= (
                      SELECT sequence FROM dead_letter WHERE workspace = ?
                      ORDER BY sequence DESC LIMIT 1 OFFSET ?)
                    """, workspace.value(), workspace.value(), KEPT_PER_WORKSPACE);
            handle.execute("""
                    INSERT INTO source_count (workspace, source, refused) VALUES (?, ?, ?)
                    ON CONFLICT (workspace, source) DO UPDATE SET refused = refused + excluded.refused
                    """, workspace.value(), source, refusals.size());
        });
    }

    List<DeadLetter> before(WorkspaceId workspace, long before, int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT sequence, received_at, source, code, reason, payload FROM dead_letter
                        WHERE workspace = :workspace AND sequence < :before ORDER BY sequence DESC LIMIT :limit
                        """)
                .bind("workspace", workspace.value())
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> new DeadLetter(
                        row.getLong(1),
                        Instant.ofEpochMilli(row.getLong(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)))
                .list());
    }
}
