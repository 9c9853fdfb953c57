package dev.percorso.server.collect;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.journal.Journal;
import dev.percorso.server.people.ConsentLedger;
import dev.percorso.server.people.ConsentTraits;
import dev.percorso.server.people.Identity;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.people.Purpose;
import dev.percorso.server.people.StatedConsent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides, before anything is written, which events may be about a person. What may not is only counted. A refusal in the
 * ledger holds for every source; without any statement the source's {@link ConsentBasis} decides.
 *
 * <p>What it read from the ledger it believes for some seconds, so a change there takes effect well within a minute;
 * statements that pass here take effect at once.
 */
final class ConsentGate {
    private static final Duration BELIEVED = Duration.ofSeconds(15);
    /** Long enough for the projector to have written what was stated. */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private static final int MOST_IDENTITIES = 200_000;
    private static final int PROJECTION_LOOKS = 200;
    private static final int PROJECTION_POLL_MILLIS = 10;

    /** What is known of an identity. */
    private enum State {
        /** Nobody has this identity. */
        UNKNOWN,
        /** There is such a person, who has stated nothing. */
        SILENT,
        GRANTED,
        REFUSED
    }

    private record Key(WorkspaceId workspace, Identity identity) {}

    /**
     * @param kept for the journal
     * @param counted what may not be about anybody
     */
    record Sifted(List<Event> kept, List<Sighting> counted) {}

    private final ConsentLedger ledger;
    private final Sources sources;
    private final Journal journal;
    private final Cache<Key, State> believed = Caffeine.newBuilder()
            .expireAfterWrite(BELIEVED)
            .maximumSize(MOST_IDENTITIES)
            .build();
    private final Cache<Key, State> stated = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(MOST_IDENTITIES)
            .build();
    private final Cache<WorkspaceId, Boolean> refusals =
            Caffeine.newBuilder().expireAfterWrite(BELIEVED).build();

    ConsentGate(ConsentLedger ledger, Sources sources, Journal journal) {
        this.ledger = ledger;
        this.sources = sources;
        this.journal = journal;
    }

    void forget() {
        believed.invalidateAll();
        stated.invalidateAll();
        refusals.invalidateAll();
    }

    Sifted sift(WorkspaceId workspace, String source, List<Event> events) {
        ConsentBasis basis = sources.basis(workspace, source);
        boolean anyRefusal = refusals.get(workspace, asked -> ledger.anyRefusal(asked, Purpose.ANALYTICS));
        if (!anyRefusal && events.stream().allMatch(event -> isPlainlyAllowed(basis, event))) {
            return new Sifted(events, List.of());
        }
        look(workspace, events);
        List<Event> kept = new ArrayList<>(events.size());
        List<Sighting> counted = new ArrayList<>();
        for (Event event : events) {
            keep(workspace, basis, event).ifPresentOrElse(kept::add, () -> count(event, counted));
        }
        return new Sifted(kept, counted);
    }

    private static void count(Event event, List<Sighting> counted) {
        if (event.kind().isReported()) {
            counted.add(Sighting.of(event));
        }
    }

    /** Whether only a refusal in the ledger could be against it. */
    private static boolean isPlainlyAllowed(ConsentBasis basis, Event event) {
        if (event.traits().containsKey(ConsentTraits.name(Purpose.ANALYTICS))) {
            return false;
        }
        Object sent = event.traits().get(ConsentTraits.sent(Purpose.ANALYTICS));
        return sent == null ? basis == ConsentBasis.ELSEWHERE : sent.equals(true);
    }

    /** Whether the event itself says no to analytics. */
    static boolean isRefused(Event event) {
        return Boolean.FALSE.equals(event.traits().get(ConsentTraits.name(Purpose.ANALYTICS)))
                || Boolean.FALSE.equals(event.traits().get(ConsentTraits.sent(Purpose.ANALYTICS)));
    }

