package dev.percorso.server.collect.connect;

import dev.percorso.server.event.Event;
import java.util.List;

/** Makes events of one program's webhooks. */
interface HookReader {
    /** What the delivery says it is about. */
    String topic(Hook hook);

    /**
     * The events, none for what is no event.
     *
     * @throws UnreadableHook when the delivery lacks what an event needs
     */
    List<Event> events(Hook hook);

    /** Why a delivery cannot be taken, and what would be right. */
    final class UnreadableHook extends RuntimeException {
        UnreadableHook(String reason) {
            super(reason, null, false, false);
        }
    }
}
