package dev.percorso.server.collect.connect;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A delivery whose sender is known.
 *
 * @param headers by name in lower case
 * @param body of a JSON object or list
 */
record Hook(ConnectorStore.Receiver receiver, Map<String, String> headers, byte[] bytes, JsonNode body) {
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Text or a number at a place such as {@code customer.email}. */
    Optional<String> text(String place) {
        return text(body, place);
    }

    static Optional<String> text(JsonNode from, String place) {
        JsonNode node = from;
        for (String part : place.split("\\.", -1)) {
            node = node.isArray() ? node.path(place(part)) : node.path(part);
        }
        return node.isValueNode() && !node.isNull() && !node.asString().isBlank()
                ? Optional.of(node.asString().strip())
                : Optional.empty();
    }

    private static int place(String number) {
        return number.matches("\\d{1,4}") ? Integer.parseInt(number) : Integer.MAX_VALUE;
    }
}
