package dev.percorso.server.collect.protocol;

import dev.percorso.server.event.Event;
import java.util.Map;
import java.util.Optional;

/** The calls of the Segment API by their long and their one-letter names. */
enum SegmentCall {
    IDENTIFY(Optional.of(Event.Kind.IDENTIFY)),
    TRACK(Optional.of(Event.Kind.TRACK)),
    PAGE(Optional.of(Event.Kind.PAGE)),
    SCREEN(Optional.of(Event.Kind.SCREEN)),
    GROUP(Optional.of(Event.Kind.GROUP)),
    ALIAS(Optional.of(Event.Kind.ALIAS)),
    BATCH(Optional.empty()),
    /** Counters that browser SDKs send about themselves; taken and dropped. */
    METRICS(Optional.empty());

    private static final Map<String, SegmentCall> BY_NAME = Map.ofEntries(
            Map.entry("identify", IDENTIFY),
            Map.entry("i", IDENTIFY),
            Map.entry("track", TRACK),
            Map.entry("t", TRACK),
            Map.entry("page", PAGE),
            Map.entry("p", PAGE),
            Map.entry("screen", SCREEN),
            Map.entry("s", SCREEN),
            Map.entry("group", GROUP),
            Map.entry("g", GROUP),
            Map.entry("alias", ALIAS),
            Map.entry("a", ALIAS),
            Map.entry("batch", BATCH),
            Map.entry("b", BATCH),
            Map.entry("import", BATCH),
            Map.entry("m", METRICS));

    private final Optional<Event.Kind> kind;

    SegmentCall(Optional<Event.Kind> kind) {
        this.kind = kind;
    }

    Optional<Event.Kind> kind() {
        return kind;
    }

    static Optional<SegmentCall> of(String name) {
        return Optional.ofNullable(BY_NAME.get(name));
    }
}
