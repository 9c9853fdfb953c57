package dev.percorso.server.analyze;

import java.util.List;
import java.util.Optional;

/** A funnel's counts. */
public record FunnelResult(List<StepResult> steps, Optional<List<StepResult>> comparison, List<Series> breakdown) {

    /**
     * One step.
     *
     * @param lost reached this step and not the next; 0 at the last
     * @param time seconds from the previous step; absent at the first and when nobody reached it
     */
    public record StepResult(
            String label, long count, Rate fromStart, Rate fromPrevious, long lost, Optional<Durations> time) {}

    /** Seconds. */
    public record Durations(double median, double mean, double p90) {}

    /** The funnel of those with one value of the breakdown. */
    public record Series(String value, List<StepResult> steps) {}
}
