package dev.percorso.server.form;

import dev.percorso.server.access.Workspaces;
import dev.percorso.server.deliver.MessageContent;
import dev.percorso.server.deliver.MessageContents;
import dev.percorso.server.deliver.Occasion;
import dev.percorso.server.deliver.QueuedMessage;
import dev.percorso.server.deliver.Recipient;
import dev.percorso.server.deliver.Suppressions;
import dev.percorso.server.deliver.WebhookCall;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.site.SiteLook;
import dev.percorso.server.store.Database;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The e-mail that asks whether an address is right. Nothing that was typed into the form stands in it, so that nobody can
 * use it to say something to others.
 */
public final class ConfirmationMail implements MessageContents {
    /** The step under which it stands in the outbox. */
    static final String STEP = "form-confirmation";

    private static final String SUBJECT = "{{ event.subject }}";
    private static final String TEXT = """
            {{ event.mail }}

            {{ event.confirm }}: {{ event.url }}

            {{ event.otherwise }}
            """;
    private static final String HTML = """
            <!doctype html>
            <html lang="{{ event.language }}">
            <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{{ event.subject }}</title></head>
            <body style="margin:0;padding:24px;font:16px/1.5 system-ui,sans-serif;color:{{ event.ink }};background:{{ event.paper }}">
            <p style="white-space:pre-line">{{ event.mail }}</p>
            <p style="margin:24px 0"><a href="{{ event.url }}" style="display:inline-block;padding:12px 24px;border-radius:8px;color:{{ event.paper }};background:{{ event.accent }};text-decoration:none;font-weight:600">{{ event.confirm }}</a></p>
            <p style="font-size:13px">{{ event.otherwise }}</p>
            </body>
            </html>
            """;

    private final Forms forms;
    private final FormStore store;
    private final FormTokens tokens;
    private final Workspaces workspaces;
    private final URI publicUrl;

    public ConfirmationMail(
            Database database, Forms forms, Suppressions suppressions, Workspaces workspaces, URI publicUrl) {
        this.forms = forms;
        this.store = new FormStore(database);
        this.tokens = new FormTokens(suppressions.secret());
        this.workspaces = workspaces;
        this.publicUrl = publicUrl;
    }

    private Optional<Submission> waiting(QueuedMessage message) {
        return message.step().equals(STEP)
                ? store.find(message.workspace(), message.run())
                        .filter(submission -> submission.status() == Submission.Status.PENDING)
                : Optional.empty();
    }

    @Override
    public Optional<Recipient> recipientOf(QueuedMessage message) {
        return waiting(message)
                .map(submission -> Recipient.unknown(
                        submission.address(),
                        workspaces.get(message.workspace()).timeZone()));
    }

    @Override
    public Optional<MessageContent> contentOf(QueuedMessage message) {
        return waiting(message)
                .flatMap(submission -> forms.find(message.workspace(), message.flow())
                        .map(form -> content(submission, form.content())));
    }

    private MessageContent content(Submission submission, FormContent form) {
        String language = form.languageFor(submission.answers().language());
        FormContent.Texts texts = form.textsIn(language);
        SiteLook look = form.look();
        FormTokens.Claim claim = new FormTokens.Claim(
                submission.workspace(),
                submission.id(),
                submission.mailedAt().orElse(submission.submittedAt()).plus(Submissions.FORGOTTEN_AFTER));
        return new MessageContent(
                SUBJECT,
                HTML,
                TEXT,
                Occasion.of(Map.of(
                        "language", language,
                        "subject", texts.subject(),
                        "mail", texts.mail(),
                        "confirm", texts.confirm(),
                        "url", publicUrl + "/confirm/" + tokens.link(claim),
                        "otherwise", otherwise(language),
                        "accent", look.accent(),
                        "paper", look.background(),
                        "ink", look.text())));
    }

    private static String otherwise(String language) {
        return language.equals("it")
                ? "Se non l'hai chiesto tu, non fare nulla: senza conferma non riceverai altro e dimenticheremo"
                        + " l'indirizzo entro 30 giorni."
                : "If you did not ask for this, do nothing: without your confirmation you will get nothing more, and the"
                        + " address is forgotten within 30 days.";
    }

    @Override
    public String flowName(WorkspaceId workspace, String flow) {
        return forms.find(workspace, flow).map(form -> form.content().name()).orElse(flow);
    }

    @Override
    public Optional<WebhookCall.Content> webhookOf(QueuedMessage call) {
        return Optional.empty();
    }
}
