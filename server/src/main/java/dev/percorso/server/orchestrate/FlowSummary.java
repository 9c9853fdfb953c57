package dev.percorso.server.orchestrate;

import java.time.Instant;
import java.util.Optional;

/** A flow in a list. */
public record FlowSummary(
        String id,
        String name,
        Optional<String> description,
        FlowStatus status,
        Optional<Integer> version,
        long active,
        long entered,
        long sent,
        long goals,
        Instant updatedAt) {}
