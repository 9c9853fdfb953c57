package dev.percorso.server.segment;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/** Segments in the state database. */
final class SegmentStore {
    private final Database database;

    SegmentStore(Database database) {
        this.database = database;
    }

    List<StoredSegment> all(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, name, description, condition FROM segment
                        WHERE workspace = :workspace ORDER BY name, id
                        """)
                .bind("workspace", workspace.value())
                .map(SegmentStore::read)
                .list());
    }

    Optional<StoredSegment> find(WorkspaceId workspace, String id) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, name, description, condition FROM segment
                        WHERE workspace = :workspace AND id = :id
                        """)
                .bind("workspace", workspace.value())
                .bind("id", id)
                .map(SegmentStore::read)
                .findOne());
    }

    void insert(WorkspaceId workspace, StoredSegment segment, Instant now) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO segment (workspace, id, name, description, condition, created_at)
                        VALUES (:workspace, :id, :name, :description, :condition, :now)
                        """)
                .bind("workspace", workspace.value())
                .bind("id", segment.id())
                .bind("name", segment.name())
                .bind("description", segment.description())
                .bind("condition", Json.text(segment.condition()))
                .bind("now", now.toEpochMilli())
                .execute());
    }

    /** Whether there was such a segment. */
    boolean update(WorkspaceId workspace, StoredSegment segment) {
        return database.write(handle -> handle.createUpdate("""
                                UPDATE segment SET name = :name, description = :description, condition = :condition
                                WHERE workspace = :workspace AND id = :id
                                """)
                        .bind("workspace", workspace.value())
                        .bind("id", segment.id())
                        .bind("name", segment.name())
                        .bind("description", segment.description())
                        .bind("condition", Json.text(segment.condition()))
                        .execute()
                == 1);
    }

    /** Whether there was such a segment. */
    boolean delete(WorkspaceId workspace, String id) {
        return database.write(
                handle -> handle.createUpdate("DELETE FROM segment WHERE workspace = :workspace AND id = :id")
                                .bind("workspace", workspace.value())
                                .bind("id", id)
                                .execute()
                        == 1);
    }

    private static StoredSegment read(ResultSet row, StatementContext context) throws SQLException {
        return new StoredSegment(
                row.getString("id"),
                row.getString("name"),
                row.getString("description"),
                Json.tree(row.getString("condition").getBytes(StandardCharsets.UTF_8)));
    }
}
