package dev.percorso.server.deliver;

import dev.percorso.liquid.TemplateException;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Access;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.ProblemWords;
import dev.percorso.server.http.Request;
import dev.percorso.server.http.Response;
import dev.percorso.server.http.Router;
import dev.percorso.server.http.Routes;
import dev.percorso.server.people.People;
import dev.percorso.server.store.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The outbox and the preview of messages. */
public final class MessageRoutes implements Routes {
    private static final String PREVIEW_LINK = "#unsubscribe";
    private static final String PREFERENCES_LINK = "#preferences";

    private final OutboxStore outbox;
    private final Recipients recipients;
    private final PreviewRecipients previews;
    private final MessageContents contents;
    private final MessageRenderer renderer;
    private final InstantSource clock;

    public MessageRoutes(
            Database database,
            Recipients recipients,
            MessageContents contents,
            MessageRenderer renderer,
            InstantSource clock) {
        this.outbox = new OutboxStore(database);
        this.recipients = recipients;
        this.previews = new PreviewRecipients(recipients);
        this.contents = contents;
        this.renderer = renderer;
        this.clock = clock;
    }

    @Override
    public void register(Router router) {
        router.get("/api/workspaces/{workspace}/messages", Access.VIEW, this::list);
        router.post("/api/workspaces/{workspace}/messages/preview", Access.VIEW, this::preview);
    }

    private Response list(Request request) {
        WorkspaceId workspace = request.workspace();
        Optional<MessageStatus> status = request.query("status").map(MessageRoutes::status);
        List<OutboxMessage> rows = request.query("person")
                .map(person -> outbox.ofPersonBefore(workspace, People.number(person), Instant.MAX, request.limit()))
                .orElseGet(
                        () -> outbox.list(workspace, status, request.query("flow"), request.before(), request.limit()));
        ProblemWords words = request.words();
        return Response.ok(rows.stream().map(row -> view(workspace, row, words)).toList());
    }

    private static MessageStatus status(String name) {
        return MessageStatus.of(name)
                .orElseThrow(() -> ProblemException.invalid(
                        "/status",
                        "'%s' is no status of messages; use one of %s"
                                .formatted(
                                        name,
                                        Arrays.stream(MessageStatus.values())
                                                .map(MessageStatus::name)
                                                .collect(Collectors.joining(", ")))));
    }

    private MessageView view(WorkspaceId workspace, OutboxMessage row, ProblemWords words) {
        QueuedMessage message = row.message();
        // Whoever is asked whether an address is right is nobody known yet.
        String label = message.person() == 0 && !row.recipient().isEmpty()
                ? row.recipient()
                : recipients.label(workspace, message.person());
        return new MessageView(
                row.sequence(),
                Long.toString(row.sequence()),
                message.flow(),
                contents.flowName(workspace, message.flow()),
                contents.isCampaign(workspace, message.flow()),
                message.step(),
                Integer.toString(message.person()),
                label,
                message.channel(),
                text(row.recipient()),
                text(row.subject()),
                row.status(),
                text(row.reason()).map(words::of),
                row.createdAt(),
                row.sentAt(),
                row.deliveredAt(),
                row.checks());
    }

    private static Optional<String> text(String text) {
        return Optional.of(text).filter(known -> !known.isEmpty());
    }

    /**
     * What a preview is made of; a sample person stands in when none is named.
     *
     * @param subject of a push message its title
     * @param channel without it e-mail, whose body is HTML
     */
    record PreviewRequest(
            String subject, String body, Optional<String> text, Optional<Channel> channel, Optional<String> person) {}

    private Response preview(Request request) {
        PreviewRequest wanted = request.json(PreviewRequest.class);
        Recipient recipient = previews.of(request.workspace(), wanted.person());
        checked("/subject", wanted.subject());
        checked("/body", wanted.body());
        wanted.text().ifPresent(text -> checked("/text", text));
        Occasion occasion = PreviewRecipients.occasion(clock.instant());
        MessageContent content = new MessageContent(
                wanted.subject(), wanted.body(), wanted.text().orElse(""), occasion);
        try {
            if (wanted.channel().filter(channel -> channel != Channel.EMAIL).isPresent()) {
                return Response.ok(new RenderedMessage(
                        renderer.plain(wanted.subject(), occasion, recipient).strip(),
                        "",
                        renderer.plain(wanted.body(), occasion, recipient).strip()));
            }
            return Response.ok(
                    renderer.render(content, recipient, Optional.of(PREVIEW_LINK), Optional.of(PREFERENCES_LINK)));
        } catch (TemplateException wrong) {
            throw ProblemException.invalid("/body", String.valueOf(wrong.getMessage()));
        }
    }

    private void checked(String field, String source) {
        String problem = renderer.problemOf(source);
        if (!problem.isEmpty()) {
            throw ProblemException.invalid(field, problem);
        }
    }
}
