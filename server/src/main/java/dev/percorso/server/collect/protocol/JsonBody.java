package dev.percorso.server.collect.protocol;

import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON body of a call, cut into its events. Nesting too deep for an event is found event by event, so the parser
 * itself allows more.
 *
 * @param envelope everything but the events; of a body that is one event, that event
 * @param isObject whether the body is an object, not a bare list
 * @param isList whether the events stood in a list
 */
record JsonBody(ObjectNode envelope, List<Item> items, boolean isObject, boolean isList) {
    private static final int PARSED_DEPTH = 500;
    static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(PARSED_DEPTH)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /**
     * Reads a list of events, an object that has one under one of the names, or an object that is one event.
     *
     * @param lists names under which this protocol sends its events
     */
    static JsonBody parse(byte[] body, Set<String> lists) {
        return translated(() -> read(body, lists));
    }

    /** {@link #parse} for protocols that know no bare lists. */
    static JsonBody parseObject(byte[] body, Set<String> lists) {
        JsonBody parsed = parse(body, lists);
        if (!parsed.isObject) {
            throw ProblemException.of(ErrorCode.INVALID_JSON, "The body must be one JSON object");
        }
        return parsed;
    }

    /** A body that is one JSON value, such as the payload of a dead letter. */
    static JsonNode tree(byte[] body) {
        return translated(() -> Optional.ofNullable(MAPPER.readTree(body))
                .filter(tree -> !tree.isMissingNode())
                .orElseThrow(() -> ProblemException.of(ErrorCode.INVALID_JSON, "The event is empty")));
    }

    private interface Reading<T> {
        T run();
    }

    private static <T> T translated(Reading<T> reading) {
        try {
            return reading.run();
        } catch (JacksonException fault) {
            throw Json.malformed(fault);
        }
    }

    private static JsonBody read(byte[] body, Set<String> lists) {
        try (JsonParser parser = MAPPER.createParser(body)) {
            ObjectNode envelope = MAPPER.createObjectNode();
            List<Item> items = new ArrayList<>();
            JsonToken start = parser.nextToken();
            boolean isList = start == JsonToken.START_ARRAY;
            if (isList) {
                readItems(parser, body, items);
            } else if (start == JsonToken.START_OBJECT) {
                isList = readObject(parser, body, lists, envelope, items);
            } else {
                throw ProblemException.of(ErrorCode.INVALID_JSON, "The body must be a JSON object or list");
            }
            if (parser.nextToken() != null) {
                throw ProblemException.of(ErrorCode.INVALID_JSON, "The body goes on after its JSON value");
            }
            if (!isList) {
                items.add(new Item(envelope, body, 0, body.length));
            }
            return new JsonBody(envelope, items, start == JsonToken.START_OBJECT, isList);
        }
    }

    private static boolean readObject(
            JsonParser parser, byte[] body, Set<String> lists, ObjectNode envelope, List<Item> items) {
        boolean isList = false;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == JsonToken.START_ARRAY && lists.contains(name)) {
                readItems(parser, body, items);
                isList = true;
            } else {
                envelope.set(name, MAPPER.readTree(parser));
            }
        }
        return isList;
    }

    private static void readItems(JsonParser parser, byte[] body, List<Item> items) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int start = (int) parser.currentTokenLocation().getByteOffset();
            JsonNode tree = MAPPER.readTree(parser);
            int end = (int) parser.currentLocation().getByteOffset();
            items.add(new Item(tree, body, start, Math.max(start, end)));
        }
    }
}
