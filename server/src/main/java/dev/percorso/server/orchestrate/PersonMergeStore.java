package dev.percorso.server.orchestrate;

import dev.percorso.server.deliver.OutboxStore;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Lets runs follow the merges of persons. */
final class PersonMergeStore {
    private final Database database;
    private final OutboxStore outbox;

    PersonMergeStore(Database database, OutboxStore outbox) {
        this.database = database;
        this.outbox = outbox;
    }

    /** Two persons became one. */
    record Merge(long id, WorkspaceId workspace, int from, int into) {}

    /** Merges that the runs have not followed yet, in their order. */
    List<Merge> waiting(int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, workspace, from_person, into_person FROM person_merge
                        WHERE id > (SELECT merge FROM flow_merge_position) ORDER BY id LIMIT :limit
                        """)
                .bind("limit", limit)
                .map((row, context) -> new Merge(
                        row.getLong("id"),
                        new WorkspaceId(row.getString("workspace")),
                        row.getInt("from_person"),
                        row.getInt("into_person")))
                .list());
    }

    /** The persons that remain of those that were merged away. */
    Map<Integer, Integer> remaining(WorkspaceId workspace, Collection<Integer> persons) {
        Map<Integer, Integer> remaining = new HashMap<>();
        database.<Boolean, RuntimeException>read(handle -> {
            handle.createQuery("""
                            SELECT id, merged_into FROM person
                            WHERE workspace = :workspace AND merged_into IS NOT NULL
                              AND id IN (SELECT value FROM json_each(:persons))
                            """)
                    .bind("workspace", workspace.value())
                    .bind("persons", persons.toString())
                    .map((row, context) -> remaining.put(row.getInt("id"), row.getInt("merged_into")))
                    .list();
            return true;
        });
        return remaining;
    }

    /**
     * Gives runs and messages to the person that remains. Where both are in a flow with the same key, the run of the one
     * who remains goes on and the other ends: two would send everything twice.
     */
    void follow(Handle handle, Merge merge, Instant now) {
        bind(handle, """
                UPDATE flow_run
                SET ended_at = :now, due_at = NULL, wake_at = NULL,
                    state = json_set(json_remove(state, '$.timer', '$.heldOutlet'), '$.exit',
                                     json_object('kind', 'removed', 'detail', 'the person was merged into another'))
                WHERE workspace = :workspace AND person = :from AND ended_at IS NULL
                  AND EXISTS (SELECT 1 FROM flow_run other
                              WHERE other.workspace = flow_run.workspace AND other.person = :into
                                AND other.flow = flow_run.flow AND other.run_key = flow_run.run_key
                                AND other.ended_at IS NULL)
                """, merge).bind("now", now.toEpochMilli()).execute();
        bind(handle, """
                UPDATE flow_run SET person = :into, state = json_set(state, '$.person', cast(:into AS TEXT))
                WHERE workspace = :workspace AND person = :from
                """, merge).execute();
        bind(handle, """
                UPDATE OR REPLACE flow_segment_member SET person = :into
                WHERE workspace = :workspace AND person = :from
                """, merge).execute();
        outbox.merge(handle, merge.workspace(), merge.from(), merge.into());
        handle.createUpdate("UPDATE flow_merge_position SET merge = :id")
                .bind("id", merge.id())
                .execute();
    }

    private static org.jdbi.v3.core.statement.Update bind(Handle handle, String sql, Merge merge) {
        return handle.createUpdate(sql)
                .bind("workspace", merge.workspace().value())
                .bind("from", merge.from())
                .bind("into", merge.into());
    }
}
