package dev.percorso.engine.fold;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a funnel found. Counts are persons, sessions or attempts, as the funnel says.
 *
 * @param steps one entry per step
 * @param converted durations from the first step to the last, of those who did it, when asked for
 * @param personsExcluded persons whom an exclusion took out of the funnel
 * @param groups counts by value of the breakdown, most frequent first; empty without one
 * @param trend counts per step for each bucket of the trend by start of the attempt; empty without one
 */
public record FunnelResult(
        List<Step> steps, Durations converted, long personsExcluded, List<Group> groups, List<List<Long>> trend) {
    /**
     * One step.
     *
     * @param count how many did it
     * @param fromPrevious durations from the step done before it, when asked for
     * @param persons who did it, when asked for; with a trend, in attempts that start in one of its buckets
     * @param personsLost who did the mandatory step before it but not this one or a later one, when asked for; with a
     *     trend, likewise
     */
    public record Step(long count, Durations fromPrevious, BitSet persons, BitSet personsLost) {}

    /**
     * Counts of one value of the breakdown.
     *
     * @param value {@code String}, {@code Double} or {@code Boolean}; null for those without a value
     * @param counts per step
     */
    public record Group(@Nullable Object value, List<Long> counts) {}

    /** Share of those who started that did the last step; 0 when nobody started. */
    public double conversion() {
        long started = steps.getFirst().count();
        return started == 0 ? 0 : (double) steps.getLast().count() / started;
    }
}
