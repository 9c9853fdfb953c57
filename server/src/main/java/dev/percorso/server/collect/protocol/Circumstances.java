package dev.percorso.server.collect.protocol;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is known of an event besides itself.
 *
 * @param source id of the source
 * @param receivedAt arrival
 * @param userAgent of the request, when a browser made it
 * @param address the request came from, when a browser made it
 * @param envelope what the call said once for all its events
 * @param spareId the message id of an event that has none and no time of its own either
 */
record Circumstances(
        String source,
        Instant receivedAt,
        Optional<String> userAgent,
        Optional<String> address,
        ObjectNode envelope,
        Optional<String> spareId) {}
