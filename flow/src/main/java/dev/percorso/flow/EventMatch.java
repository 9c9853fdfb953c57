package dev.percorso.flow;

import java.util.List;
import java.util.Optional;

/** Events of one name whose properties fulfil every condition. */
public record EventMatch(String event, List<PropertyCondition> where) {
    public EventMatch {
        where = List.copyOf(where);
    }

    /** Events of this name, whatever their properties. */
    public static EventMatch named(String event) {
        return new EventMatch(event, List.of());
    }

    /** Whether {@code candidate} matches, in a run that {@code entry} started. */
    public boolean matches(FlowEvent candidate, Optional<FlowEvent> entry) {
        return candidate.name().equals(event)
                && where.stream().allMatch(condition -> condition.holds(candidate, entry));
    }
}
