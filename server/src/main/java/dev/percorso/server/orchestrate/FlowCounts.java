package dev.percorso.server.orchestrate;

import dev.percorso.engine.stat.Interval;
import java.util.List;

/** Live counts of a flow, over all its versions. */
public record FlowCounts(
        long entered,
        long active,
        long goals,
        long exited,
        long heldOut,
        List<StepCount> steps,
        List<EdgeCount> edges,
        List<WayCount> ways) {

    /**
     * How many wait at a step and how many went past it; messages and clicks for steps that send, and
     * what the site showed for those that let it.
     */
    public record StepCount(
            String step,
            long waiting,
            long passed,
            long sent,
            long failed,
            long skipped,
            long shown,
            long clicked,
            long bounced,
            long complained,
            long unsubscribed) {}

    /**
     * Whom chance sent one way of a split, for the first time in a run each.
     *
     * @param goals of them, who reached the goal in that run
     * @param share of goals with its 95 % interval
     */
    public record WayCount(String step, String way, long persons, long goals, Interval share) {}

    /**
     * How many went from one step to another.
     *
     * @param outlet the way out of the first, such as next, yes or the label of a way; empty for those counted before
     *     ways were told apart
     */
    public record EdgeCount(String from, String outlet, String to, long persons) {}
}
