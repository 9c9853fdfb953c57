package dev.percorso.server.share;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.StoredTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** Links in the state database, as hashes. */
final class ShareLinkStore {
    private final Database database;

    ShareLinkStore(Database database) {
        this.database = database;
    }

    List<ShareLink> newest(WorkspaceId workspace, int most) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM share_link WHERE workspace = :workspace
                        ORDER BY created_at DESC, id LIMIT :most
                        """)
                .bind("workspace", workspace.value())
                .bind("most", most)
                .map(ShareLinkStore::read)
                .list());
    }

    Optional<ShareLink> find(byte[] hash) {
        return database.read(handle -> handle.createQuery("SELECT * FROM share_link WHERE token_hash = :hash")
                .bind("hash", hash)
                .map(ShareLinkStore::read)
                .findOne());
    }

    long countWorking(WorkspaceId workspace, Instant now) {
        return database.read(handle -> handle.createQuery("""
                        SELECT COUNT(*) FROM share_link
                        WHERE workspace = :workspace AND revoked_at IS NULL AND expires_at > :now
                        """)
                .bind("workspace", workspace.value())
                .bind("now", now.toEpochMilli())
                .mapTo(Long.class)
                .one());
    }

    void insert(ShareLink link, byte[] hash) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO share_link
                          (workspace, id, token_hash, hint, content, created_at, created_by, expires_at)
                        VALUES (:workspace, :id, :hash, :hint, :content, :createdAt, :createdBy, :expiresAt)
                        """)
                .bind("workspace", link.workspace().value())
                .bind("id", link.id())
                .bind("hash", hash)
                .bind("hint", link.hint())
                .bind("content", Json.text(link.content()))
                .bind("createdAt", link.createdAt().toEpochMilli())
                .bind("createdBy", link.createdBy())
                .bind("expiresAt", link.expiresAt().toEpochMilli())
                .execute());
    }

    /** Whether there is such a link; the first one who ended it stays known. */
    boolean revoke(WorkspaceId workspace, String id, Instant now, String by) {
        return database.write(handle -> handle.createUpdate("""
                        UPDATE share_link
                        SET revoked_by = CASE WHEN revoked_at IS NULL THEN :by ELSE revoked_by END,
                            revoked_at = coalesce(revoked_at, :now)
                        WHERE workspace = :workspace AND id = :id
                        """)
                        .bind("by", by)
                        .bind("now", now.toEpochMilli())
                        .bind("workspace", workspace.value())
                        .bind("id", id)
                        .execute())
                == 1;
    }

    void opened(ShareLink link, Instant now) {
        database.run(handle -> handle.execute(
                "UPDATE share_link SET opened_at = ? WHERE workspace = ? AND id = ?",
                now.toEpochMilli(),
                link.workspace().value(),
                link.id()));
    }

    private static ShareLink read(ResultSet row, StatementContext context) throws SQLException {
        return new ShareLink(
                new WorkspaceId(row.getString("workspace")),
                row.getString("id"),
                Json.MAPPER.readValue(row.getString("content"), ShareContent.class),
                row.getString("hint"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getString("created_by"),
                Instant.ofEpochMilli(row.getLong("expires_at")),
                StoredTimes.find(row, "revoked_at"),
                row.getString("revoked_by"),
                StoredTimes.find(row, "opened_at"));
    }
}
