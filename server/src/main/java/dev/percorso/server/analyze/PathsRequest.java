package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.Input.require;
import static dev.percorso.server.analyze.Input.requirePresent;

import dev.percorso.server.segment.EventMatch;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * Asks for the ways people take.
 *
 * @param start paths begin at this event
 * @param end paths lead to this event
 * @param label event property shown instead of the bare name where present
 */
public record PathsRequest(
        Scope scope,
        Optional<EventMatch> start,
        Optional<EventMatch> end,
        Optional<Integer> steps,
        Per per,
        Optional<String> label,
        Optional<Boolean> collapseRepeats,
        Optional<Integer> nodesPerStep) {

    /** What a path is cut from. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Per {
        SESSION,
        JOURNEY
    }

    public PathsRequest {
        requirePresent(scope, "scope");
        start = start == null ? Optional.empty() : start;
        end = end == null ? Optional.empty() : end;
        steps = steps == null ? Optional.empty() : steps;
        per = per == null ? Per.SESSION : per;
        label = label == null ? Optional.empty() : label;
        collapseRepeats = collapseRepeats == null ? Optional.empty() : collapseRepeats;
        nodesPerStep = nodesPerStep == null ? Optional.empty() : nodesPerStep;
        steps.ifPresent(count -> require(count >= 2 && count <= 10, "'steps' must be from 2 to 10"));
        nodesPerStep.ifPresent(count -> require(count >= 2 && count <= 20, "'nodesPerStep' must be from 2 to 20"));
    }

    int stepCount() {
        return steps.orElse(5);
    }

    boolean collapses() {
        return collapseRepeats.orElse(true);
    }

    int nodeCount() {
        return nodesPerStep.orElse(7);
    }
}
