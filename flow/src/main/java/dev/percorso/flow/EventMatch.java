package dev.percorso.flow;

import java.util.List;

/** Events of one name whose properties fulfil every condition. */
public record EventMatch(String event, List<PropertyCondition> where) {
    public EventMatch {
        where = List.copyOf(where);
    }

    /** Events of this name, whatever their properties. */
    public static EventMatch named(String event) {
        return new EventMatch(event, List.of());
    }

    /** Whether {@code candidate} matches. */
    public boolean matches(FlowEvent candidate) {
        return candidate.name().equals(event) && where.stream().allMatch(condition -> condition.holds(candidate));
    }
}
