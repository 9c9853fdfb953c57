package dev.percorso.server.collect.files;

import dev.percorso.server.http.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** JSON objects as rows: nested names joined by dots, lists as JSON text. */
public final class JsonValues {
    private JsonValues() {}

    static Row row(long line, String text) {
        JsonNode tree;
        try {
            tree = Json.MAPPER.readTree(text);
        } catch (JacksonException broken) {
            return Row.bad(line, "it is not JSON: " + broken.getOriginalMessage(), text);
        }
        if (!tree.isObject()) {
            return Row.bad(line, "it must be a JSON object, e.g. {\"customer\": \"42\"}", text);
        }
        Map<String, Object> values = new LinkedHashMap<>();
        into(values, "", tree);
        if (values.size() > Header.MOST_COLUMNS) {
            return Row.bad(line, "it has more than %,d values; leave some out".formatted(Header.MOST_COLUMNS), text);
        }
        return Row.of(line, values, () -> text);
    }

    /** The values of an object by place: {@code address.city}. */
    public static Map<String, Object> flat(JsonNode object) {
        Map<String, Object> values = new LinkedHashMap<>();
        into(values, "", object);
        return values;
    }

    private static void into(Map<String, Object> values, String prefix, JsonNode node) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String name = prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey();
            if (entry.getValue().isObject()) {
                into(values, name, entry.getValue());
            } else {
                value(entry.getValue()).ifPresent(value -> values.put(name, value));
            }
        }
    }

    private static Optional<Object> value(JsonNode node) {
        if (node.isNull()) {
            return Optional.empty();
        }
        if (node.isString()) {
            return Optional.of(node.stringValue())
                    .filter(text -> !text.isEmpty())
                    .map(Object.class::cast);
        }
        if (node.isBoolean()) {
            return Optional.of(node.booleanValue());
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return Optional.of(node.longValue());
        }
        return Optional.of(node.isNumber() ? (Object) node.doubleValue() : node.toString());
    }
}
