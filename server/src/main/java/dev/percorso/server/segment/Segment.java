package dev.percorso.server.segment;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * A segment with the number of its members now.
 *
 * @param description empty when there is none
 */
public record Segment(String id, String name, Optional<String> description, JsonNode condition, long size) {}
