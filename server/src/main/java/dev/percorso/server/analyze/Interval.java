package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.Input.require;

import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** How long the buckets of a series are. */
@EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
public enum Interval {
    HOUR,
    DAY,
    WEEK,
    MONTH;

    private static final int MOST_PERIODS = 800;

    /** Refuses to cut a scope into more buckets than anybody could read. */
    void checkPeriods(Scope scope) {
        require(
                scope.days() / shortestDays() <= MOST_PERIODS,
                "that makes more than %d periods; shorten the period or choose a longer 'interval'"
                        .formatted(MOST_PERIODS));
    }

    private int shortestDays() {
        return switch (this) {
            case HOUR, DAY -> 1;
            case WEEK -> 7;
            case MONTH -> 28;
        };
    }
}
