package dev.percorso.server.deliver;

import java.time.Instant;
import java.util.Optional;

/**
 * An address that gets no marketing.
 *
 * @param id the keyed hash of the address
 * @param address empty when it was forgotten, or came by a link of before addresses were kept
 */
record Suppression(String id, Optional<String> address, String reason, Instant since) {}
