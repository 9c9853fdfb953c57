package dev.percorso.engine.match;

import java.util.List;

/**
 * Which events are meant: a name and conditions on properties, all of which must hold.
 *
 * @param name event name, or {@link #ANY_NAME}
 * @param conditions conditions on properties
 */
public record EventMatch(String name, List<PropertyCondition> conditions) {
    /** Stands for every event name. */
    public static final String ANY_NAME = "*";

    public EventMatch {
        if (name.isBlank()) {
            throw new IllegalArgumentException("an event to match needs a name, or * for any");
        }
        conditions = List.copyOf(conditions);
    }

    /** Events with this name. */
    public static EventMatch of(String name, PropertyCondition... conditions) {
        return new EventMatch(name, List.of(conditions));
    }

    /** Every event. */
    public static EventMatch any() {
        return of(ANY_NAME);
    }
}
