package dev.percorso.server.deliver;

import java.util.Optional;

/**
 * An e-mail ready to be handed over.
 *
 * @param id makes the Message-ID, the same for every attempt and never used by another message
 * @param unsubscribeUrl for the List-Unsubscribe headers of RFC 8058
 */
public record OutgoingEmail(String id, String to, RenderedMessage content, Optional<String> unsubscribeUrl) {}
