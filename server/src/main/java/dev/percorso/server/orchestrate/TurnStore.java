package dev.percorso.server.orchestrate;

import dev.percorso.server.deliver.OutboxStore;
import dev.percorso.server.deliver.WebhookStore;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.list.ListStore;
import dev.percorso.server.loyalty.CouponDesk;
import dev.percorso.server.loyalty.PointStore;
import dev.percorso.server.onsite.OfferStore;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Commits turns, and keeps what belongs to no single run: counts, memberships, traits on their way. */
final class TurnStore {
    private final Database database;
    private final RunStore runs;
    private final OutboxStore outbox;
    private final WebhookStore calls;
    private final CouponDesk coupons;

    TurnStore(Database database, RunStore runs, OutboxStore outbox, CouponDesk coupons) {
        this.database = database;
        this.runs = runs;
        this.outbox = outbox;
        this.coupons = coupons;
        this.calls = new WebhookStore(database);
    }

    /** Writes everything a turn changed, in the caller's transaction. */
    void commit(Handle handle, WorkspaceId workspace, TurnChanges changes, FlowCatalog.OpenFlows open, Instant now) {
        runs.save(handle, workspace, changes.written(), open, now);
        outbox.queue(handle, changes.messages(), now);
        calls.queue(handle, changes.calls(), now);
        OfferStore.add(handle, changes.offers(), now);
        addCounts(handle, workspace, changes.counts());
        addTraits(handle, workspace, changes.traits());
        changes.memberships().forEach(change -> setMember(handle, workspace, change));
        for (TurnChanges.ListChange change : changes.listChanges()) {
            if (change.joins()) {
                ListStore.add(handle, workspace, change.list(), change.person(), "flow " + change.flow(), now);
            } else {
                ListStore.remove(handle, workspace, change.list(), change.person());
            }
        }
        changes.coupons().forEach(ask -> coupons.ask(handle, workspace, ask, now));
        changes.points().forEach(addition -> PointStore.add(handle, workspace, addition, now));
        LineStore.join(handle, workspace, changes.arrivals(), now);
        ExperimentStore.expose(handle, workspace, changes.exposures(), now);
        FailureStore.stuck(handle, workspace, changes.stuck(), now);
        KeptInputStore.keep(handle, workspace, changes.kept());
    }

