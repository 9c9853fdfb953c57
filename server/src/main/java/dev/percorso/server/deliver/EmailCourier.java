package dev.percorso.server.deliver;

import dev.percorso.liquid.TemplateException;
import dev.percorso.server.event.WorkspaceId;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands messages to a mail server. */
public final class EmailCourier implements Courier {
    private static final Logger LOG = LoggerFactory.getLogger(EmailCourier.class);
    private static final String NO_SUBJECT = "";

    private final Mailer mailer;
    private final Recipients recipients;
    private final MessageContents contents;
    private final Suppressions suppressions;
    private final MessageRenderer renderer;
    private final Reactions reactions;
    private final Function<WorkspaceId, Optional<Sender>> from;

    public EmailCourier(
            Mailer mailer,
            Recipients recipients,
            MessageContents contents,
            Suppressions suppressions,
            MessageRenderer renderer,
            Reactions reactions,
            Function<WorkspaceId, Optional<Sender>> from) {
        this.mailer = mailer;
        this.recipients = recipients;
        this.contents = contents;
        this.suppressions = suppressions;
        this.renderer = renderer;
        this.reactions = reactions;
        this.from = from;
    }

    /** People are reached at their e-mail address. */
    public static Reach.Place reach(WorkspaceId workspace, int person, Recipient recipient) {
        return recipient.email().isBlank()
                ? new Reach.Nowhere("no e-mail address is known")
                : new Reach.At(recipient.email());
    }

    @Override
    public Carried carry(OutboxMessage row, Recipient recipient, String address) {
        QueuedMessage message = row.message();
        Optional<MessageContent> content = contents.contentOf(message);
        if (content.isEmpty()) {
            return new Dropped("the flow or campaign was deleted");
        }
        Optional<String> link =
                message.marketing() ? Optional.of(suppressions.unsubscribeUrl(row, address)) : Optional.empty();
        RenderedMessage rendered;
        try {
            Optional<String> preferences = link.map(_ -> suppressions.preferencesUrl(row, address));
            rendered = reactions.measured(
                    row, content.get(), renderer.render(content.get(), recipient, link, preferences));
        } catch (TemplateException wrong) {
            return new Tried(
                    new Mailer.Handover.Refused("its template is wrong: " + wrong.getMessage()), address, NO_SUBJECT);
        }
        Mailer.Handover handover = mailer.send(new OutgoingEmail(
                Long.toString(row.sequence()), address, rendered, link, from.apply(message.workspace())));
        if (handover instanceof Mailer.Handover.Taken) {
            noteLinks(message, rendered);
        }
        return new Tried(handover, address, rendered.subject());
    }

    /** What cannot be noted must not make a message that went out look as if it had not. */
    private void noteLinks(QueuedMessage message, RenderedMessage rendered) {
        try {
            recipients.sent(message.workspace(), message.person(), rendered);
        } catch (RuntimeException failure) {
            LOG.warn("the links in a message to person {} could not be noted", message.person(), failure);
        }
    }

    @Override
    public void close() {
        mailer.close();
    }
}
