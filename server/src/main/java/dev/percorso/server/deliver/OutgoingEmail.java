package dev.percorso.server.deliver;

import java.util.Optional;

/**
 * An e-mail ready to be handed over.
 *
 * @param number makes the Message-ID, the same for every attempt
 * @param unsubscribeUrl for the List-Unsubscribe headers of RFC 8058
 */
public record OutgoingEmail(long number, String to, RenderedMessage content, Optional<String> unsubscribeUrl) {}
