package dev.percorso.server.collect;

import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.journal.Journal;
import dev.percorso.server.people.ConsentLedger;
import dev.percorso.server.people.ConsentTraits;
import dev.percorso.server.people.ErasedIds;
import dev.percorso.server.people.RefusedIds;
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
 * call returns; what is refused stands in the dead letters, what lacks consent is counted. Accepted, duplicate (found
 * later), refused and counted together are what was sent.
 */
public final class Collector {
    /** Set on an event whose time was too far in the future and became the time of arrival. */
    public static final String TIME_CORRECTED = "time_corrected";

    /** Code of events of erased persons, whose content is not kept. */
    static final String ERASED = "erased-person";

    private static final Duration FARTHEST_AHEAD = Duration.ofHours(24);

    private final Journal journal;
    private final DeadLetterStore deadLetters;
    private final ConsentGate gate;
    private final WithoutConsent withoutConsent;
    private final ErasedIds erased;
    private final InstantSource clock;

    public Collector(
            Journal journal,
            DeadLetterStore deadLetters,
            ErasedIds erased,
            ConsentLedger ledger,
            Sources sources,
            WithoutConsent withoutConsent,
            InstantSource clock) {
        this.journal = journal;
        this.erased = erased;
        this.deadLetters = deadLetters;
        this.gate = new ConsentGate(ledger, sources, journal);
        this.withoutConsent = withoutConsent;
        this.clock = clock;
    }

    /**
     * What became of a call.
     *
     * @param counted events without consent to analytics, which are counted and nothing else
     */
    public record Receipt(int accepted, int refused, int counted) {}

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
        return accept(workspace, source, events, refused, List.of());
    }

    /** Takes events whose statements about consent carry a proof that the server itself made. */
    public Receipt acceptStated(WorkspaceId workspace, String source, List<Event> events) {
        return take(workspace, source, events, List.of(), List.of());
    }

    /** Somebody else wrote to the ledger: what was read from it before is not believed any more. */
    public void consentChanged() {
        gate.forget();
    }

    /** @param sightings events of nobody, as browsers send them after a refusal */
    public Receipt accept(
            WorkspaceId workspace, String source, List<Event> events, List<Refusal> refused, List<Sighting> sightings) {
        List<Event> bare = events.stream().map(Collector::withoutProof).toList();
        return take(workspace, source, bare, refused, sightings);
    }

    private Receipt take(
            WorkspaceId workspace, String source, List<Event> events, List<Refusal> refused, List<Sighting> sightings) {
        Instant now = clock.instant();
        List<Event> accepted = new ArrayList<>(events.size());
        List<Refusal> refusals = new ArrayList<>(refused);
        List<Sighting> counted = new ArrayList<>(sightings);
        for (Event event : events) {
            Optional<String> anonymousId = RefusedIds.usable(event.anonymousId());
            Optional<String> userId = RefusedIds.usable(event.userId());
            if (anonymousId.isEmpty() && userId.isEmpty() && ConsentGate.isRefused(event)) {
                counted.add(Sighting.of(event));
            } else if (anonymousId.isEmpty() && userId.isEmpty() && !Event.isOfGroup(event.kind(), event.traits())) {
                refusals.add(new Refusal(
                        "unusable-id",
                        "the ids of the event name nobody in particular: send a userId or an anonymousId of 1 to 200"
                                + " characters that is not a placeholder such as 'undefined' or '0'",
                        event.toString()));
            } else if (erased.refuses(workspace, event)) {
                refusals.add(new Refusal(ERASED, "the person was erased; do not send events of erased persons", ""));
            } else {
                accepted.add(corrected(event, anonymousId, userId, now));
            }
        }
        ConsentGate.Sifted sifted = gate.sift(workspace, source, accepted);
        journal.append(workspace, source, sifted.kept());
        refuse(workspace, source, now, refusals);
        counted.addAll(sifted.counted());
        withoutConsent.add(workspace, source, counted);
        return new Receipt(sifted.kept().size(), refusals.size(), counted.size());
    }

    private static Event corrected(Event event, Optional<String> anonymousId, Optional<String> userId, Instant now) {
        boolean isAhead = event.time().isAfter(now.plus(FARTHEST_AHEAD));
        Optional<String> previousId = RefusedIds.usable(event.previousId());
        Map<String, Object> shortened = Addresses.truncated(event.properties());
        Map<String, Object> traits = Addresses.truncated(event.traits());
        if (!isAhead
                && shortened.equals(event.properties())
                && traits.equals(event.traits())
                && anonymousId.equals(event.anonymousId())
                && userId.equals(event.userId())
                && previousId.equals(event.previousId())) {
            return event;
        }
        Map<String, Object> properties = new LinkedHashMap<>(shortened);
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
                traits,
                event.source());
    }

    /** Only the server itself says where a statement about consent was made. */
    private static Event withoutProof(Event event) {
        if (event.traits().keySet().stream().noneMatch(ConsentTraits::isProof)) {
            return event;
        }
        Map<String, Object> traits = new LinkedHashMap<>(event.traits());
        traits.keySet().removeIf(ConsentTraits::isProof);
        return event.withTraits(traits);
    }

    private void refuse(WorkspaceId workspace, String source, Instant now, List<Refusal> refusals) {
        if (refusals.isEmpty()) {
            return;
        }
        try {
            List<Refusal> kept = refusals.stream()
                    .map(refusal -> new Refusal(
                            refusal.code(), refusal.reason(), Addresses.truncatedIn(refusal.payload()), refusal.form()))
                    .toList();
            deadLetters.add(workspace, source, now, kept);
        } catch (RuntimeException failure) {
            throw (ProblemException) ProblemException.retryLater(
                            ErrorCode.UNAVAILABLE,
                            "The refused events of the call could not be noted; send it again, nothing is doubled",
                            5)
                    .initCause(failure);
        }
    }
}
