package dev.percorso.server.deliver;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Rules of delivery, topics and who refused them, in the state database. */
final class DeliveryRulesStore {
    private final Database database;
    private final Cache<WorkspaceId, DeliveryRules> known =
            Caffeine.newBuilder().build();

    DeliveryRulesStore(Database database) {
        this.database = database;
    }

    DeliveryRules rules(WorkspaceId workspace) {
        return known.get(workspace, this::read);
    }

    private DeliveryRules read(WorkspaceId workspace) {
        return database.read(
                        handle -> handle.createQuery("SELECT rules FROM delivery_rules WHERE workspace = :workspace")
                                .bind("workspace", workspace.value())
                                .mapTo(String.class)
                                .findOne())
                .map(text -> Json.read(text.getBytes(StandardCharsets.UTF_8), DeliveryRules.class))
                .orElse(DeliveryRules.NONE);
    }

    void save(WorkspaceId workspace, DeliveryRules rules) {
        database.run(handle -> handle.execute(
                "INSERT INTO delivery_rules (workspace, rules) VALUES (?, ?)"
                        + " ON CONFLICT DO UPDATE SET rules = excluded.rules",
                workspace.value(),
                Json.text(rules)));
        known.invalidate(workspace);
    }

    /** What people can subscribe to, in the order in which they are shown. */
    List<Topic> topics(WorkspaceId workspace) {
        return database.read(handle -> handle.createQuery("""
                        SELECT id, name, description FROM topic WHERE workspace = :workspace ORDER BY position
                        """)
                .bind("workspace", workspace.value())
                .map((row, context) -> new Topic(
                        row.getString("id"),
                        row.getString("name"),
                        Optional.of(row.getString("description")).filter(text -> !text.isEmpty())))
                .list());
    }

    /** Keeps what people refused, also of a topic that comes back. */
    void saveTopics(WorkspaceId workspace, List<Topic> topics) {
        database.run(handle -> {
            handle.execute("DELETE FROM topic WHERE workspace = ?", workspace.value());
            for (int place = 0; place < topics.size(); place++) {
                Topic topic = topics.get(place);
                handle.execute(
                        "INSERT INTO topic (workspace, id, name, description, position) VALUES (?, ?, ?, ?, ?)",
                        workspace.value(),
                        topic.id(),
                        topic.name(),
                        topic.description().orElse(""),
                        place);
            }
        });
    }

    Set<String> refused(WorkspaceId workspace, int person) {
        return new HashSet<>(database.read(handle -> handle.createQuery("""
                        SELECT topic FROM topic_refusal WHERE workspace = :workspace AND person = :person
                        """)
                .bind("workspace", workspace.value())
                .bind("person", person)
                .mapTo(String.class)
                .list()));
    }

    void refuse(WorkspaceId workspace, int person, Set<String> topics, Instant now) {
        database.run(handle -> {
            handle.execute("DELETE FROM topic_refusal WHERE workspace = ? AND person = ?", workspace.value(), person);
            for (String topic : new ArrayList<>(topics)) {
                handle.execute(
                        "INSERT INTO topic_refusal (workspace, person, topic, refused_at) VALUES (?, ?, ?, ?)",
                        workspace.value(),
                        person,
                        topic,
                        now.toEpochMilli());
            }
        });
    }

    /** How the run that queued the message ended: a kind, or nothing while it goes on; empty when no flow's run did. */
    Optional<String> endOfRun(QueuedMessage message) {
        return database.read(handle -> handle.createQuery("""
                        SELECT coalesce(json_extract(state, '$.exit.kind'), '') FROM flow_run
                        WHERE workspace = :workspace AND run = :run
                        """)
                .bind("workspace", message.workspace().value())
                .bind("run", message.run())
                .mapTo(String.class)
                .findOne());
    }

    /**
     * Marketing that went to the person since an instant, or is being handed over before this message. One of a lower
     * priority that is being handed over was taken when this one was not there yet, or it would have had to wait.
     *
     * @param channel empty for all of them
     */
    long sentSince(OutboxMessage row, Optional<String> channel, Instant since) {
        QueuedMessage message = row.message();
        return database.read(handle -> handle.createQuery("""
                        SELECT count(*) FROM outbox
                        WHERE workspace = :workspace AND person = :person AND marketing = 1
                          AND (:channel IS NULL OR channel = :channel)
                          AND ((status = 'SENT' AND sent_at > :since)
                            OR (status = 'UNKNOWN' AND not_before > :since)
                            OR (status = 'SENDING' AND (priority < :priority
                              OR (priority = :priority AND sequence < :before))))
                        """)
                .bind("workspace", message.workspace().value())
                .bind("person", message.person())
                .bind("channel", channel.map(name -> name.toUpperCase(Locale.ROOT)))
                .bind("since", since.toEpochMilli())
                .bind("priority", message.priority().rank())
                .bind("before", row.sequence())
                .mapTo(Long.class)
                .one());
    }
}
