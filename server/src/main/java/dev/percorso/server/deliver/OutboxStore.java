package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** The outbox in the state database. */
public final class OutboxStore {
    private final Database database;

    public OutboxStore(Database database) {
        this.database = database;
    }

    /** Queues messages in the transaction of the steps that send them; what is queued already stays as it is. */
    public void queue(Handle handle, List<QueuedMessage> messages, Instant now) {
        if (messages.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO outbox (workspace, flow, version, person, run, step, occurrence, marketing, topic, status,
                                    not_before, created_at)
                VALUES (:workspace, :flow, :version, :person, :run, :step, :occurrence, :marketing, :topic, 'PENDING',
                        :now, :now)
                ON CONFLICT DO NOTHING
                """);
        for (QueuedMessage message : messages) {
            batch.bind("workspace", message.workspace().value())
                    .bind("flow", message.flow())
                    .bind("version", message.version())
                    .bind("person", message.person())
                    .bind("run", message.run())
                    .bind("step", message.step())
                    .bind("occurrence", message.occurrence())
                    .bind("marketing", message.marketing())
                    .bind("topic", message.topic())
                    .bind("now", now.toEpochMilli())
                    .add();
        }
        batch.execute();
    }

    /** Takes the oldest waiting messages, so that nobody else and no later start of the server sends them. */
    List<OutboxMessage> claim(Instant now, int most) {
        // Receipts go before advertising, however much of it waits.
        for (boolean marketing : List.of(false, true)) {
            if (anyWaits(marketing, now)) {
                return claim(marketing, now, most);
            }
        }
        return List.of();
    }

    private boolean anyWaits(boolean marketing, Instant now) {
        return database.read(handle -> handle.createQuery("""
                        SELECT 1 FROM outbox
                        WHERE status = 'PENDING' AND marketing = :marketing AND not_before <= :now LIMIT 1
                        """)
                .bind("marketing", marketing)
                .bind("now", now.toEpochMilli())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    private List<OutboxMessage> claim(boolean marketing, Instant now, int most) {
        return database.write(handle -> handle.createQuery("""
                        UPDATE outbox SET status = 'SENDING', attempts = attempts + 1
                        WHERE sequence IN (SELECT sequence FROM outbox
                                           WHERE status = 'PENDING' AND marketing = :marketing
                                             AND not_before <= :now
                                           ORDER BY not_before, sequence LIMIT :most)
                        RETURNING *
                        """)
                .bind("now", now.toEpochMilli())
                .bind("marketing", marketing)
                .bind("most", most)
                .map(OutboxStore::read)
                .list());
    }

    /**
     * What became of a claimed message.
     *
     * @param held whether a rule says later, so that this was no try
     */
    record Outcome(
            long sequence,
            MessageStatus status,
            String reason,
            String recipient,
            String subject,
            Instant notBefore,
            Optional<Instant> sentAt,
            List<SendingChecks.Check> checks,
            boolean held) {
        Outcome with(List<SendingChecks.Check> known) {
            return new Outcome(sequence, status, reason, recipient, subject, notBefore, sentAt, known, held);
        }
    }

    void finish(List<Outcome> outcomes) {
        database.run(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    UPDATE outbox SET status = :status, reason = :reason, recipient = :recipient, subject = :subject,
                                      not_before = :notBefore, sent_at = :sentAt, checks = :checks,
                                      attempts = attempts - :held
                    WHERE sequence = :sequence AND status = 'SENDING'
                    """);
            for (Outcome outcome : outcomes) {
                batch.bind("sequence", outcome.sequence())
                        .bind("status", outcome.status().name())
                        .bind("reason", outcome.reason())
                        .bind("recipient", outcome.recipient())
                        .bind("subject", outcome.subject())
                        .bind("notBefore", outcome.notBefore().toEpochMilli())
                        .bind("sentAt", outcome.sentAt().map(Instant::toEpochMilli))
                        .bind("checks", Json.text(outcome.checks()))
                        .bind("held", outcome.held() ? 1 : 0)
                        .add();
            }
            batch.execute();
        });
    }

    /** Marks what was claimed when the server last stopped; answers how many there were. */
    int markInterrupted() {
        return database.write(handle -> handle.createUpdate("""
                        UPDATE outbox SET status = 'UNKNOWN',
                            reason = 'the server stopped while handing it over; it is not sent again, to never send twice'
                        WHERE status = 'SENDING'
                        """).execute());
    }

    /** Newest first, below a sequence. */
    List<OutboxMessage> list(
            WorkspaceId workspace, Optional<MessageStatus> status, Optional<String> flow, long before, int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM outbox
                        WHERE workspace = :workspace AND sequence < :before
                          AND (:status IS NULL OR status = :status) AND (:flow IS NULL OR flow = :flow)
                        ORDER BY sequence DESC LIMIT :limit
                        """)
                .bind("workspace", workspace.value())
                .bind("before", before)
                .bind("status", status.map(MessageStatus::name))
                .bind("flow", flow)
                .bind("limit", limit)
                .map(OutboxStore::read)
                .list());
    }

    /** Every message to the person, oldest first. */
    public List<OutboxMessage> ofPerson(WorkspaceId workspace, int person) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM outbox WHERE workspace = :workspace AND person = :person ORDER BY sequence
                        """)
                .bind("workspace", workspace.value())
                .bind("person", person)
                .map(OutboxStore::read)
                .list());
    }

    /** Messages to the person queued before an instant, newest first. */
    List<OutboxMessage> ofPersonBefore(WorkspaceId workspace, int person, Instant before, int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM outbox
                        WHERE workspace = :workspace AND person = :person AND created_at < :before
                        ORDER BY created_at DESC, sequence DESC LIMIT :limit
                        """)
                .bind("workspace", workspace.value())
                .bind("person", person)
                .bind("before", millis(before))
                .bind("limit", limit)
                .map(OutboxStore::read)
                .list());
    }

    /** The story's first page is asked for with the end of time. */
    private static long millis(Instant instant) {
        return instant.isAfter(Instant.ofEpochMilli(Long.MAX_VALUE)) ? Long.MAX_VALUE : instant.toEpochMilli();
    }

    /** How many messages of each status each step of a flow has. */
    public Map<String, Map<MessageStatus, Long>> countsOfFlow(WorkspaceId workspace, String flow) {
        Map<String, Map<MessageStatus, Long>> counts = new TreeMap<>();
        database.<Boolean, RuntimeException>read(handle -> {
            handle.createQuery("""
                            SELECT step, status, count(*) AS messages FROM outbox
                            WHERE workspace = :workspace AND flow = :flow GROUP BY step, status
                            """)
                    .bind("workspace", workspace.value())
                    .bind("flow", flow)
                    .map((row, context) -> counts.computeIfAbsent(row.getString("step"), _ -> new TreeMap<>())
                            .put(MessageStatus.valueOf(row.getString("status")), row.getLong("messages")))
                    .list();
            return true;
        });
        return counts;
    }

    /** Skips what still waits for a flow or, without a flow, a person; in the caller's transaction. */
    public void skipWaiting(
            Handle handle, WorkspaceId workspace, Optional<String> flow, Optional<Integer> person, String reason) {
        handle.createUpdate("""
                        UPDATE outbox SET status = 'SKIPPED', reason = :reason
                        WHERE workspace = :workspace AND status = 'PENDING'
                          AND (:flow IS NULL OR flow = :flow) AND (:person IS NULL OR person = :person)
                        """)
                .bind("reason", reason)
                .bind("workspace", workspace.value())
                .bind("flow", flow)
                .bind("person", person)
                .execute();
    }

    /** The messages of a merged person become those of the one who stays. */
    public void merge(Handle handle, WorkspaceId workspace, int from, int into) {
        handle.createUpdate("UPDATE outbox SET person = :into WHERE workspace = :workspace AND person = :from")
                .bind("workspace", workspace.value())
                .bind("from", from)
                .bind("into", into)
                .execute();
        WebhookStore.merge(handle, workspace, from, into);
        DeliveryRulesStore.merge(handle, workspace, from, into);
    }

    /** Forgets address and subject of every message to the person. */
    public void forget(Handle handle, WorkspaceId workspace, int person) {
        skipWaiting(handle, workspace, Optional.empty(), Optional.of(person), "the person was erased");
        handle.createUpdate("""
                        UPDATE outbox SET recipient = '', subject = '' WHERE workspace = :workspace AND person = :person
                        """)
                .bind("workspace", workspace.value())
                .bind("person", person)
                .execute();
    }

    private static OutboxMessage read(ResultSet row, StatementContext context) throws SQLException {
        QueuedMessage message = new QueuedMessage(
                new WorkspaceId(row.getString("workspace")),
                row.getString("flow"),
                row.getInt("version"),
                row.getInt("person"),
                row.getString("run"),
                row.getString("step"),
                row.getInt("occurrence"),
                row.getBoolean("marketing"),
                row.getString("topic"));
        long sentAt = row.getLong("sent_at");
        boolean neverSent = row.wasNull();
        return new OutboxMessage(
                row.getLong("sequence"),
                message,
                MessageStatus.valueOf(row.getString("status")),
                row.getString("reason"),
                row.getString("recipient"),
                row.getString("subject"),
                row.getInt("attempts"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                neverSent ? Optional.empty() : Optional.of(Instant.ofEpochMilli(sentAt)),
                List.of(Json.read(
                        row.getString("checks").getBytes(StandardCharsets.UTF_8), SendingChecks.Check[].class)));
    }
}
