package dev.percorso.server.review;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Comments in the state database. */
final class CommentStore {
    private final Database database;

    CommentStore(Database database) {
        this.database = database;
    }

    List<Comment> of(WorkspaceId workspace, String map) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM map_comment WHERE workspace = :workspace AND map = :map ORDER BY created_at, thread, id
                        """)
                .bind("workspace", workspace.value())
                .bind("map", map)
                .map(CommentStore::read)
                .list());
    }

    /** How many threads of each map are not resolved. */
    Map<String, Integer> openOfMaps(WorkspaceId workspace) {
        return database.read(handle -> handle
                .createQuery("""
                        SELECT map, COUNT(*) AS threads FROM map_comment
                        WHERE workspace = :workspace AND thread = '' AND resolved_at IS NULL GROUP BY map
                        """)
                .bind("workspace", workspace.value())
                .map((row, context) -> Map.entry(row.getString("map"), row.getInt("threads")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    static void removeAll(Handle handle, WorkspaceId workspace, String map) {
        handle.execute("DELETE FROM map_comment WHERE workspace = ? AND map = ?", workspace.value(), map);
    }

    void insert(WorkspaceId workspace, Comment comment) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO map_comment
                          (workspace, id, map, card, thread, comment, author, guest, created_at)
                        VALUES (:workspace, :id, :map, :card, :thread, :comment, :author, :guest, :at)
                        """)
                .bind("workspace", workspace.value())
                .bind("id", comment.id())
                .bind("map", comment.map())
                .bind("card", comment.card().orElse(""))
                .bind("thread", comment.thread().orElse(""))
                .bind("comment", comment.text())
                .bind("author", comment.author())
                .bind("guest", comment.guest())
                .bind("at", comment.createdAt().toEpochMilli())
                .execute());
    }

    /** Whether there is such a thread. */
    boolean resolve(WorkspaceId workspace, String map, String id, Optional<Instant> at, String by) {
        return database.write(handle -> handle.createUpdate("""
                        UPDATE map_comment SET resolved_at = :at, resolved_by = :by
                        WHERE workspace = :workspace AND map = :map AND id = :id AND thread = ''
                        """)
                        .bind("at", at.map(Instant::toEpochMilli).orElse(null))
                        .bind("by", by)
                        .bind("workspace", workspace.value())
                        .bind("map", map)
                        .bind("id", id)
                        .execute())
                == 1;
    }

    private static Comment read(ResultSet row, StatementContext context) throws SQLException {
        String by = row.getString("resolved_by");
        long resolved = row.getLong("resolved_at");
        Optional<Instant> resolvedAt = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(resolved));
        return new Comment(
                row.getString("map"),
                row.getString("id"),
                Optional.of(row.getString("card")).filter(card -> !card.isEmpty()),
                Optional.of(row.getString("thread")).filter(thread -> !thread.isEmpty()),
                row.getString("comment"),
                row.getString("author"),
                row.getBoolean("guest"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                resolvedAt,
                resolvedAt.map(at -> by));
    }
}
