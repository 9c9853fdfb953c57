package dev.percorso.server.segment;

import tools.jackson.databind.JsonNode;

/** A segment as it is stored. */
record StoredSegment(String id, String name, String description, JsonNode condition) {}
