package dev.percorso.server.picture;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.Optional;

/** Pictures in the state database. */
final class PictureStore {
    private final Database database;

    PictureStore(Database database) {
        this.database = database;
    }

    void insert(WorkspaceId workspace, String id, Picture picture, Instant now, String by) {
        database.run(handle -> handle.createUpdate("""
                        INSERT INTO picture (workspace, id, type, width, height, content, created_at, created_by)
                        VALUES (:workspace, :id, :type, :width, :height, :content, :now, :by)
                        """)
                .bind("workspace", workspace.value())
                .bind("id", id)
                .bind("type", picture.type())
                .bind("width", picture.width())
                .bind("height", picture.height())
                .bind("content", picture.content())
                .bind("now", now.toEpochMilli())
                .bind("by", by)
                .execute());
    }

    Optional<Picture> find(WorkspaceId workspace, String id) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM picture WHERE workspace = :workspace AND id = :id")
                .bind("workspace", workspace.value())
                .bind("id", id)
                .map((row, context) -> new Picture(
                        row.getString("type"), row.getInt("width"), row.getInt("height"), row.getBytes("content")))
                .findOne());
    }

    long count(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM picture WHERE workspace = :workspace")
                .bind("workspace", workspace.value())
                .mapTo(Long.class)
                .one());
    }

    /** Removes what was sent before and stands in no document, removed ones, versions and mail that was fixed included. */
    int removeUnnamed(Instant before) {
        return database.write(handle ->
                handle.createUpdate("""
                        DELETE FROM picture WHERE created_at < :before
                        AND NOT EXISTS (SELECT 1 FROM map_document d
                                        WHERE d.workspace = picture.workspace AND instr(d.content, picture.id) > 0)
                        AND NOT EXISTS (SELECT 1 FROM map_version v
                                        WHERE v.workspace = picture.workspace AND instr(v.content, picture.id) > 0)
                        AND NOT EXISTS (SELECT 1 FROM template_version t
                                        WHERE t.workspace = picture.workspace AND instr(t.content, picture.id) > 0)
                        AND NOT EXISTS (SELECT 1 FROM template_edition e
                                        WHERE e.workspace = picture.workspace AND instr(e.content, picture.id) > 0)
                        """).bind("before", before.toEpochMilli()).execute());
    }
}
