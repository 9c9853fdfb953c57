package dev.percorso.flow;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * A flow as drawn; possibly incomplete. {@link FlowCheck} says what is missing, {@link FlowVersion} is a complete one.
 *
 * @param id identity of the flow, the same in all its versions
 * @param keyProperty property of the entry event whose value makes runs of one person independent (an order's id, say)
 * @param holdout hundredths of a percent of the persons who enter, receive nothing and are measured
 */
public record FlowDefinition(
        String id,
        String name,
        List<Step> steps,
        Optional<Goal> goal,
        List<ExitRule> exitRules,
        ReEntry reEntry,
        Optional<String> keyProperty,
        int holdout) {
    public FlowDefinition {
        requireNonNull(id);
        requireNonNull(name);
        steps = List.copyOf(steps);
        requireNonNull(goal);
        exitRules = List.copyOf(exitRules);
        requireNonNull(reEntry);
        requireNonNull(keyProperty);
    }

    /** A flow that holds nobody out. */
    public FlowDefinition(
            String id,
            String name,
            List<Step> steps,
            Optional<Goal> goal,
            List<ExitRule> exitRules,
            ReEntry reEntry,
            Optional<String> keyProperty) {
        this(id, name, steps, goal, exitRules, reEntry, keyProperty, 0);
    }
}
