package dev.percorso.server.deliver;

import dev.percorso.server.people.DataSubject;
import dev.percorso.server.people.PersonalData;
import dev.percorso.server.people.PersonalRowStore;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Messages to persons. Their counts outlive an erasure; whom they went to and what they said does not. */
public final class MessageDataStore implements PersonalData {
    private final Suppressions suppressions;
    private final InstantSource clock;

    public MessageDataStore(Suppressions suppressions, InstantSource clock) {
        this.suppressions = suppressions;
        this.clock = clock;
    }

    @Override
    public Set<String> tables() {
        return Set.of("outbox", "suppression", "notice", "webhook_call", "topic_refusal");
    }

    @Override
    public Map<String, Object> export(Handle handle, DataSubject subject) {
        return Map.of(
                "suppressions",
                subject.addresses().stream()
                        .flatMap(address -> suppressible(address).stream())
                        .map(suppressions::hash)
                        .distinct()
                        .flatMap(hash -> SuppressionStore.of(handle, subject.workspace(), hash).stream())
                        .toList(),
                "refusedTopics",
                PersonalRowStore.read(handle, """
                        SELECT topic, refused_at AS refusedAt FROM topic_refusal
                        WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))
                        """, subject, Set.of("refusedAt")),
                "webhooks",
                PersonalRowStore.read(handle, """
                        SELECT f.name AS flow, c.step, lower(c.status) AS status, c.reason, c.created_at AS queuedAt,
                          c.done_at AS doneAt
                        FROM webhook_call c LEFT JOIN flow f ON f.workspace = c.workspace AND f.id = c.flow
                        WHERE c.workspace = :workspace AND c.person IN (SELECT value FROM json_each(:numbers))
                        ORDER BY c.sequence
                        """, subject, Set.of("queuedAt", "doneAt")),
                "messages",
                PersonalRowStore.read(
                        handle,
                        """
                        SELECT f.name AS flow, o.step, o.topic, lower(o.status) AS status, o.reason, o.recipient,
                          o.subject, o.created_at AS queuedAt, o.sent_at AS sentAt, o.bounced_at AS bouncedAt,
                          o.complained_at AS complainedAt, o.unsubscribed_at AS unsubscribedAt
                        FROM outbox o LEFT JOIN flow f ON f.workspace = o.workspace AND f.id = o.flow
                        WHERE o.workspace = :workspace AND o.person IN (SELECT value FROM json_each(:numbers))
                        ORDER BY o.sequence
                        """,
                        subject,
                        Set.of("queuedAt", "sentAt", "bouncedAt", "complainedAt", "unsubscribedAt")));
    }

    @Override
    public void erase(Handle handle, DataSubject subject) {
        PersonalRowStore.change(handle, """
                DELETE FROM topic_refusal WHERE workspace = :workspace
                  AND person IN (SELECT value FROM json_each(:numbers))
                """, subject);
        PersonalRowStore.change(handle, """
                DELETE FROM webhook_call WHERE workspace = :workspace
                  AND person IN (SELECT value FROM json_each(:numbers))
                """, subject);
        PersonalRowStore.change(handle, """
                DELETE FROM outbox WHERE workspace = :workspace AND status = 'PENDING'
                  AND person IN (SELECT value FROM json_each(:numbers))
                """, subject);
        PersonalRowStore.change(handle, """
                UPDATE outbox SET status = iif(status = 'SENDING', 'UNKNOWN', status), person = 0, recipient = '',
                  subject = '', reason = '', run = 'erased-' || sequence
                WHERE workspace = :workspace AND person IN (SELECT value FROM json_each(:numbers))
                """, subject);
        if (!subject.telling().isEmpty()) {
            handle
                    .createQuery("SELECT sequence, content FROM notice WHERE workspace = :workspace")
                    .bind("workspace", subject.workspace().value())
                    .map((row, context) -> Map.entry(row.getLong(1), row.getString(2)))
                    .stream()
                    .filter(notice -> subject.isToldBy(notice.getValue()))
                    .toList()
                    .forEach(notice -> handle.execute("DELETE FROM notice WHERE sequence = ?", notice.getKey()));
        }
        subject.addresses().stream()
                .flatMap(address -> suppressible(address).stream())
                .forEach(address -> SuppressionStore.suppress(
                        handle,
                        subject.workspace(),
                        new SuppressionStore.Entry(suppressions.hash(address), ""),
                        "erased",
                        clock.instant()));
    }

    /** An e-mail address, or a telephone number as it is sent to. */
    private static Optional<String> suppressible(String address) {
        return address.contains("@") ? Optional.of(address) : PhoneNumber.of(address);
    }
}
