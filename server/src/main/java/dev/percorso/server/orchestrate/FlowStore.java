package dev.percorso.server.orchestrate;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Drafts and versions of flows in the state database. */
final class FlowStore {
    private final Database database;

    FlowStore(Database database) {
        this.database = database;
    }

    List<StoredFlow> all(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM flow WHERE workspace = :workspace AND deleted_at IS NULL
                        ORDER BY updated_at DESC, id
                        """)
                .bind("workspace", workspace.value())
                .map(FlowStore::read)
                .list());
    }

    Optional<StoredFlow> find(WorkspaceId workspace, String id) {
        return database.read(handle -> find(handle, workspace, id));
    }

    Optional<StoredFlow> find(Handle handle, WorkspaceId workspace, String id) {
        return handle.createQuery("SELECT * FROM flow WHERE workspace = :workspace AND id = :id AND deleted_at IS NULL")
                .bind("workspace", workspace.value())
                .bind("id", id)
                .map(FlowStore::read)
                .findOne();
    }

    /** The name, also of a deleted flow. */
    Optional<String> name(WorkspaceId workspace, String id) {
        return database.read(
                handle -> handle.createQuery("SELECT name FROM flow WHERE workspace = :workspace AND id = :id")
                        .bind("workspace", workspace.value())
                        .bind("id", id)
                        .mapTo(String.class)
                        .findOne());
    }

    void insert(WorkspaceId workspace, StoredFlow flow) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO flow (workspace, id, name, description, definition, status, revision, version,
                                          created_at, updated_at)
                        VALUES (:workspace, :id, :name, :description, :definition, :status, :revision, :version,
                                :updatedAt, :updatedAt)
                        """)
                .bind("workspace", workspace.value())
                .bind("id", flow.id())
                .bind("name", flow.name())
                .bind("description", flow.description())
                .bind("definition", flow.definition())
                .bind("status", flow.status().name())
                .bind("revision", flow.revision())
                .bind("version", flow.version())
                .bind("updatedAt", flow.updatedAt().toEpochMilli())
                .execute());
    }

    /** Saves a draft if nobody else did since the revision; whether it did. */
    boolean save(
            WorkspaceId workspace,
            String id,
            String name,
            String description,
            String definition,
            long revision,
            Instant now) {
        return database.write(handle -> handle.createUpdate("""
                                UPDATE flow SET name = :name, description = :description, definition = :definition,
                                                revision = revision + 1, updated_at = :now
                                WHERE workspace = :workspace AND id = :id AND revision = :revision
                                  AND deleted_at IS NULL
                                """)
                        .bind("workspace", workspace.value())
                        .bind("id", id)
                        .bind("name", name)
                        .bind("description", description)
                        .bind("definition", definition)
                        .bind("revision", revision)
                        .bind("now", now.toEpochMilli())
                        .execute()
                == 1);
    }

    void setStatus(Handle handle, WorkspaceId workspace, String id, FlowStatus status, Instant now) {
        handle.createUpdate("""
                        UPDATE flow SET status = :status, updated_at = :now WHERE workspace = :workspace AND id = :id
                        """)
                .bind("workspace", workspace.value())
                .bind("id", id)
                .bind("status", status.name())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Keeps name and versions, by which messages that were sent are explained. */
    void delete(Handle handle, WorkspaceId workspace, String id, Instant now) {
        handle.createUpdate("""
                        UPDATE flow SET status = 'STOPPED', deleted_at = :now WHERE workspace = :workspace AND id = :id
                        """)
                .bind("workspace", workspace.value())
                .bind("id", id)
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** Makes the draft the newest version. */
    void publish(Handle handle, WorkspaceId workspace, StoredFlow draft, String by, Instant now) {
        handle.createUpdate("""
                        INSERT INTO flow_version (workspace, flow, number, name, definition, published_at, published_by)
                        VALUES (:workspace, :flow, :number, :name, :definition, :now, :by)
                        """)
                .bind("workspace", workspace.value())
                .bind("flow", draft.id())
                .bind("number", draft.version() + 1)
                .bind("name", draft.name())
                .bind("definition", draft.definition())
                .bind("now", now.toEpochMilli())
                .bind("by", by)
                .execute();
        handle.createUpdate("""
                        UPDATE flow SET version = version + 1, updated_at = :now WHERE workspace = :workspace AND id = :id
                        """)
                .bind("workspace", workspace.value())
                .bind("id", draft.id())
                .bind("now", now.toEpochMilli())
                .execute();
    }

    /** A published version. */
    record PublishedVersion(int number, String name, String definition, Instant publishedAt, String publishedBy) {}

    /** Every published version, newest first. */
    List<PublishedVersion> versions(WorkspaceId workspace, String flow) {
        return database.read(handle -> handle.createQuery("""
                        SELECT number, name, definition, published_at, published_by FROM flow_version
                        WHERE workspace = :workspace AND flow = :flow ORDER BY number DESC
                        """)
                .bind("workspace", workspace.value())
                .bind("flow", flow)
                .map((row, context) -> new PublishedVersion(
                        row.getInt("number"),
                        row.getString("name"),
                        row.getString("definition"),
                        Instant.ofEpochMilli(row.getLong("published_at")),
                        row.getString("published_by")))
                .list());
    }

    /** When each flow was published for the first time; drafts are not in it. */
    Map<String, Instant> firstPublished(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("""
                        SELECT flow, MIN(published_at) AS published_at FROM flow_version
                        WHERE workspace = :workspace GROUP BY flow
                        """)
                .bind("workspace", workspace.value())
                .reduceRows(new HashMap<String, Instant>(), (first, row) -> {
                    first.put(
                            row.getColumn("flow", String.class),
                            Instant.ofEpochMilli(row.getColumn("published_at", Long.class)));
                    return first;
                }));
    }

    /** Name and definition of a published version. */
    record Version(String name, String definition) {}

    Optional<Version> version(WorkspaceId workspace, String flow, int number) {
        return database.read(handle -> handle.createQuery("""
                        SELECT name, definition FROM flow_version
                        WHERE workspace = :workspace AND flow = :flow AND number = :number
                        """)
                .bind("workspace", workspace.value())
                .bind("flow", flow)
                .bind("number", number)
                .map((row, context) -> new Version(row.getString("name"), row.getString("definition")))
                .findOne());
    }

    private static StoredFlow read(ResultSet row, StatementContext context) throws SQLException {
        return new StoredFlow(
                row.getString("id"),
                row.getString("name"),
                row.getString("description"),
                row.getString("definition"),
                FlowStatus.valueOf(row.getString("status")),
                row.getLong("revision"),
                row.getInt("version"),
                Instant.ofEpochMilli(row.getLong("updated_at")));
    }
}
