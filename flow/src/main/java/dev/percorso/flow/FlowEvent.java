package dev.percorso.flow;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Map;

/**
 * One event of the person a run belongs to.
 *
 * @param id identity of the event within the workspace; duplicates are removed before they come here
 * @param name the event's name, compared exactly
 * @param at when it happened, already limited to at most 24 h after its arrival
 * @param properties plain data, see {@link PlainData}
 */
public record FlowEvent(String id, String name, Instant at, Map<String, Object> properties) {
    public FlowEvent {
        requireNonNull(id);
        requireNonNull(name);
        requireNonNull(at);
        properties = PlainData.copyOf(properties);
    }
}