    /** What of the event may be kept. */
    private Optional<Event> keep(WorkspaceId workspace, ConsentBasis basis, Event event) {
        List<Key> keys = keys(workspace, event);
        if (keys.isEmpty()) {
            // It speaks of a company, not of a person.
            return Optional.of(event);
        }
        Optional<Boolean> choice =
                Optional.ofNullable(ConsentTraits.statements(event.traits()).get(Purpose.ANALYTICS));
        if (choice.isPresent()) {
            State before = state(keys);
            keys.forEach(key -> stated.put(key, choice.get() ? State.GRANTED : State.REFUSED));
            if (choice.get()) {
                return Optional.of(event);
            }
            refusals.put(workspace, true);
            return before == State.UNKNOWN && !allowsSomethingElse(event) && !isOnItsWay(workspace, event)
                    ? Optional.empty()
                    : Optional.of(statementOnly(event));
        }
        Optional<Boolean> sent =
                Optional.ofNullable(ConsentTraits.sent(event.traits()).get(Purpose.ANALYTICS));
        State state = state(keys);
        if (sent.isPresent() && !sent.get()) {
            return state == State.GRANTED || state == State.SILENT
                    ? Optional.of(statementOnly(event))
                    : Optional.empty();
        }
        boolean isAllowed = switch (state) {
            case GRANTED -> true;
            case REFUSED -> false;
            case SILENT, UNKNOWN -> sent.orElse(basis == ConsentBasis.ELSEWHERE);
        };
        return isAllowed || allowsSomethingElse(event) ? Optional.of(event) : Optional.empty();
    }

    /**
     * Who gives an address and agrees to be written to is kept, though not followed; so is the event that this happened,
     * which only the server itself can tell with its proof.
     */
    private static boolean allowsSomethingElse(Event event) {
        boolean isRecord =
                !event.kind().isReported() || event.traits().keySet().stream().anyMatch(ConsentTraits::isProof);
        return isRecord
                && ConsentTraits.statements(event.traits()).entrySet().stream()
                        .anyMatch(choice -> choice.getValue() && choice.getKey() != Purpose.TECHNICAL);
    }

    /** The statement without what happened, so that only the ledger takes it. */
    private static Event statementOnly(Event event) {
        Map<String, Object> traits = new LinkedHashMap<>();
        event.traits().forEach((name, value) -> {
            if (name.startsWith(ConsentTraits.PREFIX)) {
                traits.put(name, value);
            }
        });
        return new Event(
                event.messageId(),
                Event.Kind.IDENTIFY,
                "",
                event.anonymousId(),
                event.userId(),
                Optional.empty(),
                event.time(),
                Map.of(),
                traits,
                event.source());
    }

    private static List<Key> keys(WorkspaceId workspace, Event event) {
        List<Key> keys = new ArrayList<>(2);
        event.anonymousId().ifPresent(id -> keys.add(new Key(workspace, new Identity(IdentityKind.ANONYMOUS, id))));
        event.userId().ifPresent(id -> keys.add(new Key(workspace, new Identity(IdentityKind.USER, id))));
        return keys;
    }

    /** A refusal of one of the identities outweighs everything. */
    private State state(List<Key> keys) {
        State strongest = State.UNKNOWN;
        for (Key key : keys) {
            State known = Optional.ofNullable(stated.getIfPresent(key))
                    .or(() -> Optional.ofNullable(believed.getIfPresent(key)))
                    .orElse(State.UNKNOWN);
            strongest = known.compareTo(strongest) > 0 ? known : strongest;
        }
        return strongest;
    }

    /** Reads in one go what is not known of the identities. */
    private void look(WorkspaceId workspace, List<Event> events) {
        Set<Key> unknown = new HashSet<>();
        for (Event event : events) {
            for (Key key : keys(workspace, event)) {
                if (stated.getIfPresent(key) == null && believed.getIfPresent(key) == null) {
                    unknown.add(key);
                }
            }
        }
        if (!unknown.isEmpty()) {
            read(workspace, unknown);
        }
    }

    private void read(WorkspaceId workspace, Set<Key> keys) {
        Map<Key, State> states = new HashMap<>();
        keys.forEach(key -> states.put(key, State.UNKNOWN));
        List<Identity> identities = keys.stream().map(Key::identity).toList();
        for (StatedConsent known : ledger.stated(workspace, Purpose.ANALYTICS, identities)) {
            states.put(
                    new Key(workspace, known.identity()),
                    known.granted()
                            .map(granted -> granted ? State.GRANTED : State.REFUSED)
                            .orElse(State.SILENT));
        }
        believed.putAll(states);
    }

    /**
     * Whether the identities were accepted a moment ago and are not written yet: then their refusal must be kept. Waits
     * for the projector, which is seldom more than some milliseconds behind.
     */
    private boolean isOnItsWay(WorkspaceId workspace, Event event) {
        for (int look = 0; look < PROJECTION_LOOKS && journal.unprojectedEvents(workspace) > 0; look++) {
            pause();
        }
        if (journal.unprojectedEvents(workspace) > 0) {
            return true;
        }
        List<Identity> identities =
                keys(workspace, event).stream().map(Key::identity).toList();
        return !ledger.stated(workspace, Purpose.ANALYTICS, identities).isEmpty();
    }

    private static void pause() {
        try {
            Thread.sleep(PROJECTION_POLL_MILLIS);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
