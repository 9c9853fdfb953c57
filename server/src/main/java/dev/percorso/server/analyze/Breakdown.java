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
 * @param limit how many values are shown; the largest
 */
public record Breakdown(Kind kind, String name, Touch touch, Optional<Integer> limit) {
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
        LAST
    }

    public Breakdown {
        requirePresent(kind, "kind");
        require(name != null && !name.isBlank(), "'name', the property to split by, is missing");
        touch = touch == null ? Touch.FIRST : touch;
        limit = limit == null ? Optional.empty() : limit;
        limit.ifPresent(most -> require(most >= 1 && most <= MOST, "'limit' must be from 1 to %d".formatted(MOST)));
    }

    int most() {
        return limit.orElse(BY_DEFAULT);
    }
}
