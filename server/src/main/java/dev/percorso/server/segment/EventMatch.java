package dev.percorso.server.segment;

import java.util.List;

/**
 * An event by its name and properties.
 *
 * @param where all of these must hold
 */
public record EventMatch(String event, List<PropertyCondition> where) {
    public EventMatch {
        if (event == null || event.isBlank()) {
            throw new IllegalArgumentException("an event match needs the name of an 'event'");
        }
        where = where == null ? List.of() : List.copyOf(where);
    }

    public static EventMatch of(String event) {
        return new EventMatch(event, List.of());
    }
}
