package dev.percorso.engine.process;

import dev.percorso.engine.fold.PathLabel;
import java.util.List;

/**
 * A proposed map.
 *
 * @param persons with any case
 * @param cases of them
 * @param goalCases of these, cases that reach the goal
 * @param touchpoints in order of stage and place
 * @param stages how many there are
 * @param goalStage the stage that the goal stands in; −1 without one
 * @param variants orders in which touchpoints are first come by, the most frequent first
 */
public record DiscoveryReport(
        long persons,
        long cases,
        long goalCases,
        List<Touchpoint> touchpoints,
        int stages,
        int goalStage,
        List<Variant> variants) {

    public DiscoveryReport {
        touchpoints = List.copyOf(touchpoints);
        variants = List.copyOf(variants);
    }

    /**
     * A place that people come by.
     *
     * @param label the event and, where events are told apart, the value
     * @param persons who come by
     * @param cases that come by
     * @param repeated of these, cases that come back after something else
     * @param goalCases of these, cases that reach the goal
     * @param place where in a journey it is first come by: 0 at its start, 1 at the goal (without a goal, at the end), up
     *     to 2 at the end of what comes after the goal; the mean of the cases that reach the goal, of all where none does
     * @param stage from 0
     * @param goal whether reaching it is the goal
     * @param mainPath whether at least half of the cases that reach the goal come by (of all, without a goal)
     */
    public record Touchpoint(
            PathLabel label,
            long persons,
            long cases,
            long repeated,
            long goalCases,
            double place,
            int stage,
            boolean goal,
            boolean mainPath) {}

    /**
     * An order of touchpoints, each where it is first come by.
     *
     * @param touchpoints places in {@link DiscoveryReport#touchpoints}
     * @param cases with exactly this order
     */
    public record Variant(List<Integer> touchpoints, long cases) {
        public Variant {
            touchpoints = List.copyOf(touchpoints);
        }
    }
}
