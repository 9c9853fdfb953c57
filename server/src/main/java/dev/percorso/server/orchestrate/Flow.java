package dev.percorso.server.orchestrate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A flow with its draft.
 *
 * @param version the newest published version
 * @param changed whether the draft differs from it
 */
public record Flow(
        String name,
        Optional<String> description,
        FlowDocument definition,
        String id,
        FlowStatus status,
        long revision,
        Optional<Integer> version,
        boolean changed,
        List<FlowProblem> problems,
        Instant updatedAt) {}
