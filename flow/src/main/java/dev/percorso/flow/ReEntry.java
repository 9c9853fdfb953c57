package dev.percorso.flow;

import java.time.Duration;

/**
 * Whether a person who has been in the flow may enter again. One run per person and key is active at a time, whatever
 * the policy; a flow without key has one key only.
 */
public sealed interface ReEntry {

    /** Once per person and key. */
    record Never() implements ReEntry {}

    /** As soon as the run with the same key has ended; runs with other keys do not matter. */
    record Always() implements ReEntry {}

    /** At the earliest this long after the last entry with the same key. */
    record After(Duration duration) implements ReEntry {}

    /** Only when no run of the person is active, whatever its key. */
    record OnlyAfterExit() implements ReEntry {}
}
