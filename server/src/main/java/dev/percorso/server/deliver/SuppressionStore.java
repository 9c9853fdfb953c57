package dev.percorso.server.deliver;

import dev.percorso.server.event.EmailAddress;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

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

    /** From now on; an address that is on the list is kept as the entry has it. */
    void suppress(WorkspaceId workspace, Entry entry, String reason, Instant now) {
        database.run(handle -> suppress(handle, workspace, entry, reason, now));
    }

    /** An address with its hash; it is empty when it is not to be kept. */
    record Entry(String hash, String address) {}

    /** Adds those that are not on the list; answers how many were not. */
    int add(WorkspaceId workspace, List<Entry> entries, String reason, Instant now) {
        return database.write(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO suppression (workspace, address_hash, address, reason, suppressed_at)
                    VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                    """);
            if (entries.isEmpty()) {
                return 0;
            }
            entries.forEach(
                    entry -> batch.add(workspace.value(), entry.hash(), entry.address(), reason, now.toEpochMilli()));
            return Arrays.stream(batch.execute()).sum();
        });
    }

    private static final String FOUND =
            " WHERE workspace = :workspace AND (:text = '' OR address_hash = :hash OR instr(address, :text) > 0)";

    long count(WorkspaceId workspace, String text, String hash) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM suppression" + FOUND)
                .bind("workspace", workspace.value())
                .bind("text", text)
                .bind("hash", hash)
                .mapTo(Long.class)
                .one());
    }

    /** The newest first. */
    List<Suppression> list(WorkspaceId workspace, String text, String hash, int offset, int limit) {
        return database.read(handle -> handle.createQuery("SELECT * FROM suppression" + FOUND
                        + " ORDER BY suppressed_at DESC, address_hash LIMIT :limit OFFSET :offset")
                .bind("workspace", workspace.value())
                .bind("text", text)
                .bind("hash", hash)
                .bind("offset", offset)
                .bind("limit", limit)
                .map((row, context) -> new Suppression(
                        row.getString("address_hash"),
                        Optional.of(row.getString("address")).filter(known -> !known.isEmpty()),
                        row.getString("reason"),
                        Instant.ofEpochMilli(row.getLong("suppressed_at"))))
                .list());
    }

    /** What is kept of an address, as it is exported. */
    static List<Map<String, Object>> of(Handle handle, WorkspaceId workspace, String hash) {
        return handle.createQuery(
                        "SELECT reason, suppressed_at FROM suppression WHERE workspace = ? AND address_hash = ?")
                .bind(0, workspace.value())
                .bind(1, hash)
                .map((row, context) -> Map.<String, Object>of(
                        "reason",
                        row.getString("reason"),
                        "since",
                        Instant.ofEpochMilli(row.getLong("suppressed_at")).toString()))
                .list();
    }

    /** Whether it was there. */
    boolean remove(WorkspaceId workspace, String hash) {
        return database.write(handle -> handle.execute(
                        "DELETE FROM suppression WHERE workspace = ? AND address_hash = ?", workspace.value(), hash)
                == 1);
    }

    static void suppress(Handle handle, WorkspaceId workspace, Entry entry, String reason, Instant now) {
        handle.createUpdate("""
                        INSERT INTO suppression (workspace, address_hash, address, reason, suppressed_at)
                        VALUES (:workspace, :hash, :address, :reason, :now)
                        ON CONFLICT (workspace, address_hash) DO UPDATE
                        SET address = excluded.address, reason = excluded.reason,
                          suppressed_at = excluded.suppressed_at
                        """)
                .bind("workspace", workspace.value())
                .bind("hash", entry.hash())
                .bind("address", entry.address())
                .bind("reason", reason)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Since when and why an address gets no marketing. */
    record Suppressed(Instant since, String reason) {}

    /** Suppresses the address and marks the message to it that the report names, if it is one. */
    void reported(WorkspaceId workspace, String addressHash, Feedback feedback, Instant now) {
        database.run(handle -> {
            String address = EmailAddress.compared(feedback.address());
            suppress(
                    handle,
                    workspace,
                    new Entry(addressHash, address),
                    feedback.kind().reason(),
                    now);
            if (feedback.message().isPresent()) {
                handle.createUpdate("""
                                UPDATE outbox SET reason = :reason
                                WHERE workspace = :workspace AND sequence = :sequence
                                  AND lower(recipient) = :address AND status IN ('SENT', 'UNKNOWN')
                                """)
                        .bind("reason", feedback.kind().reason() + ": " + feedback.detail())
                        .bind("workspace", workspace.value())
                        .bind("sequence", feedback.message().getAsLong())
                        .bind("address", address)
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
