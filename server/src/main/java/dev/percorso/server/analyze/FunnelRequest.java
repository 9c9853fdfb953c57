package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.Input.require;
import static dev.percorso.server.analyze.Input.requirePresent;

import dev.percorso.server.segment.EventMatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * Asks for a funnel.
 *
 * @param window longest time from the first to the last step, included
 * @param trend day, week or month: conversion by the date on which the attempts that count began
 */
public record FunnelRequest(
        Scope scope,
        List<Step> steps,
        Order order,
        Duration window,
        Count count,
        Tie tie,
        List<Exclusion> exclusions,
        Optional<Breakdown> breakdown,
        Optional<Interval> trend) {
    private static final int LEAST_STEPS = 2;
    private static final int MOST_STEPS = 20;
    private static final int MOST_PARTS = 32;
    private static final Duration LONGEST_WINDOW = Duration.ofDays(3_660);

    /**
     * One step: any of the events.
     *
     * @param optional whether the next steps may follow without it
     */
    public record Step(Optional<String> label, List<EventMatch> any, Optional<Boolean> optional) {
        public Step {
            optional = optional == null ? Optional.empty() : optional;
            label = label == null ? Optional.empty() : label.filter(text -> !text.isBlank());
            require(any != null && !any.isEmpty(), "a step needs at least one event in 'any'");
            any = List.copyOf(any);
        }

        boolean isOptional() {
            return optional.orElse(false);
        }

        /** The label, or else the names of the events. */
        String title() {
            return label.orElseGet(
                    () -> any.stream().map(EventMatch::event).distinct().collect(Collectors.joining(" / ")));
        }
    }

    /** An event that must not happen between two steps, numbered from 1. */
    public record Exclusion(EventMatch match, int after, int before, Effect effect) {
        public Exclusion {
            requirePresent(match, "match");
            requirePresent(effect, "effect");
        }
    }

    /** What an excluded event ends. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Effect {
        ATTEMPT,
        PERSON
    }

    /** How the steps must follow each other. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Order {
        ORDERED,
        STRICT,
        ANY
    }

    /** What is counted. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Count {
        PERSONS,
        SESSIONS,
        TOTALS
    }

    /** Which order events of the same instant have. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Tie {
        ARRIVAL,
        ANY
    }

    public FunnelRequest {
        requirePresent(scope, "scope");
        int stepCount = steps == null ? 0 : steps.size();
        require(
                stepCount >= LEAST_STEPS && stepCount <= MOST_STEPS,
                "a funnel has %d to %d 'steps', not %d".formatted(LEAST_STEPS, MOST_STEPS, stepCount));
        steps = List.copyOf(steps);
        order = order == null ? Order.ORDERED : order;
        checkOptional(steps, order);
        window = window == null ? Duration.ofDays(7) : window;
        require(
                window.isPositive() && window.compareTo(LONGEST_WINDOW) <= 0,
                "the 'window' must be longer than nothing and at most %d days".formatted(LONGEST_WINDOW.toDays()));
        count = count == null ? Count.PERSONS : count;
        tie = tie == null ? Tie.ARRIVAL : tie;
        exclusions = exclusions == null ? List.of() : List.copyOf(exclusions);
        for (Exclusion exclusion : exclusions) {
            require(
                    exclusion.after() >= 1 && exclusion.after() < exclusion.before() && exclusion.before() <= stepCount,
                    "an exclusion lies between two steps: 1 <= 'after' < 'before' <= %d, not %d and %d"
                            .formatted(stepCount, exclusion.after(), exclusion.before()));
        }
        require(
                exclusions.isEmpty() || order != Order.STRICT,
                "a strict funnel allows nothing between its steps; drop the 'exclusions' or choose another 'order'");
        require(
                stepCount + exclusions.size() <= MOST_PARTS,
                "steps and exclusions together must not be more than " + MOST_PARTS);
        breakdown = breakdown == null ? Optional.empty() : breakdown;
        breakdown
                .flatMap(Breakdown::step)
                .ifPresent(step -> require(
                        step >= 1 && step <= stepCount,
                        "the 'step' of the 'breakdown' must be from 1 to %d, not %d".formatted(stepCount, step)));
        trend = trend == null ? Optional.empty() : trend;
        trend.ifPresent(interval -> {
            require(interval != Interval.HOUR, "a funnel's 'trend' is by day, week or month, not by hour");
            interval.checkPeriods(scope);
        });
    }

    private static void checkOptional(List<Step> steps, Order order) {
        require(
                !steps.getFirst().isOptional() && !steps.getLast().isOptional(),
                "the first and the last of the 'steps' cannot be 'optional'");
        require(
                order != Order.ANY || steps.stream().noneMatch(Step::isOptional),
                "in any order no step can be 'optional'; choose another 'order'");
    }

    /** Number of the mandatory step before a step, both from 1; 1 for the first. */
    int mandatoryBefore(int step) {
        int before = Math.max(1, step - 1);
        while (steps.get(before - 1).isOptional()) {
            before--;
        }
        return before;
    }

    /** Number of the mandatory step after a step that is not the last, both from 1. */
    int mandatoryAfter(int step) {
        int after = step + 1;
        while (steps.get(after - 1).isOptional()) {
            after++;
        }
        return after;
    }
}
