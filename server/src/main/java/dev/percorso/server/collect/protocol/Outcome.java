package dev.percorso.server.collect.protocol;

import java.time.Instant;
import java.util.List;

/**
 * What became of a call's events.
 *
 * @param refused those that went to the dead letters, by their place in the call
 */
record Outcome(int sent, List<RefusedItem> refused, Instant receivedAt) {
    /**
     * @param index place in the call
     */
    record RefusedItem(int index, String code, String reason) {}

    int taken() {
        return sent - refused.size();
    }

    /** Whether there were events and none could be taken. */
    boolean isFailure() {
        return sent > 0 && taken() == 0;
    }
}
