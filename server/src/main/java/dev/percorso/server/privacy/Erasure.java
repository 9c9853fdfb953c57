package dev.percorso.server.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The forgetting of a person. It holds nothing by which the person could be found again.
 *
 * @param persons how many records there were: the person's own and those merged into it, or of a retention limit all
 * @param remains where the person's ids still stand because somebody wrote them there, e.g. {@code saved_query.sql}
 * @param problem what keeps it from going on; it is tried again
 * @param liftedAt since when events with the person's ids are taken again
 */
public record Erasure(
        String id,
        Phase phase,
        Reason reason,
        Instant requestedAt,
        String requestedBy,
        Optional<Instant> finishedAt,
        int persons,
        long eventsRemoved,
        long eventsChanged,
        int filesRewritten,
        List<String> remains,
        String problem,
        Optional<Instant> liftedAt) {

    /** How far it is. Each phase can be done again, so that a stop in the middle does no harm. */
    public enum Phase {
        /** It waits for its turn; new events of the person are refused already. */
        WAITING,
        /** Removing the events from the log and the event files. */
        EVENTS,
        /** Removing the person from the journey index. */
        INDEX,
        /** Removing the person's records. */
        RECORDS,
        /** Writing the databases anew, so that no deleted byte is left. */
        CLEANING,
        DONE
    }

    /** Why. */
    public enum Reason {
        REQUEST,
        RETENTION
    }
}
