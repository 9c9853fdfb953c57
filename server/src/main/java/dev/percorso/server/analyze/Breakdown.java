package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.Input.require;
import static dev.percorso.server.analyze.Input.requirePresent;

import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * Splits a figure by the value of a property.
 *
 * @param name of the event property or the trait
 * @param touch which of several values of an event property counts
 * @param step whose event's value counts, from 1, where {@code touch} is {@code step}
 * @param limit how many values are shown; the largest
 */
public record Breakdown(Kind kind, String name, Touch touch, Optional<Integer> step, Optional<Integer> limit) {
    private static final int BY_DEFAULT = 6;
    private static final int MOST = 50;

    /** Where the property is. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Kind {
        EVENT,
        PERSON
    }

    /** Which value counts. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Touch {
        FIRST,
        LAST,
        /** That of one step. */
        STEP,
        /** All of them: one person counts with each value once. */
        ALL
    }

    public Breakdown {
        requirePresent(kind, "kind");
        require(name != null && !name.isBlank(), "'name', the property to split by, is missing");
        touch = touch == null ? Touch.FIRST : touch;
        step = step == null ? Optional.empty() : step;
        require(
                step.isPresent() == (touch == Touch.STEP),
                "'step', the number of a step from 1, belongs to the 'touch' step, and only to it");
        require(
                touch == Touch.FIRST || kind == Kind.EVENT,
                "a person has one value of a trait; leave 'touch' out or split by an event property");
        limit = limit == null ? Optional.empty() : limit;
        limit.ifPresent(most -> require(most >= 1 && most <= MOST, "'limit' must be from 1 to %d".formatted(MOST)));
    }

    /** The step whose value counts; only with {@link Touch#STEP}. */
    int stepNumber() {
        return step.orElseThrow(() -> new IllegalStateException("checked by the constructor"));
    }

    int most() {
        return limit.orElse(BY_DEFAULT);
    }
}
