package dev.percorso.server.people;

import java.time.Instant;
import java.util.Optional;

/**
 * Two persons that became one.
 *
 * @param from number of the one that was merged away
 * @param label of that one, as it was
 * @param by the user who did it; empty when an event said so
 * @param canUndo whether it can be undone: it was made explicitly and still holds
 */
public record PersonMerge(
        String id,
        String from,
        String label,
        String into,
        MergeReason reason,
        Instant at,
        String by,
        State state,
        Optional<Instant> undoneAt,
        String undoneBy,
        boolean canUndo) {

    /** How it stands. */
    public enum State {
        DONE,
        /** Stored events are on their way to the right person. */
        UNDOING,
        UNDONE
    }
}
