package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;
import java.util.Optional;

/** Knows what the messages of flows say. */
public interface MessageContents {
    /** What a webhook step calls; empty when the flow is gone. */
    Optional<WebhookCall.Content> webhookOf(QueuedMessage call);

    /** What the message says; empty when its flow was deleted. */
    Optional<MessageContent> contentOf(QueuedMessage message);

    /** The name of a flow, also of a deleted one. */
    String flowName(WorkspaceId workspace, String flow);
}
