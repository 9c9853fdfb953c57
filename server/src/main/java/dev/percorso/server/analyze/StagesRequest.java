package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.Input.require;
import static dev.percorso.server.analyze.Input.requirePresent;

/**
 * Asks how people move through the stages.
 *
 * @param scope without a filter of events: a stage follows from all that a person did
 * @param interval day, week or month
 */
public record StagesRequest(Scope scope, Interval interval) {
    private static final int MOST_DAYS = 1_000;

    public StagesRequest {
        requirePresent(scope, "scope");
        interval = interval == null ? Interval.WEEK : interval;
        require(interval != Interval.HOUR, "stages are counted by day, week or month, not by hour");
        require(
                interval != Interval.DAY || scope.days() <= MOST_DAYS,
                "days are for up to %d days; choose a longer 'interval'".formatted(MOST_DAYS));
        require(
                scope.where().isEmpty(),
                "a stage follows from all that a person did; drop 'where', or choose a segment instead");
    }
}
