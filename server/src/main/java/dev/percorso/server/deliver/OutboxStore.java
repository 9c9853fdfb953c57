package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.people.MergeHistoryStore;
import dev.percorso.server.people.MergedRowStore;
import dev.percorso.server.store.Database;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jdbi.v3.core.statement.StatementContext;

/** The outbox in the state database. */
public final class OutboxStore {
    /** The one step of a campaign. */
    public static final String CAMPAIGN_STEP = "campaign";

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
                INSERT INTO outbox (workspace, flow, version, person, run, step, occurrence, marketing, topic, priority,
                                    channel, status, not_before, created_at)
                VALUES (:workspace, :flow, :version, :person, :run, :step, :occurrence, :marketing, :topic, :priority,
                        :channel, 'PENDING', :now, :now)
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
                    .bind("priority", message.priority().rank())
                    .bind("channel", message.channel().name())
                    .bind("now", now.toEpochMilli())
                    .add();
        }
        batch.execute();
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

    /** How often there was each reaction to messages of each step of a flow; steps without any are left out. */
    public Map<String, Map<Reaction, Long>> reactionsOfFlow(WorkspaceId workspace, String flow) {
        Map<String, Map<Reaction, Long>> reactions = new TreeMap<>();
        database.<Boolean, RuntimeException>read(handle -> {
            handle.createQuery("""
                            SELECT step, count(clicked_at) AS clicked, count(opened_at) AS opened, count(bounced_at) AS bounced,
                              count(complained_at) AS complained, count(unsubscribed_at) AS unsubscribed
                            FROM outbox
                            WHERE workspace = :workspace AND flow = :flow
                              AND coalesce(clicked_at, opened_at, bounced_at, complained_at, unsubscribed_at) IS NOT NULL
                            GROUP BY step
                            """)
                    .bind("workspace", workspace.value())
                    .bind("flow", flow)
                    .map((row, context) -> reactions.put(row.getString("step"), reactions(row)))
                    .list();
            return true;
        });
        return reactions;
    }

    private static Map<Reaction, Long> reactions(ResultSet row) throws SQLException {
        Map<Reaction, Long> reactions = new EnumMap<>(Reaction.class);
        for (Reaction reaction : Reaction.values()) {
            reactions.put(reaction, row.getLong(reaction.name().toLowerCase(Locale.ROOT)));
        }
        return reactions;
    }

    /** Messages of one version and status. */
    public record Tally(
            int version, MessageStatus status, String reason, long messages, Map<Reaction, Long> reactions) {
        public Tally {
            reactions = Map.copyOf(reactions);
        }

        /** How many of them came to that. */
        public long count(Reaction reaction) {
            return reactions.getOrDefault(reaction, 0L);
        }
    }

    /** What became of the messages of a campaign, by version and reason. */
    public List<Tally> tallies(WorkspaceId workspace, String flow) {
        return database.read(handle -> handle.createQuery("""
                        SELECT version, status, iif(status = 'SKIPPED', reason, '') AS why, count(*) AS messages,
                               count(clicked_at) AS clicked, count(opened_at) AS opened, count(bounced_at) AS bounced,
                               count(complained_at) AS complained, count(unsubscribed_at) AS unsubscribed
                        FROM outbox WHERE workspace = :workspace AND flow = :flow GROUP BY version, status, why
                        """)
                .bind("workspace", workspace.value())
                .bind("flow", flow)
                .map((row, context) -> new Tally(
                        row.getInt("version"),
                        MessageStatus.valueOf(row.getString("status")),
                        row.getString("why"),
                        row.getLong("messages"),
                        reactions(row)))
                .list());
    }

    /** How often links of a campaign were followed in all, also by people who are not followed as persons. */
    public long clicks(WorkspaceId workspace, String flow) {
        return database.read(handle -> handle.createQuery("""
                        SELECT coalesce(sum(times), 0) FROM message_reaction
                        WHERE workspace = :workspace AND flow = :flow AND kind = 'CLICKED'
                        """)
                .bind("workspace", workspace.value())
                .bind("flow", flow)
                .mapTo(Long.class)
                .one());
    }

    /** Persons whose message of a campaign has a status or got a reaction. */
    public BitSet persons(WorkspaceId workspace, String flow, Optional<MessageStatus> status, Chosen chosen) {
        BitSet persons = new BitSet();
        database.<Boolean, RuntimeException>read(handle -> {
            handle.createQuery("""
                            SELECT person FROM outbox
                            WHERE workspace = :workspace AND flow = :flow AND person > 0
                              AND (:status IS NULL OR status = :status) AND (:version IS NULL OR version = :version)
                              AND CASE :reaction WHEN 'CLICKED' THEN clicked_at WHEN 'OPENED' THEN opened_at
                                WHEN 'BOUNCED' THEN bounced_at WHEN 'COMPLAINED' THEN complained_at
                                WHEN 'UNSUBSCRIBED' THEN unsubscribed_at ELSE 0 END IS NOT NULL
                            """)
                    .bind("workspace", workspace.value())
                    .bind("flow", flow)
                    .bind("status", status.map(MessageStatus::name))
                    .bind("version", chosen.version())
                    .bind("reaction", chosen.reaction().map(Reaction::name))
                    .mapTo(Integer.class)
                    .forEach(persons::set);
            return true;
        });
        return persons;
    }

    /** Persons to whom a step of a flow wrote, with one of the outcomes, and whose reaction was that. */
    public BitSet personsOfStep(
            WorkspaceId workspace, String flow, String step, Set<MessageStatus> outcomes, Optional<Reaction> reaction) {
        BitSet persons = new BitSet();
        database.<Boolean, RuntimeException>read(handle -> {
            handle.createQuery("""
                            SELECT person FROM outbox
                            WHERE workspace = :workspace AND flow = :flow AND step = :step AND person > 0
                              AND status IN (<outcomes>)
                              AND CASE :reaction WHEN 'CLICKED' THEN clicked_at WHEN 'OPENED' THEN opened_at
                                WHEN 'BOUNCED' THEN bounced_at WHEN 'COMPLAINED' THEN complained_at
                                WHEN 'UNSUBSCRIBED' THEN unsubscribed_at ELSE 0 END IS NOT NULL
                            """)
                    .bind("workspace", workspace.value())
                    .bind("flow", flow)
                    .bind("step", step)
                    .bindList(
                            "outcomes",
                            outcomes.stream().map(MessageStatus::name).toList())
                    .bind("reaction", reaction.map(Reaction::name))
                    .mapTo(Integer.class)
                    .forEach(persons::set);
            return true;
        });
        return persons;
    }

    /** Which messages of a campaign. */
    public record Chosen(Optional<Integer> version, Optional<Reaction> reaction) {}

    /** Whether a message of the campaign for the person is there already, in the caller's transaction. */
    public boolean hasMessage(Handle handle, WorkspaceId workspace, String flow, int person) {
        return handle.createQuery("""
                        SELECT 1 FROM outbox WHERE workspace = :workspace AND person = :person AND flow = :flow LIMIT 1
                        """)
                .bind("workspace", workspace.value())
                .bind("person", person)
                .bind("flow", flow)
                .mapTo(Integer.class)
                .findOne()
                .isPresent();
    }

    /** How many messages of a campaign are on their way. */
    public record OnTheirWay(long due, long all) {}

    public OnTheirWay onTheirWay(Handle handle, WorkspaceId workspace, String flow, Instant now) {
        return handle.createQuery("""
                        SELECT coalesce(sum(not_before <= :now), 0) AS due, count(*) AS waiting FROM outbox
                        WHERE workspace = :workspace AND flow = :flow AND step = :step
                          AND status IN ('PENDING', 'SENDING')
                        """)
                .bind("now", now.toEpochMilli())
                .bind("workspace", workspace.value())
                .bind("flow", flow)
                .bind("step", CAMPAIGN_STEP)
                .map((row, context) -> new OnTheirWay(row.getLong("due"), row.getLong("waiting")))
                .one();
    }

    /** Takes back the waiting messages of a campaign; answers their runs. What is being handed over stays. */
    public List<String> takeBack(Handle handle, WorkspaceId workspace, String flow) {
        return handle.createQuery("""
                        DELETE FROM outbox WHERE workspace = :workspace AND flow = :flow AND step = :step
                          AND status = 'PENDING' RETURNING run
                        """)
                .bind("workspace", workspace.value())
                .bind("flow", flow)
                .bind("step", CAMPAIGN_STEP)
                .mapTo(String.class)
                .list();
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

    /** The messages of a merged person, and the topics that were refused, become those of the one who stays. */
    public static void merge(Handle handle, MergeHistoryStore.Followed merge) {
        MergedRowStore.give(handle, merge, "outbox", "webhook_call");
        MergedRowStore.unite(handle, merge, "topic_refusal");
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

    /** Forgets whom the messages of a run went to, and takes back those that wait. */
    public void forgetRun(Handle handle, WorkspaceId workspace, String flow, String run) {
        handle.execute(
                "DELETE FROM outbox WHERE workspace = ? AND person = 0 AND flow = ? AND run = ? AND status = 'PENDING'",
                workspace.value(),
                flow,
                run);
        handle.execute(
                "UPDATE outbox SET recipient = '', subject = '' WHERE workspace = ? AND person = 0 AND flow = ? AND run = ?",
                workspace.value(),
                flow,
                run);
    }

    /** The messages of a run to an address of nobody known become those of a person. */
    public void belongs(Handle handle, WorkspaceId workspace, String flow, String run, int person) {
        handle.execute(
                "UPDATE outbox SET person = ? WHERE workspace = ? AND person = 0 AND flow = ? AND run = ?",
                person,
                workspace.value(),
                flow,
                run);
    }

    static OutboxMessage read(ResultSet row, StatementContext context) throws SQLException {
        QueuedMessage message = new QueuedMessage(
                new WorkspaceId(row.getString("workspace")),
                row.getString("flow"),
                row.getInt("version"),
                row.getInt("person"),
                row.getString("run"),
                row.getString("step"),
                row.getInt("occurrence"),
                Channel.valueOf(row.getString("channel")),
                row.getBoolean("marketing"),
                row.getString("topic"),
                Priority.of(row.getInt("priority")));
        long sentAt = row.getLong("sent_at");
        boolean neverSent = row.wasNull();
        long deliveredAt = row.getLong("delivered_at");
        boolean notDelivered = row.wasNull();
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
                notDelivered ? Optional.empty() : Optional.of(Instant.ofEpochMilli(deliveredAt)),
                List.of(Json.read(
                        row.getString("checks").getBytes(StandardCharsets.UTF_8), SendingChecks.Check[].class)));
    }
}
