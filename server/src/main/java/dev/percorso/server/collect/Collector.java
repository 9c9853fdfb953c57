package dev.percorso.server.collect;

import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.journal.Journal;
import dev.percorso.server.people.RefusedIds;
import dev.percorso.server.store.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The one way in: every protocol, import and generator hands its events over here. What is accepted is on disk when a
 * call returns; what is refused stands in the dead letters. Accepted, duplicate (found later) and refused together are
 * what was sent.
 */
public final class Collector {
    /** Set on an event whose time was too far in the future and became the time of arrival. */
    public static final String TIME_CORRECTED = "time_corrected";

    private static final Duration FARTHEST_AHEAD = Duration.ofHours(24);

    private final Journal journal;
    private final DeadLetterStore deadLetters;
    private final InstantSource clock;

    public Collector(Journal journal, Database database, InstantSource clock) {
        this.journal = journal;
        this.deadLetters = new DeadLetterStore(database);
        this.clock = clock;
    }

    /** What became of a call. */
    public record Receipt(int accepted, int refused) {}

    /**
     * Takes events. Ids that programs send by mistake ({@code undefined}, {@code null} …) are left out; an event without
     * another id is refused.
     *
     * @param source id of the source
     * @throws ProblemException when nothing could be taken now (429 or 503, with the time to wait)
     */
    public Receipt accept(WorkspaceId workspace, String source, List<Event> events) {
        return accept(workspace, source, events, List.of());
    }

    /** Takes events, and puts what the caller had to refuse into the dead letters. */
    public Receipt accept(WorkspaceId workspace, String source, List<Event> events, List<Refusal> refused) {
        Instant now = clock.instant();
        List<Event> accepted = new ArrayList<>(events.size());
        List<Refusal> refusals = new ArrayList<>(refused);
        for (Event event : events) {
            Optional<String> anonymousId = RefusedIds.usable(event.anonymousId());
            Optional<String> userId = RefusedIds.usable(event.userId());
            if (anonymousId.isEmpty() && userId.isEmpty()) {
                refusals.add(new Refusal(
                        "unusable-id",
                        "the ids of the event name nobody in particular: send a userId or an anonymousId of 1 to 200"
                                + " characters that is not a placeholder such as 'undefined' or '0'",
                        event.toString()));
            } else {
                accepted.add(corrected(event, anonymousId, userId, now));
            }
        }
        journal.append(workspace, source, accepted);
        refuse(workspace, source, now, refusals);
        return new Receipt(accepted.size(), refusals.size());
    }

    private static Event corrected(Event event, Optional<String> anonymousId, Optional<String> userId, Instant now) {
        boolean isAhead = event.time().isAfter(now.plus(FARTHEST_AHEAD));
        Optional<String> previousId = RefusedIds.usable(event.previousId());
        if (!isAhead
                && anonymousId.equals(event.anonymousId())
                && userId.equals(event.userId())
                && previousId.equals(event.previousId())) {
            return event;
        }
        Map<String, Object> properties = new LinkedHashMap<>(event.properties());
        if (isAhead) {
            properties.put(TIME_CORRECTED, true);
        }
        return new Event(
                event.messageId(),
                event.kind(),
                event.name(),
                anonymousId,
                userId,
                previousId,
                isAhead ? now : event.time(),
                properties,
                event.traits(),
                event.source());
    }

    private void refuse(WorkspaceId workspace, String source, Instant now, List<Refusal> refusals) {
        if (refusals.isEmpty()) {
            return;
        }
        try {
            deadLetters.add(workspace, source, now, refusals);
        } catch (RuntimeException failure) {
            throw (ProblemException) ProblemException.retryLater(
                            ErrorCode.UNAVAILABLE,
                            "The refused events of the call could not be noted; send it again, nothing is doubled",
                            5)
                    .initCause(failure);
        }
    }

    List<DeadLetter> deadLetters(WorkspaceId workspace, long before, int limit) {
        return deadLetters.before(workspace, before, limit);
    }
}
