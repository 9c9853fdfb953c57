package dev.percorso.server.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.event.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class IdentificationTest {
    private final MemoryBook book = new MemoryBook();
    private final Identification identification = new Identification(book);

    /** A book in memory. */
    private static final class MemoryBook implements IdentityBook {
        final Map<Identity, Integer> persons = new HashMap<>();
        final List<MergeReason> merges = new ArrayList<>();
        private int created;

        @Override
        public int find(IdentityKind kind, String value) {
            return persons.getOrDefault(new Identity(kind, value), NOBODY);
        }

        @Override
        public boolean isIdentified(int person) {
            return persons.entrySet().stream()
                    .anyMatch(entry -> entry.getKey().kind() == IdentityKind.USER && entry.getValue() == person);
        }

        @Override
        public int create() {
            return ++created;
        }

        @Override
        public void attach(int person, IdentityKind kind, String value) {
            assertEquals(null, persons.put(new Identity(kind, value), person), "an id is given only once");
        }

        @Override
        public void merge(int from, int into, MergeReason reason) {
            assertNotEquals(from, into);
            merges.add(reason);
            persons.replaceAll((identity, person) -> person == from ? into : person);
        }
    }

    private static Event event(String anonymous, String user) {
        return event(Event.Kind.TRACK, anonymous, user, "");
    }

    private static Event event(Event.Kind kind, String anonymous, String user, String previous) {
        return new Event(
                "m", kind, "A", text(anonymous), text(user), text(previous), Instant.EPOCH, Map.of(), Map.of(), "s");
    }

    private static Optional<String> text(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    @Test
    void shouldJoinAnonymousAndUserOnFirstSight() {
        int visitor = identification.personOf(event("phone", ""));

        assertEquals(visitor, identification.personOf(event("phone", "ada")));
        assertEquals(visitor, identification.personOf(event("", "ada")));
        assertEquals(List.of(), book.merges);
    }

    @Test
    void shouldMergeAVisitorIntoTheKnownUser() {
        identification.personOf(event("phone", ""));
        int ada = identification.personOf(event("", "ada"));

        assertEquals(ada, identification.personOf(event("phone", "ada")));
        assertEquals(ada, identification.personOf(event("phone", "")));
        assertEquals(List.of(MergeReason.SIGNED_IN), book.merges);
    }

    @Test
    void shouldNeverJoinTwoUsersOfOneDevice() {
        int ada = identification.personOf(event("tablet", "ada"));
        int bob = identification.personOf(event("tablet", "bob"));

        assertNotEquals(ada, bob);
        assertEquals(ada, identification.personOf(event("tablet", "")));
        assertEquals(bob, identification.personOf(event("tablet", "bob")));
        assertEquals(List.of(), book.merges);
    }

    @Test
    void shouldMergeUsersWhenAnAliasSaysSo() {
        int ada = identification.personOf(event("", "ada"));
        identification.personOf(event("", "countess"));

        assertEquals(ada, identification.personOf(event(Event.Kind.ALIAS, "", "ada", "countess")));
        assertEquals(ada, identification.personOf(event("", "countess")));
        assertEquals(ada, identification.personOf(event(Event.Kind.ALIAS, "", "ada", "later")));
        assertEquals(ada, identification.personOf(event("later", "")));
    }

    @Test
    void shouldRefusePlaceholders() {
        for (String id : new String[] {
            "",
            " ",
            "null",
            "undefined",
            "NULL",
            "none",
            "nil",
            "anonymous",
            "guest",
            "0",
            "true",
            "false",
            "NaN",
            "[object Object]",
            "00000000-0000-0000-0000-000000000000",
            "x".repeat(201)
        }) {
            assertTrue(RefusedIds.isRefused(id), id);
        }
        assertEquals(Optional.of("x".repeat(200)), RefusedIds.usable(Optional.of("x".repeat(200))));
    }

    /** Without aliases no two user ids are ever one person, whatever comes in whatever order. */
    @Property
    void shouldKeepUsersApart(@ForAll("events") List<Event> events) {
        MemoryBook ofProperty = new MemoryBook();
        Identification rules = new Identification(ofProperty);
        for (Event event : events) {
            int person = rules.personOf(event);
            event.userId().ifPresent(user -> assertEquals(person, ofProperty.find(IdentityKind.USER, user)));
        }
        Set<Integer> users = new HashSet<>();
        ofProperty.persons.forEach((identity, person) ->
                assertTrue(identity.kind() != IdentityKind.USER || users.add(person), "two users are one person"));
    }

    @Provide
    Arbitrary<List<Event>> events() {
        Arbitrary<String> devices = Arbitraries.of("", "a", "b", "c");
        Arbitrary<String> users = Arbitraries.of("", "u", "v", "w");
        return Combinators.combine(devices, users)
                .as((device, user) -> device.isEmpty() && user.isEmpty() ? event("a", "") : event(device, user))
                .list()
                .ofMaxSize(40);
    }
}
