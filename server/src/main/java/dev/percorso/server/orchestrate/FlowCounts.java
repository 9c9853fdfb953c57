package dev.percorso.server.orchestrate;

import java.util.List;

/** Live counts of a flow, over all its versions. */
public record FlowCounts(
        long entered, long active, long goals, long exited, List<StepCount> steps, List<EdgeCount> edges) {

    /** How many wait at a step and how many went past it; messages for e-mail steps. */
    public record StepCount(String step, long waiting, long passed, long sent, long failed, long skipped) {}

    /** How many went from one step to another. */
    public record EdgeCount(String from, String to, long persons) {}
}
