package dev.percorso.server.collect.protocol;

import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.Unzipped;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Bodies that are not plain JSON: forms, and JSON in base64 inside them or alone. */
final class Forms {
    private static final String DATA = "data";

    private Forms() {}

    /**
     * The JSON of a body that may hold it plainly, in base64, or in the field {@code data} of a form either way; zipped
     * or not within the base64.
     */
    static byte[] json(Call call) {
        if (call.isGet()) {
            return decoded(call.query(DATA)
                    .orElseThrow(() -> ProblemException.invalid(
                            "/" + DATA, "send the events as JSON or base64 of JSON in the parameter 'data'")));
        }
        if (startsAsJson(call.body())) {
            return call.body();
        }
        String text = new String(call.body(), StandardCharsets.UTF_8).strip();
        return decoded(text.startsWith(DATA + "=") || text.contains("&" + DATA + "=") ? field(text) : text);
    }

    private static String field(String form) {
        return Optional.ofNullable(fields(form).get(DATA)).orElse("");
    }

    private static boolean startsAsJson(byte[] body) {
        int start = 0;
        while (start < body.length && Character.isWhitespace(body[start])) {
            start++;
        }
        return start < body.length && (body[start] == '{' || body[start] == '[');
    }

    /** Senders forget to encode the plus signs of base64, which then arrive as blanks. */
    private static byte[] decoded(String data) {
        byte[] plain = data.getBytes(StandardCharsets.UTF_8);
        if (startsAsJson(plain)) {
            return plain;
        }
        try {
            byte[] bytes = Base64.getMimeDecoder()
                    .decode(data.strip().replace(' ', '+').replace('-', '+').replace('_', '/'));
            return Unzipped.read(bytes, ProtocolAdapter.MOST_BODY_BYTES);
        } catch (IllegalArgumentException notBase64) {
            throw ProblemException.of(
                    ErrorCode.INVALID_JSON, "The body is neither JSON nor base64 of JSON; nothing was taken");
        }
    }

    /** The fields of a query or form; the last of equal names wins. */
    static Map<String, String> fields(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : encoded.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(urlDecoded(pair.substring(0, equals)), urlDecoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String urlDecoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    /** A query as a flat JSON object. */
    static ObjectNode tree(String query) {
        ObjectNode tree = JsonBody.MAPPER.createObjectNode();
        fields(query.startsWith("?") ? query.substring(1) : query).forEach(tree::put);
        return tree;
    }
}
