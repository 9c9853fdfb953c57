package dev.percorso.server.deliver;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A row of the outbox.
 *
 * @param sequence place in the order of queuing, over all workspaces
 * @param attempts how often it was handed over in vain
 * @param deliveredAt when a telephone had it, where its gateway tells
 * @param checks the rules it was measured by last, with what came of them
 */
public record OutboxMessage(
        long sequence,
        QueuedMessage message,
        MessageStatus status,
        String reason,
        String recipient,
        String subject,
        int attempts,
        Instant createdAt,
        Optional<Instant> sentAt,
        Optional<Instant> deliveredAt,
        List<SendingChecks.Check> checks) {}
