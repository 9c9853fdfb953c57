package dev.percorso.server.collect.protocol;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * A call cut into its events.
 *
 * @param keys where a write key may stand in this protocol, most likely first
 * @param form how its events are to be read, see {@link ProtocolAdapter#draft}
 * @param envelope what was said once for all events
 */
record Delivery(List<String> keys, String form, ObjectNode envelope, List<Item> items) {}
