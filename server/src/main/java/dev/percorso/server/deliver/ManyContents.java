package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;
import java.util.List;
import java.util.Optional;

/** What messages say, whichever part of the program sends them: the first that knows answers. */
public record ManyContents(List<MessageContents> parts) implements MessageContents {
    public ManyContents {
        parts = List.copyOf(parts);
    }

    @Override
    public Optional<WebhookCall.Content> webhookOf(QueuedMessage call) {
        return parts.stream().flatMap(part -> part.webhookOf(call).stream()).findFirst();
    }

    @Override
    public Optional<Recipient> recipientOf(QueuedMessage message) {
        return parts.stream()
                .flatMap(part -> part.recipientOf(message).stream())
                .findFirst();
    }

    @Override
    public Optional<MessageContent> contentOf(QueuedMessage message) {
        return parts.stream().flatMap(part -> part.contentOf(message).stream()).findFirst();
    }

    @Override
    public Optional<PushMessage> pushOf(QueuedMessage message) {
        return parts.stream().flatMap(part -> part.pushOf(message).stream()).findFirst();
    }

    @Override
    public Optional<SmsMessage> smsOf(QueuedMessage message) {
        return parts.stream().flatMap(part -> part.smsOf(message).stream()).findFirst();
    }

    @Override
    public String flowName(WorkspaceId workspace, String flow) {
        return parts.stream()
                .map(part -> part.flowName(workspace, flow))
                .filter(name -> !name.equals(flow))
                .findFirst()
                .orElse(flow);
    }

    @Override
    public boolean isCampaign(WorkspaceId workspace, String flow) {
        return parts.stream().anyMatch(part -> part.isCampaign(workspace, flow));
    }

    @Override
    public Optional<String> campaignTag(QueuedMessage message) {
        return parts.stream()
                .flatMap(part -> part.campaignTag(message).stream())
                .findFirst();
    }
}
