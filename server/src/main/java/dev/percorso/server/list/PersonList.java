package dev.percorso.server.list;

import java.time.Instant;
import java.util.Optional;

/** A list and how many people are on it. */
public record PersonList(String id, String name, Optional<String> description, long people, Instant updatedAt) {}
