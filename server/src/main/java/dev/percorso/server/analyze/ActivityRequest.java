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
    public ActivityRequest {
        requirePresent(scope, "scope");
        match = match == null ? Optional.empty() : match;
        interval = interval == null ? Interval.WEEK : interval;
        require(interval != Interval.HOUR, "activity is counted by day, week or month, not by hour");
        interval.checkPeriods(scope);
    }
}
