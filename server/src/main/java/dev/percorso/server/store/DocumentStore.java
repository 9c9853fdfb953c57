package dev.percorso.server.store;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** Documents of one kind in the state database, each with a revision that grows with every save. */
public final class DocumentStore<T> {
    /** A document as it was last saved. */
    public record Stored<T>(String id, long revision, T content, Instant updatedAt, String updatedBy) {}

    private final Database database;
    private final InstantSource clock;
    private final String kind;
    private final RowMapper<Stored<T>> row;

    /** @param kind of these documents, which no other part of the program uses */
    public DocumentStore(Database database, InstantSource clock, String kind, Class<T> type) {
        this.database = database;
        this.clock = clock;
        this.kind = kind;
        this.row = (result, context) -> new Stored<>(
                result.getString("id"),
                result.getLong("revision"),
                Json.MAPPER.readValue(result.getString("content"), type),
                Instant.ofEpochMilli(result.getLong("updated_at")),
                result.getString("updated_by"));
    }

    public List<Stored<T>> all(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM map_document WHERE workspace = :workspace AND kind = :kind AND removed_at IS NULL
                        ORDER BY updated_at DESC, id
                        """)
                .bind("workspace", workspace.value())
                .bind("kind", kind)
                .map(row)
                .list());
    }

    public Optional<Stored<T>> find(WorkspaceId workspace, String id) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM map_document
                        WHERE workspace = :workspace AND kind = :kind AND id = :id AND removed_at IS NULL
                        """)
                .bind("workspace", workspace.value())
                .bind("kind", kind)
                .bind("id", id)
                .map(row)
                .findOne());
    }

    /** Creates the document, or saves it over whatever is there. */
    public Stored<T> save(WorkspaceId workspace, String id, T content, String by) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO map_document (workspace, kind, id, revision, content, updated_at, updated_by)
                        VALUES (:workspace, :kind, :id, 1, :content, :now, :by)
                        ON CONFLICT (workspace, kind, id) DO UPDATE
                        SET revision = revision + 1, content = :content, updated_at = :now, updated_by = :by, removed_at = NULL
                        """)
                .bind("workspace", workspace.value())
                .bind("kind", kind)
                .bind("id", id)
                .bind("content", Json.text(content))
                .bind("now", clock.millis())
                .bind("by", by)
                .execute());
        return find(workspace, id).orElseThrow();
    }

    /** Creates the document as a part of somebody's transaction. */
    public Stored<T> create(Handle handle, WorkspaceId workspace, String id, T content, String by) {
        Stored<T> created = new Stored<>(id, 1, content, clock.instant(), by);
        handle.createUpdate("""
                        INSERT INTO map_document (workspace, kind, id, revision, content, updated_at, updated_by)
                        VALUES (:workspace, :kind, :id, 1, :content, :now, :by)
                        """)
                .bind("workspace", workspace.value())
                .bind("kind", kind)
                .bind("id", id)
                .bind("content", Json.text(content))
                .bind("now", created.updatedAt().toEpochMilli())
                .bind("by", by)
                .execute();
        return created;
    }

    /** Saves the document if its revision is still the given one; empty when somebody else saved first. */
    public Optional<Stored<T>> saveIfUnchanged(WorkspaceId workspace, String id, T content, long revision, String by) {
        int saved = database.write(handle -> handle.createUpdate("""
                        UPDATE map_document
                        SET revision = revision + 1, content = :content, updated_at = :now, updated_by = :by
                        WHERE workspace = :workspace AND kind = :kind AND id = :id AND revision = :revision
                          AND removed_at IS NULL
                        """)
                .bind("content", Json.text(content))
                .bind("now", clock.millis())
                .bind("by", by)
                .bind("workspace", workspace.value())
                .bind("kind", kind)
                .bind("id", id)
                .bind("revision", revision)
                .execute());
        return saved == 1 ? find(workspace, id) : Optional.empty();
    }

    /** What a document becomes, decided inside the transaction that saves it; empty when it stays as it is. */
    @FunctionalInterface
    public interface Change<T> {
        Optional<T> from(Handle handle, Stored<T> now);
    }

    /** Reads, changes and saves a document in one transaction; empty when there is no such document. */
    public Optional<Stored<T>> update(WorkspaceId workspace, String id, String by, Change<T> change) {
        return database.write(handle -> {
            Optional<Stored<T>> now = handle.createQuery("""
                            SELECT * FROM map_document
                            WHERE workspace = :workspace AND kind = :kind AND id = :id AND removed_at IS NULL
                            """)
                    .bind("workspace", workspace.value())
                    .bind("kind", kind)
                    .bind("id", id)
                    .map(row)
                    .findOne();
            Optional<T> next = now.flatMap(stored -> change.from(handle, stored));
            if (now.isEmpty() || next.isEmpty()) {
                return now;
            }
            Stored<T> saved = new Stored<>(id, now.get().revision() + 1, next.get(), clock.instant(), by);
            handle.createUpdate("""
                            UPDATE map_document
                            SET revision = :revision, content = :content, updated_at = :now, updated_by = :by
                            WHERE workspace = :workspace AND kind = :kind AND id = :id
                            """)
                    .bind("revision", saved.revision())
                    .bind("content", Json.text(saved.content()))
                    .bind("now", saved.updatedAt().toEpochMilli())
                    .bind("by", by)
                    .bind("workspace", workspace.value())
                    .bind("kind", kind)
                    .bind("id", id)
                    .execute();
            return Optional.of(saved);
        });
    }

    /** Removes a document; whether there was one. It rests for a day ({@link Removals}), in which it can be brought back. */
    public boolean delete(WorkspaceId workspace, String id) {
        return setRemoved("""
                UPDATE map_document SET removed_at = :now
                WHERE workspace = :workspace AND kind = :kind AND id = :id AND removed_at IS NULL
                """, workspace, id);
    }

    /** Brings a removed document back as it was; whether there was one. */
    public boolean restore(WorkspaceId workspace, String id) {
        return setRemoved("""
                UPDATE map_document SET removed_at = NULL
                WHERE workspace = :workspace AND kind = :kind AND id = :id AND removed_at <= :now
                """, workspace, id);
    }

    private boolean setRemoved(String update, WorkspaceId workspace, String id) {
        return database.write(handle -> handle.createUpdate(update)
                        .bind("workspace", workspace.value())
                        .bind("kind", kind)
                        .bind("id", id)
                        .bind("now", clock.millis())
                        .execute())
                == 1;
    }
}
