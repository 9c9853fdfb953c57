package dev.percorso.server.collect.protocol;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Makes flat values of nested JSON: names joined by dots, lists as JSON text, null left out. */
final class Flattening {
    static final int MOST_VALUES = 1_000;
    static final int DEEPEST = 64;

    private Flattening() {}

    /** @throws RefusedEventException when there are too many values or they lie too deep */
    static void into(Map<String, Object> target, String prefix, JsonNode node) {
        into(target, prefix, node, 1);
    }

    private static void into(Map<String, Object> target, String prefix, JsonNode node, int depth) {
        if (depth > DEEPEST) {
            throw new RefusedEventException(
                    "too-deep", "the event is nested deeper than %d levels; send it flatter".formatted(DEEPEST));
        }
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String name = prefix.isEmpty() ? entry.getKey() : prefix + "." + entry.getKey();
            if (entry.getValue().isObject()) {
                into(target, name, entry.getValue(), depth + 1);
            } else if (!entry.getValue().isNull() && !entry.getKey().isBlank()) {
                target.put(name, value(entry.getValue(), depth));
            }
        }
        if (target.size() > MOST_VALUES) {
            throw new RefusedEventException(
                    "too-many-properties", "the event has more than %,d properties; send fewer".formatted(MOST_VALUES));
        }
    }

    private static Object value(JsonNode node, int depth) {
        if (node.isString()) {
            return node.stringValue();
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return node.longValue();
        }
        if (node.isNumber()) {
            double number = node.doubleValue();
            return Double.isFinite(number) ? (Object) number : node.asString();
        }
        if (depthOf(node) + depth > DEEPEST) {
            throw new RefusedEventException(
                    "too-deep", "the event is nested deeper than %d levels; send it flatter".formatted(DEEPEST));
        }
        return node.toString();
    }

    private static int depthOf(JsonNode node) {
        int deepest = 0;
        for (JsonNode child : node) {
            deepest = Math.max(deepest, depthOf(child));
        }
        return deepest + 1;
    }
}
