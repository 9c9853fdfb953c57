package dev.percorso.server.orchestrate;

import dev.percorso.flow.EmailContent;
import dev.percorso.flow.FlowEvent;
import dev.percorso.flow.RunState;
import dev.percorso.flow.Step;
import dev.percorso.server.compose.Templates;
import dev.percorso.server.deliver.MessageContent;
import dev.percorso.server.deliver.MessageContents;
import dev.percorso.server.deliver.Occasion;
import dev.percorso.server.deliver.PushMessage;
import dev.percorso.server.deliver.QueuedMessage;
import dev.percorso.server.deliver.SmsMessage;
import dev.percorso.server.deliver.WebhookCall;
import dev.percorso.server.event.WorkspaceId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the messages of flows say, by the step of the version that sent them. */
public final class FlowMessages implements MessageContents {
    private final FlowStore store;
    private final FlowCatalog catalog;
    private final RunStore runs;
    private final Templates templates;

    FlowMessages(FlowStore store, FlowCatalog catalog, RunStore runs, Templates templates) {
        this.store = store;
        this.catalog = catalog;
        this.runs = runs;
        this.templates = templates;
    }

    private Optional<Step> stepOf(QueuedMessage message) {
        return catalog.machine(message.workspace(), message.flow(), message.version())
                .flatMap(machine -> machine.flow().findStep(message.step()));
    }

    @Override
    public Optional<MessageContent> contentOf(QueuedMessage message) {
        return stepOf(message)
                .flatMap(step ->
                        step instanceof Step.SendEmail email ? content(message, email.content()) : Optional.empty());
    }

    @Override
    public Optional<PushMessage> pushOf(QueuedMessage message) {
        return stepOf(message)
                .flatMap(step -> step instanceof Step.SendPush push ? Optional.of(push.content()) : Optional.empty())
                .map(push -> new PushMessage(push.title(), push.body(), push.url(), push.icon(), occasionOf(message)));
    }

    @Override
    public Optional<SmsMessage> smsOf(QueuedMessage message) {
        return stepOf(message)
                .flatMap(step -> step instanceof Step.SendSms sms ? Optional.of(sms.content()) : Optional.empty())
                .map(sms -> new SmsMessage(sms.text(), occasionOf(message)));
    }

    @Override
    public Optional<WebhookCall.Content> webhookOf(QueuedMessage call) {
        return stepOf(call).flatMap(step -> switch (step) {
            case Step.Webhook hook -> Optional.of(hookContent(call, hook.url(), hook.body()));
            case Step.WebhookWithAnswer hook -> Optional.of(hookContent(call, hook.url(), hook.body()));
            default -> Optional.empty();
        });
    }

    private WebhookCall.Content hookContent(QueuedMessage call, String url, String body) {
        return new WebhookCall.Content(url, body, occasionOf(call));
    }

    private Occasion occasionOf(QueuedMessage message) {
        return runs.find(message.workspace(), message.run())
                .map(FlowMessages::occasion)
                .orElse(Occasion.NONE);
    }

    /** What a run knows that its messages may show. */
    static Occasion occasion(RunState run) {
        return new Occasion(
                run.entry().map(FlowMessages::eventData).orElse(Map.of()),
                run.memory().coupon());
    }

    private Optional<MessageContent> content(QueuedMessage message, EmailContent content) {
        Occasion occasion = occasionOf(message);
        return switch (content) {
            case EmailContent.Inline inline ->
                Optional.of(new MessageContent(inline.subject(), inline.html(), inline.text(), occasion));
            case EmailContent.Template named ->
                templates.content(message.workspace(), message.flow(), message.version(), named.template(), occasion);
        };
    }

    /** What an e-mail would say that was sent now; empty when its template is gone. */
    Optional<MessageContent> draft(WorkspaceId workspace, EmailContent content, Occasion occasion) {
        return switch (content) {
            case EmailContent.Inline inline ->
                Optional.of(new MessageContent(inline.subject(), inline.html(), inline.text(), occasion));
            case EmailContent.Template named -> templates.draft(workspace, named.template(), occasion);
        };
    }

    private static Map<String, Object> eventData(FlowEvent event) {
        Map<String, Object> data = new LinkedHashMap<>(event.properties());
        data.put("name", event.name());
        data.put("time", event.at().toString());
        return data;
    }

    @Override
    public String flowName(WorkspaceId workspace, String flow) {
        return store.name(workspace, flow).orElse(flow);
    }
}
