package dev.percorso.engine.index;

import java.util.Map;

/**
 * One event as the index wants it.
 *
 * @param sequence arrival number, unique in the workspace, from 1, growing with arrival; at equal times it decides the order
 * @param person dense number of the person the event arrived for, from 0
 * @param time instant of the event in epoch milliseconds UTC
 * @param name event name, not blank
 * @param properties values by property name: {@code String}, {@code Boolean} or {@code Number}. Numbers are kept as
 *     {@code double}, so whole numbers are exact up to 2<sup>53</sup>; longer identifiers belong in a {@code String}.
 */
public record IndexedEvent(long sequence, int person, long time, String name, Map<String, ?> properties) {
    public IndexedEvent {
        if (sequence < 1) {
            throw new IllegalArgumentException("sequence must be 1 or more, was " + sequence);
        }
        if (person < 0) {
            throw new IllegalArgumentException("person must not be negative, was " + person);
        }
        if (name.isBlank()) {
            throw new IllegalArgumentException("the event with sequence " + sequence + " has a blank name");
        }
    }

    /** An event without properties. */
    public IndexedEvent(long sequence, int person, long time, String name) {
        this(sequence, person, time, name, Map.of());
    }
}
