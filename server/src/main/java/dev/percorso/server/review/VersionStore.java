package dev.percorso.server.review;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.map.JourneyMapContent;
import dev.percorso.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Versions of maps in the state database. */
final class VersionStore {
    private static final int MOST = 200;

    private final Database database;

    VersionStore(Database database) {
        this.database = database;
    }

    List<MapVersion> of(WorkspaceId workspace, String map) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM map_version WHERE workspace = :workspace AND map = :map
                        ORDER BY created_at DESC, revision DESC, id DESC LIMIT :most
                        """)
                .bind("workspace", workspace.value())
                .bind("map", map)
                .bind("most", MOST)
                .map(VersionStore::read)
                .list());
    }

    Optional<MapVersion.Whole> find(WorkspaceId workspace, String map, String id) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM map_version WHERE workspace = :workspace AND map = :map AND id = :id
                        """)
                .bind("workspace", workspace.value())
                .bind("map", map)
                .bind("id", id)
                .map((row, context) -> new MapVersion.Whole(
                        read(row, context), Json.MAPPER.readValue(row.getString("content"), JourneyMapContent.class)))
                .findOne());
    }

    static void removeAll(Handle handle, WorkspaceId workspace, String map) {
        handle.execute("DELETE FROM map_version WHERE workspace = ? AND map = ?", workspace.value(), map);
    }

    void insert(WorkspaceId workspace, String map, MapVersion version, JourneyMapContent content) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO map_version
                          (workspace, map, id, revision, name, kept, content, created_at, created_by)
                        VALUES (:workspace, :map, :id, :revision, :name, :kept, :content, :at, :by)
                        """)
                .bind("workspace", workspace.value())
                .bind("map", map)
                .bind("id", version.id())
                .bind("revision", version.revision())
                .bind("name", version.name())
                .bind("kept", version.kept().name())
                .bind("content", Json.text(content))
                .bind("at", version.createdAt().toEpochMilli())
                .bind("by", version.createdBy())
                .execute());
    }

    private static MapVersion read(ResultSet row, StatementContext context) throws SQLException {
        return new MapVersion(
                row.getString("id"),
                row.getLong("revision"),
                row.getString("name"),
                MapVersion.Kept.valueOf(row.getString("kept")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getString("created_by"));
    }
}
