package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    /** The oldest calls that are due. */
    List<WebhookCall> due(Instant now, int most) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM webhook_call WHERE status = 'PENDING' AND not_before <= :now
                        ORDER BY not_before, sequence LIMIT :most
                        """)
                .bind("now", now.toEpochMilli())
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

    static void merge(Handle handle, WorkspaceId workspace, int from, int into) {
        handle.createUpdate("UPDATE webhook_call SET person = :into WHERE workspace = :workspace AND person = :from")
                .bind("workspace", workspace.value())
                .bind("from", from)
                .bind("into", into)
                .execute();
    }
}
