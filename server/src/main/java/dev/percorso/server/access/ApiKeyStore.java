package dev.percorso.server.access;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jspecify.annotations.Nullable;

/** API keys in the state database, as hashes. */
final class ApiKeyStore {
    /** A key that is good now, and when its use was last noted. */
    record LiveKey(String id, String name, WorkspaceId workspace, Optional<Instant> lastUsedAt) {}

    private static final RowMapper<ApiKey> ROW = (row, context) -> new ApiKey(
            row.getString("id"),
            row.getString("name"),
            row.getString("hint"),
            Instant.ofEpochMilli(row.getLong("created_at")),
            instant((Number) row.getObject("last_used_at")),
            instant((Number) row.getObject("revoked_at")));

    private final Database database;

    ApiKeyStore(Database database) {
        this.database = database;
    }

    private static Optional<Instant> instant(@Nullable Number millis) {
        return Optional.ofNullable(millis).map(Number::longValue).map(Instant::ofEpochMilli);
    }

    List<ApiKey> all(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM api_key WHERE workspace = :workspace ORDER BY created_at DESC")
                .bind("workspace", workspace.value())
                .map(ROW)
                .list());
    }

    void insert(WorkspaceId workspace, ApiKey key, byte[] hash) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO api_key (id, workspace, name, key_hash, hint, created_at)
                        VALUES (:id, :workspace, :name, :hash, :hint, :createdAt)
                        """)
                .bind("id", key.id())
                .bind("workspace", workspace.value())
                .bind("name", key.name())
                .bind("hash", hash)
                .bind("hint", key.hint())
                .bind("createdAt", key.createdAt().toEpochMilli())
                .execute());
    }

    /** Whether there was such a key. */
    boolean revoke(WorkspaceId workspace, String id, Instant now) {
        return database.write(handle -> handle.createUpdate("""
                        UPDATE api_key SET revoked_at = coalesce(revoked_at, :now)
                        WHERE workspace = :workspace AND id = :id
                        """)
                        .bind("now", now.toEpochMilli())
                        .bind("workspace", workspace.value())
                        .bind("id", id)
                        .execute())
                == 1;
    }

    Optional<LiveKey> find(byte[] hash) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, name, workspace, last_used_at FROM api_key
                        WHERE key_hash = :hash AND revoked_at IS NULL
                        """)
                .bind("hash", hash)
                .map((row, context) -> new LiveKey(
                        row.getString("id"),
                        row.getString("name"),
                        new WorkspaceId(row.getString("workspace")),
                        instant((Number) row.getObject("last_used_at"))))
                .findOne());
    }

    void touch(String id, Instant now) {
        database.run(handle -> handle.createUpdate("UPDATE api_key SET last_used_at = :now WHERE id = :id")
                .bind("now", now.toEpochMilli())
                .bind("id", id)
                .execute());
    }
}
