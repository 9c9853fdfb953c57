package dev.percorso.server.people;

import dev.percorso.server.event.Event;
import dev.percorso.server.event.ProjectedEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Works out anew who is who among some persons, from all their events in order, as if certain merges had never been.
 * It decides by the same {@link Identification} as the projector, so the outcome is what would have come about.
 */
final class IdentityReplay implements IdentityBook {
    /** A person as the replay finds it; one that was merged stays as it was then. */
    static final class Rebuilt {
        boolean identified;
        Traits.Label label = new Traits.Label("", Traits.Label.ANONYMOUS);
        long createdAt;
        int mergedInto = NOBODY;
        Optional<String> email = Optional.empty();
        final Map<String, Object> traits = new LinkedHashMap<>();

        private void improve(Traits.Label other, boolean isSameEnough) {
            if (label.text().isEmpty()
                    || other.rank() > label.rank()
                    || (isSameEnough && other.rank() == label.rank())) {
                label = other;
            }
        }
    }

    private final Identification identification = new Identification(this);
    private final Set<String> undone;
    private final Deque<PersonMergeStore.Merging> explicit;
    private final Deque<TraitChangeStore.Placed> byHand;
    private final IntSupplier newNumbers;
    private final Map<Identity, Integer> identities = new LinkedHashMap<>();
    private final Map<Integer, Rebuilt> persons = new LinkedHashMap<>();
    private final List<PersonMergeStore.Merging> merges = new ArrayList<>();
    private final Map<Long, Integer> assigned = new HashMap<>();
    private ProjectedEvent current = new ProjectedEvent(0, NOBODY, NOTHING);

    private static final Event NOTHING = new Event(
            "",
            Event.Kind.IDENTIFY,
            "",
            Optional.empty(),
            Optional.of("nobody"),
            Optional.empty(),
            java.time.Instant.EPOCH,
            Map.of(),
            Map.of(),
            "");

    /**
     * @param undone message ids of the aliases that never were
     * @param explicit merges that users made and that stay, by sequence
     * @param byHand traits that no event set, by sequence
     * @param newNumbers gives numbers for persons that only come about by the undoing
     */
    IdentityReplay(
            Set<String> undone,
            Collection<PersonMergeStore.Merging> explicit,
            Collection<TraitChangeStore.Placed> byHand,
            IntSupplier newNumbers) {
        this.undone = Set.copyOf(undone);
        this.explicit = new ArrayDeque<>(explicit);
        this.byHand = new ArrayDeque<>(byHand);
        this.newNumbers = newNumbers;
    }

    void accept(ProjectedEvent event) {
        catchUp(event.sequence());
        current = event;
        Event known = undone.contains(event.event().messageId()) ? withoutAlias(event.event()) : event.event();
        int person = identification.personOf(known);
        assigned.put(event.sequence(), person);
        Map<String, Object> traits = person(person).traits;
        Map<String, Object> own = CompanyTraits.ofPerson(known.traits());
        Map<String, ? extends @Nullable Object> said =
                TraitOperation.isIn(own) ? TraitOperation.resolve(own, traits) : own;
        said.forEach((name, value) -> {
            if (value == null) {
                traits.remove(name);
            } else if (!ConsentTraits.isOnlyConsent(name)) {
                traits.put(name, value);
            }
        });
        if (!known.traits().isEmpty()) {
            describe(person(person));
        }
    }

    /** What happened by hand before the event with this sequence. */
    private void catchUp(long sequence) {
        while (!explicit.isEmpty() && explicit.getFirst().sequence() < sequence) {
            PersonMergeStore.Merging merging = explicit.removeFirst();
            int from = remaining(merging.from());
            int into = remaining(merging.into());
            if (persons.containsKey(from) && persons.containsKey(into) && from != into) {
                join(new PersonMergeStore.Merging(
                        from,
                        into,
                        merging.reason(),
                        merging.messageId(),
                        merging.at(),
                        merging.sequence(),
                        merging.by()));
            }
        }
        while (!byHand.isEmpty() && byHand.getFirst().sequence() < sequence) {
            TraitChangeStore.Placed placed = byHand.removeFirst();
            int person = remaining(placed.person());
            if (persons.containsKey(person)) {
                Map<String, Object> traits = person(person).traits;
                TraitChangeStore.effective(traits, List.of(placed));
                describe(person(person));
            }
        }
    }

    /** After the last event. */
    void finish() {
        catchUp(Long.MAX_VALUE);
    }

    private static Event withoutAlias(Event event) {
        return new Event(
                event.messageId(),
                Event.Kind.IDENTIFY,
                event.name(),
                event.anonymousId(),
                event.userId(),
                Optional.empty(),
                event.time(),
                event.properties(),
                event.traits(),
                event.source());
    }

    private static void describe(Rebuilt person) {
        Traits.label(person.traits).ifPresent(label -> person.improve(label, true));
        Traits.email(person.traits).ifPresent(address -> person.email = Optional.of(address));
    }

    private Rebuilt person(int number) {
        return persons.computeIfAbsent(number, ignored -> new Rebuilt());
    }

    @Override
    public int find(IdentityKind kind, String value) {
        return identities.getOrDefault(new Identity(kind, value), NOBODY);
    }

    @Override
    public boolean isIdentified(int person) {
        return person(person).identified;
    }

    /** The number that the event's person had when it was projected, unless the replay gave it to somebody. */
    @Override
    public int create() {
        int number = persons.containsKey(current.person()) ? newNumbers.getAsInt() : current.person();
        person(number).createdAt = current.event().time().toEpochMilli();
        return number;
    }

    @Override
    public void attach(int person, IdentityKind kind, String value) {
        identities.put(new Identity(kind, value), person);
        person(person).identified |= kind == IdentityKind.USER;
        person(person).improve(Traits.labelOf(kind, value), false);
    }

    @Override
    public void merge(int from, int into, MergeReason reason) {
        join(new PersonMergeStore.Merging(
                from, into, reason, current.event().messageId(), current.event().time(), current.sequence(), ""));
    }

    private void join(PersonMergeStore.Merging merging) {
        Rebuilt from = person(merging.from());
        Rebuilt into = person(merging.into());
        identities.replaceAll((identity, person) -> person == merging.from() ? merging.into() : person);
        persons.values().stream()
                .filter(person -> person.mergedInto == merging.from())
                .forEach(person -> person.mergedInto = merging.into());
        from.mergedInto = merging.into();
        into.identified |= from.identified;
        into.improve(from.label, false);
        into.email = into.email.or(() -> from.email);
        into.createdAt = Math.min(into.createdAt, from.createdAt);
        from.traits.forEach(into.traits::putIfAbsent);
        merges.add(merging);
    }

    /** Who remains of a person. */
    int remaining(int person) {
        Rebuilt known = persons.get(person);
        return known == null || known.mergedInto == NOBODY ? person : known.mergedInto;
    }

    Map<Identity, Integer> identities() {
        return identities;
    }

    Map<Integer, Rebuilt> persons() {
        return persons;
    }

    /** All merges that came about, in order. */
    List<PersonMergeStore.Merging> merges() {
        return merges;
    }

    /** Whose each event is, by sequence. */
    Map<Long, Integer> assigned() {
        return assigned;
    }
}
