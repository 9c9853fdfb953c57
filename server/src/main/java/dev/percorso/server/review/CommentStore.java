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

    List<Comment> of(WorkspaceId workspace, String document) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM document_comment WHERE workspace = :workspace AND document = :document ORDER BY created_at, thread, id
                        """)
                .bind("workspace", workspace.value())
                .bind("document", document)
                .map(CommentStore::read)
                .list());
    }

    /** How many threads of each document are not resolved. */
    Map<String, Integer> openOfDocuments(WorkspaceId workspace) {
        return database.read(handle -> handle
                .createQuery("""
                        SELECT document, COUNT(*) AS threads FROM document_comment
                        WHERE workspace = :workspace AND thread = '' AND resolved_at IS NULL GROUP BY document
                        """)
                .bind("workspace", workspace.value())
                .map((row, context) -> Map.entry(row.getString("document"), row.getInt("threads")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    static void removeAll(Handle handle, WorkspaceId workspace, String document) {
        handle.execute(
                "DELETE FROM document_comment WHERE workspace = ? AND document = ?", workspace.value(), document);
    }

    void insert(WorkspaceId workspace, Comment comment) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO document_comment
                          (workspace, id, document, part, thread, comment, author, author_id, guest, created_at)
                        VALUES (:workspace, :id, :document, :part, :thread, :comment, :author, :authorId, :guest, :at)
                        """)
                .bind("workspace", workspace.value())
                .bind("id", comment.id())
                .bind("document", comment.document())
                .bind("part", comment.card().orElse(""))
                .bind("thread", comment.thread().orElse(""))
                .bind("comment", comment.text())
                .bind("author", comment.author())
                .bind("authorId", comment.authorId())
                .bind("guest", comment.guest())
                .bind("at", comment.createdAt().toEpochMilli())
                .execute());
    }

    /** Whether there is such a thread. */
    boolean resolve(WorkspaceId workspace, String document, String id, Optional<Instant> at, String by) {
        return database.write(handle -> handle.createUpdate("""
                        UPDATE document_comment SET resolved_at = :at, resolved_by = :by
                        WHERE workspace = :workspace AND document = :document AND id = :id AND thread = ''
                        """)
                        .bind("at", at.map(Instant::toEpochMilli).orElse(null))
                        .bind("by", by)
                        .bind("workspace", workspace.value())
                        .bind("document", document)
                        .bind("id", id)
                        .execute())
                == 1;
    }

    /** The comment and, of a first one, the answers to it. */
    void delete(WorkspaceId workspace, String document, String id) {
        database.run(handle -> handle.execute(
                "DELETE FROM document_comment WHERE workspace = ? AND document = ? AND (id = ? OR thread = ?)",
                workspace.value(),
                document,
                id,
                id));
    }

    private static Comment read(ResultSet row, StatementContext context) throws SQLException {
        String by = row.getString("resolved_by");
        long resolved = row.getLong("resolved_at");
        Optional<Instant> resolvedAt = row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(resolved));
        return new Comment(
                row.getString("document"),
                row.getString("id"),
                Optional.of(row.getString("part")).filter(part -> !part.isEmpty()),
                Optional.of(row.getString("thread")).filter(thread -> !thread.isEmpty()),
                row.getString("comment"),
                row.getString("author"),
                row.getString("author_id"),
                row.getBoolean("guest"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                resolvedAt,
                resolvedAt.map(at -> by));
    }
}
