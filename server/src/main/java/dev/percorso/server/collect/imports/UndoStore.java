package dev.percorso.server.collect.imports;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.people.TakenTraits;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.statement.PreparedBatch;
import tools.jackson.core.type.TypeReference;

/** What undoing an import has to remember, so that it can go on after a stop. */
final class UndoStore {
    /** An import that is being undone. */
    record Job(String id, WorkspaceId workspace) {
        String source() {
            return "import-" + id;
        }
    }

    private final Database database;

    UndoStore(Database database) {
        this.database = database;
    }

    /** Whether the import can be undone; it is being undone from then on. */
    boolean begin(WorkspaceId workspace, String id, String by) {
        return database.write(handle -> handle.createUpdate("""
                        UPDATE import_run SET status = 'UNDOING', undone_by = :by, error = NULL
                        WHERE workspace = :workspace AND id = :id AND status IN ('DONE', 'FAILED', 'CANCELLED')
                        """)
                        .bind("by", by)
                        .bind("workspace", workspace.value())
                        .bind("id", id)
                        .execute())
                == 1;
    }

    List<Job> begun() {
        return database.read(handle -> handle.createQuery(
                        "SELECT id, workspace FROM import_run WHERE status = 'UNDOING'")
                .map((row, context) -> new Job(row.getString(1), new WorkspaceId(row.getString(2))))
                .list());
    }

    /** Remembers removed events, and what they said about whom; again is harmless. */
    void remember(Job job, Collection<String> messages, Map<Integer, TakenTraits> said) {
        database.run(handle -> {
            PreparedBatch ids = handle.prepareBatch("""
                    INSERT INTO import_undone (workspace, message_id, import_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING
                    """);
            messages.forEach(message -> ids.add(job.workspace().value(), message, job.id()));
            ids.execute();
            PreparedBatch persons = handle.prepareBatch("""
                    INSERT INTO import_undo_person (import_id, workspace, person, traits, sequence)
                    VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (import_id, person) DO UPDATE SET
                      traits = (SELECT json_group_array(DISTINCT value) FROM (
                        SELECT value FROM json_each(import_undo_person.traits)
                        UNION SELECT value FROM json_each(excluded.traits))),
                      sequence = min(import_undo_person.sequence, excluded.sequence)
                    """);
            said.forEach((person, taken) ->
                    persons.add(job.id(), job.workspace().value(), person, Json.text(taken.traits()), taken.first()));
            persons.execute();
        });
    }

    Map<Integer, TakenTraits> persons(Job job) {
        return database.read(handle -> {
            Map<Integer, TakenTraits> persons = new LinkedHashMap<>();
            handle.createQuery(
                            "SELECT person, traits, sequence FROM import_undo_person WHERE import_id = :id ORDER BY person")
                    .bind("id", job.id())
                    .map((row, context) -> persons.put(
                            row.getInt(1),
                            new TakenTraits(
                                    Json.MAPPER.readValue(row.getString(2), new TypeReference<Set<String>>() {}),
                                    row.getLong(3))))
                    .list();
            return persons;
        });
    }

    void finished(Job job, long people, Instant now) {
        database.run(handle -> {
            handle.execute("DELETE FROM import_undo_person WHERE import_id = ?", job.id());
            handle.execute("""
                    UPDATE import_run SET status = 'UNDONE', undone_at = ?, undone_people = ?,
                      undone_events = (SELECT count(*) FROM import_undone WHERE workspace = ? AND import_id = ?)
                    WHERE id = ?
                    """, now.toEpochMilli(), people, job.workspace().value(), job.id(), job.id());
        });
    }

    /** How often events with these ids were undone before; those never undone are absent. */
    Map<String, Integer> timesUndone(WorkspaceId workspace, List<String> messages) {
        return database.read(handle -> {
            Map<String, Integer> times = new HashMap<>();
            handle.createQuery("""
                            SELECT message_id, count(*) FROM import_undone
                            WHERE workspace = :workspace AND message_id IN (<messages>) GROUP BY message_id
                            """)
                    .bind("workspace", workspace.value())
                    .bindList("messages", messages)
                    .map((row, context) -> {
                        times.put(row.getString(1), row.getInt(2));
                        return row.getInt(2);
                    })
                    .list();
            return times;
        });
    }

    boolean hasUndone(WorkspaceId workspace) {
        return database.read(
                handle -> handle.createQuery("SELECT EXISTS (SELECT 1 FROM import_undone WHERE workspace = :workspace)")
                        .bind("workspace", workspace.value())
                        .mapTo(Boolean.class)
                        .one());
    }
}
