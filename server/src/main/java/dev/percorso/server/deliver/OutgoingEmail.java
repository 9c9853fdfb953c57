package dev.percorso.server.deliver;

import java.util.Optional;

/**
 * An e-mail ready to be handed over.
 *
 * @param id makes the Message-ID, the same for every attempt and never used by another message
 * @param unsubscribeUrl for the List-Unsubscribe headers of RFC 8058
 * @param sender empty for the installation's own
 */
public record OutgoingEmail(
        String id, String to, RenderedMessage content, Optional<String> unsubscribeUrl, Optional<Sender> sender) {
    /** From the installation's own address, unsigned. */
    public OutgoingEmail(String id, String to, RenderedMessage content, Optional<String> unsubscribeUrl) {
        this(id, to, content, unsubscribeUrl, Optional.empty());
    }
}
