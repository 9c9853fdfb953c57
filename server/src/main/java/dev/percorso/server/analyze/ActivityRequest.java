package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.Input.require;
import static dev.percorso.server.analyze.Input.requirePresent;

import dev.percorso.server.segment.EventMatch;
import java.util.Optional;

/**
 * Asks who is active in which period: for the lifecycle and for stickiness.
 *
 * @param match the event that makes a person active; any event without it
 * @param interval day, week or month
 */
public record ActivityRequest(Scope scope, Optional<EventMatch> match, Interval interval) {
    private static final int MOST_PERIODS = 800;

    public ActivityRequest {
        requirePresent(scope, "scope");
        match = match == null ? Optional.empty() : match;
        interval = interval == null ? Interval.WEEK : interval;
        require(interval != Interval.HOUR, "activity is counted by day, week or month, not by hour");
        require(
                scope.days() / shortestDays(interval) <= MOST_PERIODS,
                "that makes more than %d periods; shorten the period or choose a longer 'interval'"
                        .formatted(MOST_PERIODS));
    }

    private static int shortestDays(Interval interval) {
        return switch (interval) {
            case HOUR, DAY -> 1;
            case WEEK -> 7;
            case MONTH -> 28;
        };
    }
}
