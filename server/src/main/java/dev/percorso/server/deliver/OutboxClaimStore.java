package dev.percorso.server.deliver;

import dev.percorso.server.http.Json;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Takes messages out of the outbox to be handed over, and writes down what became of them. */
final class OutboxClaimStore {
    private final Database database;

    OutboxClaimStore(Database database) {
        this.database = database;
    }

    /**
     * Takes the oldest waiting messages of a channel, so that nobody else and no later start of the server sends them.
     * What a paused flow has queued waits until it goes on.
     *
     * @param sending channels that somebody sends on: what waits on another would hold up lower priorities for ever
     */
    List<OutboxMessage> claim(Channel channel, Set<Channel> sending, Instant now, int most) {
        // Receipts go before advertising, however much of it waits.
        for (boolean marketing : List.of(false, true)) {
            if (anyWaits(channel, marketing, now)) {
                return claim(channel, sending, marketing, now, most);
            }
        }
        return List.of();
    }

    private static boolean anyRanked(Handle handle) {
        return handle.createQuery("""
                        SELECT 1 FROM outbox WHERE priority <> 0 AND status IN ('PENDING', 'SENDING') LIMIT 1
                        """).mapTo(Integer.class).findOne().isPresent();
    }

    private boolean anyWaits(Channel channel, boolean marketing, Instant now) {
        return database.read(handle -> handle.createQuery("""
                        SELECT 1 FROM outbox
                        WHERE status = 'PENDING' AND channel = :channel AND marketing = :marketing
                          AND not_before <= :now
                          AND (workspace, flow) NOT IN (SELECT workspace, id FROM flow WHERE status = 'PAUSED')
                        LIMIT 1
                        """)
                .bind("channel", channel.name())
                .bind("marketing", marketing)
                .bind("now", now.toEpochMilli())
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    /**
     * What has a lower priority than another message to the same person waits until that one is decided: one on the same
     * channel, and where a cap counts all of them together, one on any.
     */
    private List<OutboxMessage> claim(Channel channel, Set<Channel> sending, boolean marketing, Instant now, int most) {
        return database.write(handle -> handle.createQuery("""
                        UPDATE outbox SET status = 'SENDING', attempts = attempts + 1
                        WHERE sequence IN (
                          SELECT sequence FROM outbox mine
                          WHERE status = 'PENDING' AND channel = :channel AND marketing = :marketing
                            AND not_before <= :now
                            AND (workspace, flow) NOT IN (SELECT workspace, id FROM flow WHERE status = 'PAUSED')
                            AND (NOT :ranked OR NOT EXISTS (
                              SELECT 1 FROM outbox other
                              WHERE other.workspace = mine.workspace AND other.person = mine.person
                                AND other.marketing AND other.priority > mine.priority
                                AND (other.channel = mine.channel
                                  OR (other.channel IN (SELECT value FROM json_each(:sending))
                                    AND EXISTS (
                                      SELECT 1 FROM delivery_rules rules, json_each(rules.rules, '$.caps') cap
                                      WHERE rules.workspace = mine.workspace
                                        AND cap.value ->> 'channel' IS NULL)))
                                AND (other.status = 'SENDING'
                                  OR (other.status = 'PENDING' AND other.not_before <= :now
                                    AND (other.workspace, other.flow)
                                      NOT IN (SELECT workspace, id FROM flow WHERE status = 'PAUSED')))))
                          ORDER BY not_before, sequence LIMIT :most)
                        RETURNING *
                        """)
                .bind("now", now.toEpochMilli())
                .bind("channel", channel.name())
                .bind("ranked", marketing && anyRanked(handle))
                .bind("sending", Json.text(sending.stream().map(Channel::name).toList()))
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

        Outcome notBefore(Instant later) {
            return new Outcome(sequence, status, reason, recipient, subject, later, sentAt, checks, held);
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
    int markInterrupted(Channel channel) {
        return database.write(handle ->
                handle.createUpdate("""
                        UPDATE outbox SET status = 'UNKNOWN',
                            reason = 'the server stopped while handing it over; it is not sent again, to never send twice'
                        WHERE status = 'SENDING' AND channel = :channel
                        """).bind("channel", channel.name()).execute());
    }
}
