package dev.percorso.engine.match;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import java.util.List;

/** An {@link EventMatch} resolved on one snapshot. Safe to share between threads. */
public final class EventMatcher {
    /** Code of {@link #code()} for any name. */
    public static final int ANY_CODE = -2;

    private final int code;
    private final Property[] properties;
    private final ValueMatcher[] values;

    /** Resolves names and properties on the snapshot; an event name nobody used matches nothing. */
    public EventMatcher(EventMatch match, Snapshot snapshot) {
        code = match.name().equals(EventMatch.ANY_NAME) ? ANY_CODE : snapshot.code(match.name());
        List<PropertyCondition> conditions = match.conditions();
        properties = new Property[conditions.size()];
        values = new ValueMatcher[conditions.size()];
        for (int index = 0; index < properties.length; index++) {
            Property property = snapshot.property(conditions.get(index).property());
            properties[index] = property;
            values[index] = new ValueMatcher(conditions.get(index).test(), property::text);
        }
    }

    /** Code of the event name, -1 when no event ever had it, or {@link #ANY_CODE}. */
    public int code() {
        return code;
    }

    /** Whether the name alone decides. */
    public boolean isPlain() {
        return properties.length == 0;
    }

    /** Whether the event is meant. */
    public boolean matches(Journey journey, int index) {
        return (code == ANY_CODE || code == journey.code(index)) && conditionsHold(journey, index);
    }

    /** Whether the conditions hold for an event whose name was checked already. */
    public boolean conditionsHold(Journey journey, int index) {
        for (int condition = 0; condition < properties.length; condition++) {
            if (!values[condition].holds(journey.cell(index, properties[condition]))) {
                return false;
            }
        }
        return true;
    }
}
