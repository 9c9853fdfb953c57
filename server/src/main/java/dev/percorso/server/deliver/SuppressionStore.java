package dev.percorso.server.deliver;

import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Addresses that get no marketing, in the state database. */
final class SuppressionStore {
    private final Database database;

    SuppressionStore(Database database) {
        this.database = database;
    }

    /** This installation's secret, made at the first call. */
    String secret(Ids ids) {
        return database.write(handle -> {
            handle.createUpdate("INSERT INTO delivery_secret (id, secret) VALUES (1, :secret) ON CONFLICT DO NOTHING")
                    .bind("secret", ids.secret() + ids.secret())
                    .execute();
            return handle.createQuery("SELECT secret FROM delivery_secret WHERE id = 1")
                    .mapTo(String.class)
                    .one();
        });
    }

    void suppress(WorkspaceId workspace, String addressHash, String reason, Instant now) {
        database.run(handle -> suppress(handle, workspace, addressHash, reason, now));
    }

    static void suppress(Handle handle, WorkspaceId workspace, String addressHash, String reason, Instant now) {
        handle.createUpdate("""
                        INSERT INTO suppression (workspace, address_hash, reason, suppressed_at)
                        VALUES (:workspace, :hash, :reason, :now)
                        ON CONFLICT (workspace, address_hash) DO UPDATE
                        SET reason = excluded.reason, suppressed_at = excluded.suppressed_at
                        """)
                .bind("workspace", workspace.value())
                .bind("hash", addressHash)
                .bind("reason", reason)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Since when and why an address gets no marketing. */
    record Suppressed(Instant since, String reason) {}

    /** Suppresses the address and marks the message to it that the report names, if it is one. */
    void reported(WorkspaceId workspace, String addressHash, Feedback feedback, Instant now) {
        database.run(handle -> {
            suppress(handle, workspace, addressHash, feedback.kind().reason(), now);
            if (feedback.message().isPresent()) {
                handle.createUpdate("""
                                UPDATE outbox SET reason = :reason
                                WHERE workspace = :workspace AND sequence = :sequence
                                  AND lower(recipient) = lower(:address) AND status IN ('SENT', 'UNKNOWN')
                                """)
                        .bind("reason", feedback.kind().reason() + ": " + feedback.detail())
                        .bind("workspace", workspace.value())
                        .bind("sequence", feedback.message().getAsLong())
                        .bind("address", feedback.address().strip())
                        .execute();
            }
        });
    }

    Optional<Suppressed> suppressed(WorkspaceId workspace, String addressHash) {
        return database.read(handle -> handle.createQuery("""
                        SELECT suppressed_at, reason FROM suppression WHERE workspace = :workspace AND address_hash = :hash
                        """)
                .bind("workspace", workspace.value())
                .bind("hash", addressHash)
                .map((row, context) -> new Suppressed(Instant.ofEpochMilli(row.getLong(1)), row.getString(2)))
                .findOne());
    }
}
