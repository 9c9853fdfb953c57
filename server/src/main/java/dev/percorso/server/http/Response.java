package dev.percorso.server.http;

import java.util.Map;

/** What a handler answers. */
public sealed interface Response {
    int status();

    /** Headers besides the content type. */
    Map<String, String> headers();

    /** A JSON document. */
    record JsonBody(int status, Object value, Map<String, String> headers) implements Response {}

    /** Bytes of any type. */
    record Bytes(int status, String contentType, byte[] content, Map<String, String> headers) implements Response {}

    /** No content. */
    record Empty(int status, Map<String, String> headers) implements Response {}

    static Response ok(Object value) {
        return new JsonBody(200, value, Map.of());
    }

    static Response created(Object value) {
        return new JsonBody(201, value, Map.of());
    }

    static Response accepted(Object value) {
        return new JsonBody(202, value, Map.of());
    }

    static Response noContent() {
        return new Empty(204, Map.of());
    }

    static Response html(int status, String page) {
        return new Bytes(
                status,
                "text/html; charset=utf-8",
                page.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                Map.of("Cache-Control", "no-store"));
    }
}