    private static void addCounts(Handle handle, WorkspaceId workspace, Map<TurnChanges.CountKey, Long> counts) {
        if (counts.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO flow_count (workspace, flow, kind, source, outlet, target, persons)
                VALUES (:workspace, :flow, :kind, :source, :outlet, :target, :persons)
                ON CONFLICT DO UPDATE SET persons = persons + excluded.persons
                """);
        counts.forEach((key, persons) -> batch.bind("workspace", workspace.value())
                .bind("flow", key.flow())
                .bind("kind", key.kind().name())
                .bind("source", key.source())
                .bind("outlet", key.outlet())
                .bind("target", key.target())
                .bind("persons", persons)
                .add());
        batch.execute();
    }

    private static void addTraits(Handle handle, WorkspaceId workspace, List<TurnChanges.TraitChange> traits) {
        for (TurnChanges.TraitChange change : traits) {
            handle.createUpdate("""
                            INSERT INTO flow_trait (workspace, person, trait, value)
                            VALUES (:workspace, :person, :trait, :value)
                            """)
                    .bind("workspace", workspace.value())
                    .bind("person", change.person())
                    .bind("trait", change.trait())
                    .bind("value", Json.text(change.value()))
                    .execute();
        }
    }

    private static void setMember(Handle handle, WorkspaceId workspace, TurnChanges.Membership change) {
        String sql = change.isMember() ? """
                INSERT INTO flow_segment_member (workspace, segment, person) VALUES (:workspace, :segment, :person)
                ON CONFLICT DO NOTHING
                """ : """
                DELETE FROM flow_segment_member
                WHERE workspace = :workspace AND segment = :segment AND person = :person
                """;
        handle.createUpdate(sql)
                .bind("workspace", workspace.value())
                .bind("segment", change.segment())
                .bind("person", change.person())
                .execute();
    }

    /** A trait on its way to the person's record. */
    record WaitingTrait(long id, WorkspaceId workspace, int person, String trait, Object value) {}

    List<WaitingTrait> waitingTraits(int limit) {
        return database.read(handle -> handle.createQuery("SELECT * FROM flow_trait ORDER BY id LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> new WaitingTrait(
                        row.getLong("id"),
                        new WorkspaceId(row.getString("workspace")),
                        row.getInt("person"),
                        row.getString("trait"),
                        PropertyConditions.scalar(Json.MAPPER.readTree(row.getString("value")))))
                .list());
    }

    void traitsSet(long upToId) {
        database.run(handle -> handle.createUpdate("DELETE FROM flow_trait WHERE id <= :id")
                .bind("id", upToId)
                .execute());
    }

    /** The counts of one flow, or of all flows of the workspace that were counted, without edges. */
    Map<TurnChanges.CountKey, Long> counts(WorkspaceId workspace, String flow) {
        return counts(workspace, "SELECT * FROM flow_count WHERE workspace = :workspace AND flow = :flow", flow);
    }

    Map<TurnChanges.CountKey, Long> totals(WorkspaceId workspace) {
        return counts(workspace, "SELECT * FROM flow_count WHERE workspace = :workspace AND source = :flow", "");
    }

    private Map<TurnChanges.CountKey, Long> counts(WorkspaceId workspace, String sql, String parameter) {
        Map<TurnChanges.CountKey, Long> counts = new HashMap<>();
        database.<Boolean, RuntimeException>read(handle -> {
            handle.createQuery(sql)
                    .bind("workspace", workspace.value())
                    .bind("flow", parameter)
                    .map((row, context) -> counts.put(
                            new TurnChanges.CountKey(
                                    row.getString("flow"),
                                    TurnChanges.Count.valueOf(row.getString("kind")),
                                    row.getString("source"),
                                    row.getString("outlet"),
                                    row.getString("target")),
                            row.getLong("persons")))
                    .list();
            return true;
        });
        return counts;
    }

    /** Active runs by step, of one flow. */
    Map<String, Long> activeBySteps(WorkspaceId workspace, String flow) {
        return grouped("""
                SELECT step AS name, count(*) AS runs FROM flow_run
                WHERE workspace = :workspace AND flow = :flow AND ended_at IS NULL GROUP BY step
                """, workspace, flow);
    }

    /** Active runs by flow. */
    Map<String, Long> activeByFlows(WorkspaceId workspace) {
        return grouped("""
                SELECT flow AS name, count(*) AS runs FROM flow_run
                WHERE workspace = :workspace AND ended_at IS NULL AND flow <> :flow GROUP BY flow
                """, workspace, "");
    }

    private Map<String, Long> grouped(String sql, WorkspaceId workspace, String flow) {
        Map<String, Long> counts = new HashMap<>();
        database.<Boolean, RuntimeException>read(handle -> {
            handle.createQuery(sql)
                    .bind("workspace", workspace.value())
                    .bind("flow", flow)
                    .map((row, context) -> counts.put(row.getString("name"), row.getLong("runs")))
                    .list();
            return true;
        });
        return counts;
    }

    /** Segments whose members are known, so that changes can be seen. */
    Set<String> watchedSegments(WorkspaceId workspace) {
        return new HashSet<>(database.read(
                handle -> handle.createQuery("SELECT segment FROM flow_watched_segment WHERE workspace = :workspace")
                        .bind("workspace", workspace.value())
                        .mapTo(String.class)
                        .list()));
    }

    /** Begins to watch a segment: who is in it now did not come into it. */
    void watch(WorkspaceId workspace, String segment, Collection<Integer> members) {
        database.run(handle -> {
            handle.execute(
                    "INSERT INTO flow_watched_segment (workspace, segment) VALUES (?, ?) ON CONFLICT DO NOTHING",
                    workspace.value(),
                    segment);
            handle.execute(
                    "INSERT INTO flow_segment_member (workspace, segment, person)"
                            + " SELECT ?, ?, value FROM json_each(?) WHERE true ON CONFLICT DO NOTHING",
                    workspace.value(),
                    segment,
                    members.toString());
        });
    }

    void unwatch(WorkspaceId workspace, String segment) {
        database.run(handle -> {
            handle.execute(
                    "DELETE FROM flow_watched_segment WHERE workspace = ? AND segment = ?", workspace.value(), segment);
            handle.execute(
                    "DELETE FROM flow_segment_member WHERE workspace = ? AND segment = ?", workspace.value(), segment);
        });
    }

    /** The watched segments each of the persons was in when last looked at. */
    Map<Integer, Set<String>> memberships(WorkspaceId workspace, Collection<Integer> persons) {
        Map<Integer, Set<String>> memberships = new HashMap<>();
        database.<Boolean, RuntimeException>read(handle -> {
            handle.createQuery("""
                            SELECT person, segment FROM flow_segment_member
                            WHERE workspace = :workspace
                              AND segment IN (SELECT segment FROM flow_watched_segment WHERE workspace = :workspace)
                              AND person IN (SELECT value FROM json_each(:persons))
                            """)
                    .bind("workspace", workspace.value())
                    .bind("persons", persons.toString())
                    .map((row, context) -> memberships
                            .computeIfAbsent(row.getInt("person"), _ -> new HashSet<>())
                            .add(row.getString("segment")))
                    .list();
            return true;
        });
        return memberships;
    }

    List<Integer> members(WorkspaceId workspace, String segment) {
        return database.read(handle -> handle.createQuery("""
                        SELECT person FROM flow_segment_member WHERE workspace = :workspace AND segment = :segment
                        """)
                .bind("workspace", workspace.value())
                .bind("segment", segment)
                .mapTo(Integer.class)
                .list());
    }
}
