package dev.percorso.server.deliver.feedback;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A report as it came in.
 *
 * @param headers by name in lower case
 * @param key that the provider signs with, as the user gave it; empty for none
 */
record Report(byte[] body, Map<String, String> headers, String key) {
    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
