package dev.percorso.server.digest;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.StoredTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Reports by e-mail in the state database. */
final class DigestStore {
    private final Database database;

    DigestStore(Database database) {
        this.database = database;
    }

    List<Digest> all(WorkspaceId workspace) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM digest WHERE workspace = :workspace ORDER BY id")
                        .bind("workspace", workspace.value())
                        .map(DigestStore::digest)
                        .list());
    }

    Optional<Digest> find(WorkspaceId workspace, String id) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM digest WHERE workspace = :workspace AND id = :id")
                        .bind("workspace", workspace.value())
                        .bind("id", id)
                        .map(DigestStore::digest)
                        .findOne());
    }

    List<Digest> due(Instant now, int most) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM digest WHERE next_at <= :now ORDER BY next_at LIMIT :most")
                        .bind("now", now.toEpochMilli())
                        .bind("most", most)
                        .map(DigestStore::digest)
                        .list());
    }

    void save(WorkspaceId workspace, String id, DigestContent content, Instant next, Instant now, String by) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO digest (workspace, id, content, next_at, updated_at, updated_by)
                        VALUES (:workspace, :id, :content, :next, :now, :by)
                        ON CONFLICT (workspace, id) DO UPDATE
                        SET content = :content, next_at = :next, problem = '', updated_at = :now, updated_by = :by
                        """)
                .bind("workspace", workspace.value())
                .bind("id", id)
                .bind("content", Json.text(content))
                .bind("next", next.toEpochMilli())
                .bind("now", now.toEpochMilli())
                .bind("by", by)
                .execute());
    }

    boolean delete(WorkspaceId workspace, String id) {
        return database.write(handle ->
                handle.execute("DELETE FROM digest WHERE workspace = ? AND id = ?", workspace.value(), id) == 1);
    }

    /** Moves on to the next time, in the transaction that queues what was due; false when somebody else did. */
    static boolean advance(Handle handle, Digest digest, Instant next, String problem) {
        return handle.createUpdate("""
                                UPDATE digest SET next_at = :next, last_at = :due, problem = :problem
                                WHERE workspace = :workspace AND id = :id AND next_at = :due AND updated_at = :updatedAt
                                """)
                        .bind("next", next.toEpochMilli())
                        .bind("due", digest.nextAt().toEpochMilli())
                        .bind("problem", problem)
                        .bind("workspace", digest.workspace().value())
                        .bind("id", digest.id())
                        .bind("updatedAt", digest.updatedAt().toEpochMilli())
                        .execute()
                == 1;
    }

    private static Digest digest(ResultSet row, StatementContext context) throws SQLException {
        return new Digest(
                new WorkspaceId(row.getString("workspace")),
                row.getString("id"),
                Json.MAPPER.readValue(row.getString("content"), DigestContent.class),
                Instant.ofEpochMilli(row.getLong("next_at")),
                StoredTimes.find(row, "last_at"),
                row.getString("problem"),
                Instant.ofEpochMilli(row.getLong("updated_at")),
                row.getString("updated_by"));
    }
}
