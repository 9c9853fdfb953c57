package dev.percorso.engine.fold;

import dev.percorso.engine.match.TimeRange;
import java.time.Duration;
import java.util.List;

/**
 * What a funnel counts.
 *
 * <p>An <em>attempt</em> starts with an event of step 1 inside the period and takes each next step from the first event
 * that serves it, within the window from its start, limits included. A newer event of step 1 inside the period replaces
 * the start as long as no further step followed. One event serves one step of an attempt. Of a person's attempts the
 * furthest step counts, and the first attempt that gets there is the one whose times and values are reported.
 *
 * @param steps 2 to 20 steps; the first and the last are not optional
 * @param window how long an attempt may last
 * @param order how the steps must follow each other
 * @param ties how events of the same instant are ordered
 * @param counting what is counted
 * @param period when attempts may start
 * @param exclusions events that must not lie between steps
 * @param breakdown by what the counts are split
 * @param trendBounds ascending epoch milliseconds that cut the starts of attempts into {@code size - 1} buckets, each
 *     from one bound up to but without the next; empty for no trend
 * @param withPersons whether the persons of each step are reported; with a trend, those of attempts that start in one of
 *     its buckets
 * @param withTimes whether the times between steps are reported; counts alone are found faster
 */
public record Funnel(
        List<FunnelStep> steps,
        Duration window,
        Order order,
        Ties ties,
        Counting counting,
        TimeRange period,
        List<FunnelExclusion> exclusions,
        FunnelBreakdown breakdown,
        List<Long> trendBounds,
        boolean withPersons,
        boolean withTimes) {
    /** How the steps must follow each other. */
    public enum Order {
        /** One after the other; other events may lie between. */
        ORDERED,
        /** One directly after the other, nothing between. Events of the same instant are in arrival order. */
        STRICT,
        /**
         * In any order, each served by another event. The attempt starts with its first event of any step, and "step n"
         * means that n different steps are done. Events of the same instant are in arrival order.
         */
        ANY
    }

    /** How events of the same instant are ordered. */
    public enum Ties {
        /** As they arrived. */
        ARRIVAL,
        /**
         * For each attempt as it takes it furthest in that instant; what comes later is not considered. An instant
         * starts one attempt at most, with the event from which its other events lead furthest. An exclusion acts on
         * attempts that were in its range before the instant and still are after it, so a person leaves the funnel with
         * the first instant in which that happens to one of their attempts and none converts.
         */
        ANY
    }

    /** What is counted. */
    public enum Counting {
        /** Each person once, by the furthest step of all attempts. */
        PERSONS,
        /** Each session once, with attempts inside the session only. */
        SESSIONS,
        /** Each attempt; the next one starts only after conversion, the end of the window or an exclusion. */
        TOTALS
    }

    private static final int MOST_STEPS = 20;

    public Funnel {
        steps = List.copyOf(steps);
        exclusions = List.copyOf(exclusions);
        trendBounds = List.copyOf(trendBounds);
        checkSteps(steps, order);
        if (window.isNegative() || window.isZero()) {
            throw new IllegalArgumentException("the window must be longer than nothing, was " + window);
        }
        checkExclusions(exclusions, steps.size(), order);
        if (breakdown instanceof FunnelBreakdown.ByStep byStep && byStep.step() > steps.size()) {
            throw new IllegalArgumentException("breakdown by step " + byStep.step() + " of " + steps.size());
        }
        for (int index = 1; index < trendBounds.size(); index++) {
            if (trendBounds.get(index) <= trendBounds.get(index - 1)) {
                throw new IllegalArgumentException("trend bounds must ascend");
            }
        }
    }

    /** An ordered funnel that counts persons over all of time, without exclusions, breakdown or trend. */
    public static Funnel of(List<FunnelStep> steps, Duration window) {
        return new Funnel(
                steps,
                window,
                Order.ORDERED,
                Ties.ARRIVAL,
                Counting.PERSONS,
                TimeRange.ALWAYS,
                List.of(),
                new FunnelBreakdown.None(),
                List.of(),
                false,
                true);
    }

    /** The same funnel in another order. */
    public Funnel order(Order other) {
        return new Funnel(
                steps,
                window,
                other,
                ties,
                counting,
                period,
                exclusions,
                breakdown,
                trendBounds,
                withPersons,
                withTimes);
    }

    /** The same funnel with another tie rule. */
    public Funnel ties(Ties other) {
        return new Funnel(
                steps,
                window,
                order,
                other,
                counting,
                period,
                exclusions,
                breakdown,
                trendBounds,
                withPersons,
                withTimes);
    }

    /** The same funnel that counts something else. */
    public Funnel counting(Counting other) {
        return new Funnel(
                steps, window, order, ties, other, period, exclusions, breakdown, trendBounds, withPersons, withTimes);
    }

    /** The same funnel for attempts that start in the period. */
    public Funnel period(TimeRange other) {
        return new Funnel(
                steps,
                window,
                order,
                ties,
                counting,
                other,
                exclusions,
                breakdown,
                trendBounds,
                withPersons,
                withTimes);
    }

    /** The same funnel with these exclusions. */
    public Funnel exclusions(FunnelExclusion... others) {
        return new Funnel(
                steps,
                window,
                order,
                ties,
                counting,
                period,
                List.of(others),
                breakdown,
                trendBounds,
                withPersons,
                withTimes);
    }

    /** The same funnel split by something. */
    public Funnel breakdown(FunnelBreakdown other) {
        return new Funnel(
                steps, window, order, ties, counting, period, exclusions, other, trendBounds, withPersons, withTimes);
    }

    /** The same funnel with a trend over these bounds. */
    public Funnel trend(List<Long> bounds) {
        return new Funnel(
                steps, window, order, ties, counting, period, exclusions, breakdown, bounds, withPersons, withTimes);
    }

    /** The same funnel that also reports the persons of each step. */
    public Funnel reportingPersons() {
        return new Funnel(
                steps, window, order, ties, counting, period, exclusions, breakdown, trendBounds, true, withTimes);
    }

    /** The same funnel that reports counts, not the times between steps. */
    public Funnel withoutTimes() {
        return new Funnel(
                steps, window, order, ties, counting, period, exclusions, breakdown, trendBounds, withPersons, false);
    }

    private static void checkSteps(List<FunnelStep> steps, Order order) {
        if (steps.size() < 2 || steps.size() > MOST_STEPS) {
            throw new IllegalArgumentException("a funnel has 2 to " + MOST_STEPS + " steps, had " + steps.size());
        }
        if (steps.getFirst().optional() || steps.getLast().optional()) {
            throw new IllegalArgumentException("the first and the last step of a funnel cannot be optional");
        }
        if (order == Order.ANY && steps.stream().anyMatch(FunnelStep::optional)) {
            throw new IllegalArgumentException("a funnel in any order cannot have optional steps");
        }
    }

    private static void checkExclusions(List<FunnelExclusion> exclusions, int steps, Order order) {
        if (order == Order.STRICT && !exclusions.isEmpty()) {
            throw new IllegalArgumentException("a strict funnel allows nothing between its steps; drop the exclusions");
        }
        if (steps + exclusions.size() > Integer.SIZE) {
            throw new IllegalArgumentException("steps and exclusions together must not be more than 32");
        }
        for (FunnelExclusion exclusion : exclusions) {
            if (exclusion.beforeStep() > steps) {
                throw new IllegalArgumentException(
                        "an exclusion ends at step " + exclusion.beforeStep() + " of " + steps);
            }
        }
    }
}
