package dev.percorso.server.map;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.map.MapEdits.Effect;
import dev.percorso.server.map.MapEdits.Logged;
import dev.percorso.server.map.MapEdits.Notice;
import dev.percorso.server.map.MapEdits.Outcome;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.DocumentStore;
import dev.percorso.server.store.DocumentStore.Stored;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import tools.jackson.core.type.TypeReference;

/** Saves of maps and their history, each in one transaction. */
final class MapChangeStore {
    private static final int KEPT = 1_000;
    /** What was removed in so many saves comes back when somebody still edits it. */
    private static final int LOOKED_BACK = 200;

    private static final TypeReference<List<Effect>> EFFECTS = new TypeReference<>() {};

    private final Database database;
    private final DocumentStore<JourneyMapContent> maps;
    private final InstantSource clock;

    MapChangeStore(Database database, DocumentStore<JourneyMapContent> maps, InstantSource clock) {
        this.database = database;
        this.maps = maps;
        this.clock = clock;
    }

    /** A map after a save, and what met in it. */
    record Saved(Stored<JourneyMapContent> map, List<Notice> notices) {}

    /** Who saves: a person's name and the window it comes from. */
    record Editor(String name, String client) {}

    /** Puts changes on top of whatever is there; empty when there is no such map. */
    Optional<Saved> apply(WorkspaceId workspace, String id, Editor editor, long base, List<MapChange> changes) {
        List<Notice> notices = new ArrayList<>();
        return maps.update(workspace, id, editor.name(), (handle, now) -> {
                    Outcome outcome = MapEdits.apply(
                            now.content(),
                            log(handle, workspace, id, Math.min(base, now.revision() - LOOKED_BACK)),
                            base,
                            editor.client(),
                            changes);
                    notices.addAll(outcome.notices());
                    if (outcome.effects().isEmpty()) {
                        return Optional.empty();
                    }
                    insert(handle, workspace, id, now.revision() + 1, editor, outcome.effects());
                    return Optional.of(outcome.content());
                })
                .map(map -> new Saved(map, notices));
    }

    /** Replaces the whole map if nobody saved it meanwhile. */
    Optional<Stored<JourneyMapContent>> replace(
            WorkspaceId workspace, String id, JourneyMapContent content, Optional<Long> revision, String by) {
        return maps.update(workspace, id, by, (handle, now) -> {
            if (revision.filter(expected -> expected != now.revision()).isPresent()) {
                throw ProblemException.of(
                        ErrorCode.CONFLICT,
                        "%s saved this map meanwhile (revision %d, yours is based on %d); load it, put your changes on top and save again"
                                .formatted(now.updatedBy(), now.revision(), revision.get()));
            }
            List<Effect> effects = MapEdits.between(now.content(), content);
            insert(handle, workspace, id, now.revision() + 1, new Editor(by, ""), effects);
            return Optional.of(content);
        });
    }

    private static List<Logged> log(Handle handle, WorkspaceId workspace, String map, long oldest) {
        return handle.createQuery("""
                        SELECT * FROM map_change WHERE workspace = :workspace AND map = :map AND revision > :oldest ORDER BY revision
                        """)
                .bind("workspace", workspace.value())
                .bind("map", map)
                .bind("oldest", oldest)
                .map((row, context) -> new Logged(
                        row.getLong("revision"),
                        row.getString("made_by"),
                        row.getString("client"),
                        Json.MAPPER.readValue(row.getString("effects"), EFFECTS)))
                .list();
    }

    private void insert(
            Handle handle, WorkspaceId workspace, String map, long revision, Editor editor, List<Effect> effects) {
        handle.createUpdate("""
                        INSERT INTO map_change (workspace, map, revision, made_at, made_by, client, effects)
                        VALUES (:workspace, :map, :revision, :at, :by, :client, :effects)
                        """)
                .bind("workspace", workspace.value())
                .bind("map", map)
                .bind("revision", revision)
                .bind("at", clock.millis())
                .bind("by", editor.name())
                .bind("client", editor.client())
                .bind("effects", Json.text(effects))
                .execute();
        handle.execute(
                "DELETE FROM map_change WHERE workspace = ? AND map = ? AND revision <= ?",
                workspace.value(),
                map,
                revision - KEPT);
    }

    static void removeAll(Handle handle, WorkspaceId workspace, String map) {
        handle.execute("DELETE FROM map_change WHERE workspace = ? AND map = ?", workspace.value(), map);
    }

    /** One save of the history. */
    record Change(long revision, Instant at, String by, List<Effect> effects) {}

    /** The newest saves first. */
    List<Change> history(WorkspaceId workspace, String map, long before, int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM map_change WHERE workspace = :workspace AND map = :map AND revision < :before
                        ORDER BY revision DESC LIMIT :limit
                        """)
                .bind("workspace", workspace.value())
                .bind("map", map)
                .bind("before", before)
                .bind("limit", limit)
                .map((row, context) -> new Change(
                        row.getLong("revision"),
                        Instant.ofEpochMilli(row.getLong("made_at")),
                        row.getString("made_by"),
                        Json.MAPPER.readValue(row.getString("effects"), EFFECTS)))
                .list());
    }
}
