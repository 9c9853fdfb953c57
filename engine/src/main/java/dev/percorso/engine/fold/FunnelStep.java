package dev.percorso.engine.fold;

import dev.percorso.engine.match.EventMatch;
import java.util.List;

/**
 * One step of a funnel.
 *
 * @param alternatives events that serve the step, at least one
 * @param optional whether the next steps may follow without it
 */
public record FunnelStep(List<EventMatch> alternatives, boolean optional) {
    public FunnelStep {
        if (alternatives.isEmpty()) {
            throw new IllegalArgumentException("a funnel step needs at least one event");
        }
        alternatives = List.copyOf(alternatives);
    }

    /** A step served by events with this name. */
    public static FunnelStep of(String eventName) {
        return of(EventMatch.of(eventName));
    }

    /** A step served by any of these events. */
    public static FunnelStep of(EventMatch... alternatives) {
        return new FunnelStep(List.of(alternatives), false);
    }

    /** The same step, optional. */
    public FunnelStep asOptional() {
        return new FunnelStep(alternatives, true);
    }
}
