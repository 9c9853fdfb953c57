package dev.percorso.engine.fold;

/** By what a funnel's counts are split. */
public sealed interface FunnelBreakdown {
    /** Not at all. */
    record None() implements FunnelBreakdown {}

    /** By a trait of the person. */
    record ByTrait(String trait) implements FunnelBreakdown {}

    /** By the property of the first of the attempt's events that has it. */
    record ByFirstTouch(String property) implements FunnelBreakdown {}

    /** By the property of the last of the attempt's events that has it. */
    record ByLastTouch(String property) implements FunnelBreakdown {}

    /**
     * By the property of the event that served one step; attempts that did not do it have no value.
     *
     * @param step number of the step, from 1
     */
    record ByStep(String property, int step) implements FunnelBreakdown {
        public ByStep {
            if (step < 1) {
                throw new IllegalArgumentException("steps are numbered from 1, was " + step);
            }
        }
    }

    /**
     * By every value that the property has on the attempt's events: the attempt counts in full, with all its steps, for
     * each of them once, so that the groups together may be more than the whole.
     */
    record ByAllTouches(String property) implements FunnelBreakdown {}
}
