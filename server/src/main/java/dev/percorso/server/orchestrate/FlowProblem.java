package dev.percorso.server.orchestrate;

import java.util.Optional;

/**
 * What keeps a draft from being published.
 *
 * @param step the step or {@code entry}; empty for the flow as a whole
 * @param message what is wrong and what to do
 */
public record FlowProblem(Optional<String> step, Optional<String> field, String code, String message) {}
