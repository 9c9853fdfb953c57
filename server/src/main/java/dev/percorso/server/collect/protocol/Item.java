package dev.percorso.server.collect.protocol;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** One event of a call: its tree, and where it stands in the body. */
record Item(JsonNode tree, byte[] body, int start, int end) {
    /** An event that did not come as JSON. */
    static Item of(JsonNode tree) {
        byte[] text = tree.toString().getBytes(StandardCharsets.UTF_8);
        return new Item(tree, text, 0, text.length);
    }

    int sizeBytes() {
        return end - start;
    }

    String text() {
        return new String(body, start, end - start, StandardCharsets.UTF_8);
    }
}
