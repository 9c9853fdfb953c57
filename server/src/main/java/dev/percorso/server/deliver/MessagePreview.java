package dev.percorso.server.deliver;

import dev.percorso.server.event.WorkspaceId;
import java.util.Optional;

/** Shows a message as a person would get it, without sending it. Its links lead nowhere. */
public final class MessagePreview {
    private static final String UNSUBSCRIBE_LINK = "#unsubscribe";
    private static final String PREFERENCES_LINK = "#preferences";

    private final Recipients recipients;
    private final MessageRenderer renderer;

    public MessagePreview(Recipients recipients, MessageRenderer renderer) {
        this.recipients = recipients;
        this.renderer = renderer;
    }

    /**
     * The message with what is known of the person now; empty when the person is gone.
     *
     * @throws dev.percorso.liquid.TemplateException when a template exceeds its budget
     */
    public RenderedMessage of(WorkspaceId workspace, int person, MessageContent content, boolean marketing) {
        return recipients
                .find(workspace, person)
                .map(recipient -> renderer.render(
                        content,
                        recipient,
                        Optional.of(UNSUBSCRIBE_LINK).filter(_ -> marketing),
                        Optional.of(PREFERENCES_LINK)))
                .orElseGet(() -> new RenderedMessage("", "", ""));
    }

    /** The same of a message that has no HTML. */
    public RenderedMessage plain(WorkspaceId workspace, int person, String title, String text, Occasion occasion) {
        return recipients
                .find(workspace, person)
                .map(recipient -> new RenderedMessage(
                        renderer.plain(title, occasion, recipient),
                        "",
                        renderer.plain(text, occasion, recipient).strip()))
                .orElseGet(() -> new RenderedMessage("", "", ""));
    }
}
