package dev.percorso.server.collect;

import dev.percorso.server.event.Event;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What is left of an event without consent to analytics: that it happened. Nothing in it leads to a person.
 *
 * @param messageId lives in memory for some minutes, so that a repeated call is counted once; it is not stored
 */
public record Sighting(String messageId, Instant time, String event, String path, String channel, String device) {
    private static final int LONGEST_PATH = 200;
    /** Parts of a path that look like an address, a number or a key: they could name somebody. */
    private static final Pattern NAMING =
            Pattern.compile("(?<=/)(?:[^/]*(?:@|%40)[^/]*|\\d{5,}|[^/]*\\d[^/]{19,}|[0-9a-fA-F-]{20,})(?=/|$)");

    public static Sighting of(Event event) {
        return of(event.messageId(), event.time(), event.name(), event.properties());
    }

    public static Sighting of(String messageId, Instant time, String name, Map<String, Object> properties) {
        return new Sighting(
                messageId,
                time,
                name,
                path(text(properties, Event.PATH)),
                text(properties, Event.CHANNEL),
                text(properties, "device"));
    }

    private static String path(String path) {
        String bare = path.split("[?#]", 2)[0];
        String kept = NAMING.matcher(bare).replaceAll(":id");
        return kept.length() <= LONGEST_PATH ? kept : kept.substring(0, LONGEST_PATH);
    }

    private static String text(Map<String, Object> properties, String name) {
        return properties.get(name) instanceof String text ? text : "";
    }
}
