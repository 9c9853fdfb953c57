package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import tools.jackson.core.type.TypeReference;

/** Calls of webhooks in the state database. */
public final class WebhookStore {
    private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

    private final Database database;

    public WebhookStore(Database database) {
        this.database = database;
    }

    /** Queues calls in the transaction of the steps that make them; what is queued already stays as it is. */
    public void queue(Handle handle, List<QueuedMessage> calls, Instant now) {
        if (calls.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO webhook_call (workspace, flow, version, person, run, step, occurrence, status, not_before,
                                          created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, 'PENDING', ?, ?) ON CONFLICT DO NOTHING
                """);
        for (QueuedMessage call : calls) {
            batch.add(
                    call.workspace().value(),
                    call.flow(),
                    call.version(),
                    call.person(),
                    call.run(),
                    call.step(),
                    call.occurrence(),
                    now.toEpochMilli(),
                    now.toEpochMilli());
        }
        batch.execute();
    }

    /** A step, which calls one address. */
    record Place(String workspace, String flow, int version, String step) {
        static Place of(QueuedMessage call) {
            return new Place(call.workspace().value(), call.flow(), call.version(), call.step());
        }
    }

    /** The oldest calls that are due, but not these and none of those steps; those of a paused flow wait, too. */
    List<WebhookCall> due(Instant now, Set<Long> underWay, Set<Place> crowded, int most) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM webhook_call WHERE status = 'PENDING' AND not_before <= :now
                          AND (workspace, flow) NOT IN (SELECT workspace, id FROM flow WHERE status = 'PAUSED')
                          AND sequence NOT IN (SELECT value FROM json_each(:underWay))
                          AND (workspace, flow, version, step) NOT IN (
                            SELECT value ->> 'workspace', value ->> 'flow', value ->> 'version', value ->> 'step'
                            FROM json_each(:crowded))
                        ORDER BY not_before, sequence LIMIT :most
                        """)
                .bind("now", now.toEpochMilli())
                .bind("underWay", underWay.toString())
                .bind("crowded", Json.text(crowded))
                .bind("most", most)
                .map((row, context) -> new WebhookCall(
                        row.getLong("sequence"),
                        new QueuedMessage(
                                new WorkspaceId(row.getString("workspace")),
                                row.getString("flow"),
                                row.getInt("version"),
                                row.getInt("person"),
                                row.getString("run"),
                                row.getString("step"),
                                row.getInt("occurrence"),
                                Channel.EMAIL,
                                false,
                                "",
                                Priority.NORMAL),
                        row.getInt("attempts")))
                .list());
    }

    /** What came of one try. */
    record Outcome(
            long sequence,
            MessageStatus status,
            String reason,
            Optional<Integer> response,
            Map<String, Object> answer,
            Instant notBefore) {}

    void finish(List<Outcome> outcomes, Instant now) {
        database.run(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    UPDATE webhook_call SET status = :status, reason = :reason, response_status = :response,
                        answer = :answer, not_before = :notBefore, done_at = :doneAt, attempts = attempts + 1
                    WHERE sequence = :sequence AND status = 'PENDING'
                    """);
            for (Outcome outcome : outcomes) {
                batch.bind("sequence", outcome.sequence())
                        .bind("status", outcome.status().name())
                        .bind("reason", outcome.reason())
                        .bind("response", outcome.response())
                        .bind("answer", Json.text(outcome.answer()))
                        .bind("notBefore", outcome.notBefore().toEpochMilli())
                        .bind("doneAt", outcome.status() == MessageStatus.PENDING ? null : now.toEpochMilli())
                        .add();
            }
            batch.execute();
        });
    }

    /** Finished calls that the runs have not been told of. */
    public List<WebhookCall.Told> untold(int most) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM webhook_call WHERE told = 0 AND status <> 'PENDING' ORDER BY sequence LIMIT :most
                        """)
                .bind("most", most)
                .map((row, context) -> new WebhookCall.Told(
                        row.getLong("sequence"),
                        new WorkspaceId(row.getString("workspace")),
                        row.getString("run"),
                        row.getString("step"),
                        row.getInt("occurrence"),
                        row.getString("status").equals(MessageStatus.SENT.name()),
                        Json.MAPPER.readValue(row.getString("answer"), FIELDS)))
                .list());
    }

    /** In the transaction that stores what the runs made of it. */
    public void told(Handle handle, List<Long> sequences) {
        handle.createUpdate(
                        "UPDATE webhook_call SET told = 1 WHERE sequence IN (SELECT value FROM json_each(:sequences))")
                .bind("sequences", sequences.toString())
                .execute();
    }

    /** Makes no more calls for a flow; in the caller's transaction. */
    public static void skipWaiting(Handle handle, WorkspaceId workspace, String flow, String reason) {
        handle.createUpdate("""
                        UPDATE webhook_call SET status = 'SKIPPED', reason = :reason, told = 1
                        WHERE workspace = :workspace AND flow = :flow AND status = 'PENDING'
                        """)
                .bind("reason", reason)
                .bind("workspace", workspace.value())
                .bind("flow", flow)
                .execute();
    }
}
