package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;
import java.util.Optional;

/** Knows what the messages of flows and campaigns say. */
public interface MessageContents {
    /** What a webhook step calls; empty when the flow is gone. */
    Optional<WebhookCall.Content> webhookOf(QueuedMessage call);

    /** Whom the message goes to when that is no known person: an address that is yet to be confirmed. */
    default Optional<Recipient> recipientOf(QueuedMessage message) {
        return Optional.empty();
    }

    /** What the message says; empty when its flow was deleted. */
    Optional<MessageContent> contentOf(QueuedMessage message);

    /** What a push message says; empty when its flow was deleted. */
    default Optional<PushMessage> pushOf(QueuedMessage message) {
        return Optional.empty();
    }

    /** What a text message says; empty when its flow was deleted. */
    default Optional<SmsMessage> smsOf(QueuedMessage message) {
        return Optional.empty();
    }

    /** The name of a flow, also of a deleted one; its id when there is none. */
    String flowName(WorkspaceId workspace, String flow);

    /** Whether that is a campaign, and no flow. */
    default boolean isCampaign(WorkspaceId workspace, String flow) {
        return false;
    }

    /** What links are tagged with, for reports on where visits came from; empty to leave them as they are. */
    default Optional<String> campaignTag(QueuedMessage message) {
        return Optional.empty();
    }
}
