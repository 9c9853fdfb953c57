package dev.percorso.server.orchestrate;

import dev.percorso.server.deliver.OutboxStore;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.list.ListStore;
import dev.percorso.server.loyalty.CouponStore;
import dev.percorso.server.loyalty.PointStore;
import dev.percorso.server.onsite.OfferStore;
import dev.percorso.server.people.MergeHistoryStore;
import dev.percorso.server.people.MergedRowStore;
import dev.percorso.server.push.PushStore;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Lets runs follow the merges of persons. */
final class PersonMergeStore {
    /** Runs of the person who goes where the one who remains has one with the same key. */
    private static final String WHERE_BOTH_ARE = """
            workspace = :workspace AND person = :from AND ended_at IS NULL
            AND EXISTS (SELECT 1 FROM flow_run other
                        WHERE other.workspace = flow_run.workspace AND other.person = :into
                          AND other.flow = flow_run.flow AND other.run_key = flow_run.run_key
                          AND other.ended_at IS NULL)
            """;

    private final Database database;
    private final MergeHistoryStore merges;

    PersonMergeStore(Database database, MergeHistoryStore merges) {
        this.database = database;
        this.merges = merges;
    }

    /** Merges that the runs have not followed yet, in their order. */
    List<MergeHistoryStore.Followed> waiting(int limit) {
        long followed = database.read(handle -> handle.createQuery("SELECT merge FROM flow_merge_position")
                .mapTo(Long.class)
                .one());
        return merges.after(followed, limit);
    }

    /** The persons that remain of those that were merged away. */
    Map<Integer, Integer> remaining(WorkspaceId workspace, Collection<Integer> persons) {
        return merges.remaining(workspace, persons);
    }

    /**
     * Gives runs and messages to the person that remains. Where both are in a flow with the same key, the run of the one
     * who remains goes on and the other ends: two would send everything twice.
     */
    void follow(Handle handle, MergeHistoryStore.Followed merge, Instant now) {
        bind(handle, """
                INSERT INTO flow_count (workspace, flow, kind, source, target, persons)
                SELECT workspace, flow, :exited, '', '', count(*) FROM flow_run WHERE %s GROUP BY workspace, flow
                ON CONFLICT DO UPDATE SET persons = persons + excluded.persons
                """.formatted(WHERE_BOTH_ARE), merge)
                .bind("exited", TurnChanges.Count.EXITED.name())
                .execute();
        bind(handle, """
                UPDATE flow_run
                SET ended_at = :now, due_at = NULL, wake_at = NULL,
                    state = json_set(json_remove(state, '$.timer', '$.heldOutlet'), '$.exit',
                                     json_object('kind', 'removed', 'detail', 'the person was merged into another'))
                WHERE %s
                """.formatted(WHERE_BOTH_ARE), merge)
                .bind("now", now.toEpochMilli())
                .execute();
        bind(handle, """
                UPDATE flow_run SET person = :into, state = json_set(state, '$.person', cast(:into AS TEXT))
                WHERE workspace = :workspace AND person = :from
                """, merge).execute();
        bind(handle, """
                UPDATE flow_failed_input SET person = :into WHERE workspace = :workspace AND person = :from
                """, merge).execute();
        MergedRowStore.unite(handle, merge, "flow_segment_member");
        bind(handle, """
                UPDATE OR IGNORE experiment_exposure SET person = :into
                WHERE workspace = :workspace AND person = :from
                """, merge).execute();
        handle.execute(
                "DELETE FROM experiment_exposure WHERE workspace = ? AND person = ?",
                merge.workspace().value(),
                merge.from());
        ListStore.merge(handle, merge);
        OutboxStore.merge(handle, merge);
        CouponStore.merge(handle, merge);
        PointStore.merge(handle, merge);
        OfferStore.merge(handle, merge);
        PushStore.merge(handle, merge);
        handle.createUpdate("UPDATE flow_merge_position SET merge = :id")
                .bind("id", merge.id())
                .execute();
    }

    private static org.jdbi.v3.core.statement.Update bind(Handle handle, String sql, MergeHistoryStore.Followed merge) {
        return handle.createUpdate(sql)
                .bind("workspace", merge.workspace().value())
                .bind("from", merge.from())
                .bind("into", merge.into());
    }
}
