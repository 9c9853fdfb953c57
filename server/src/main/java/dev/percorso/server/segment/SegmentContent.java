package dev.percorso.server.segment;

import dev.percorso.server.event.DisplayName;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What defines a segment.
 *
 * @param condition as JSON, see {@link Segments#parse}
 */
public record SegmentContent(String name, Optional<String> description, JsonNode condition) {
    public SegmentContent {
        if (!DisplayName.isValid(name)) {
            throw new IllegalArgumentException("a segment needs a 'name' " + DisplayName.RULE);
        }
        description = description == null ? Optional.empty() : description.filter(text -> !text.isBlank());
        if (condition == null || condition.isNull()) {
            throw new IllegalArgumentException("a segment needs a 'condition'");
        }
    }
}
