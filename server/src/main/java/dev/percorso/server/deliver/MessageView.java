package dev.percorso.server.deliver;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A message as the API shows it. */
record MessageView(
        long sequence,
        String id,
        String flow,
        String flowName,
        boolean campaign,
        String step,
        String personId,
        String person,
        Channel channel,
        Optional<String> to,
        Optional<String> subject,
        MessageStatus status,
        Optional<String> reason,
        Instant createdAt,
        Optional<Instant> sentAt,
        Optional<Instant> deliveredAt,
        List<SendingChecks.Check> checks) {}
