package dev.percorso.server.collect;

import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
 * The body of a Segment call, cut into its events. Nesting too deep for an event is found event by event, so the parser
 * itself allows more.
 *
 * @param envelope everything but the events of a batch
 */
record SegmentBody(ObjectNode envelope, List<Part> parts) {
    private static final int PARSED_DEPTH = 500;
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(PARSED_DEPTH)
                            .build())
                    .build())
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** One event: its tree, and where it stands in the body. */
    record Part(JsonNode tree, byte[] body, int start, int end) {
        int sizeBytes() {
            return end - start;
        }

        String text() {
            return new String(body, start, end - start, StandardCharsets.UTF_8);
        }
    }

    static SegmentBody parse(byte[] body, boolean isBatch) {
        try (JsonParser parser = MAPPER.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw ProblemException.of(ErrorCode.INVALID_JSON, "The body must be one JSON object");
            }
            ObjectNode envelope = MAPPER.createObjectNode();
            List<Part> parts = new ArrayList<>();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (isBatch && name.equals("batch") && value == JsonToken.START_ARRAY) {
                    readParts(parser, body, parts);
                } else {
                    envelope.set(name, MAPPER.readTree(parser));
                }
            }
            if (parser.nextToken() != null) {
                throw ProblemException.of(ErrorCode.INVALID_JSON, "The body goes on after its JSON object");
            }
            if (!isBatch) {
                parts.add(new Part(envelope, body, 0, body.length));
            }
            return new SegmentBody(envelope, parts);
        } catch (JacksonException fault) {
            throw ProblemException.of(
                    ErrorCode.INVALID_JSON,
                    "%s (line %d, column %d)"
                            .formatted(
                                    fault.getOriginalMessage(),
                                    fault.getLocation().getLineNr(),
                                    fault.getLocation().getColumnNr()));
        }
    }

    private static void readParts(JsonParser parser, byte[] body, List<Part> parts) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            int start = (int) parser.currentTokenLocation().getByteOffset();
            JsonNode tree = MAPPER.readTree(parser);
            int end = (int) parser.currentLocation().getByteOffset();
            parts.add(new Part(tree, body, start, Math.max(start, end)));
        }
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(envelope.get(name))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue);
    }
}
