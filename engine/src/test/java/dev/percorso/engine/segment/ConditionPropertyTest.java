package dev.percorso.engine.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.JourneyIndex;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.match.PropertyCondition;
import dev.percorso.engine.match.TimeRange;
import dev.percorso.engine.match.ValueTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Conditions against {@link ConditionOracle}, for everyone and for each person alone. */
class ConditionPropertyTest {
    private static final int GAP = 3;
    private static final int LONGEST = 9;
    private static final IndexSettings SETTINGS =
            new IndexSettings(4, Duration.ofMillis(GAP), Duration.ofMillis(LONGEST), 2);
    private static final int PERSONS = 6;
    /** A person without events or traits, known only by a place in a set. */
    private static final int ONLY_LISTED = PERSONS;

    record Person(int number, Map<String, Object> traits, int mergedInto) {}

    @Property(tries = 600)
    void shouldHoldAsTheDefinitionSays(
            @ForAll("conditions") Condition condition,
            @ForAll("journeys") List<IndexedEvent> events,
            @ForAll("people") List<Person> people,
            @ForAll @LongRange(min = -1, max = 25) long asOfMillis,
            @ForAll boolean compacted)
            throws IOException {
        // given
        Path folder = Files.createTempDirectory("conditions");
        Instant asOf = Instant.ofEpochMilli(asOfMillis);
        try (JourneyIndex index = JourneyIndex.open(folder, SETTINGS)) {
            int half = events.size() / 2;
            index.append(events.subList(0, half));
            for (Person person : people) {
                index.putTraits(person.number(), person.traits());
                index.mergePersons(person.number(), person.mergedInto());
            }
            if (compacted) {
                index.compact();
            }
            index.append(events.subList(half, events.size()));
            ConditionEvaluator evaluator = new ConditionEvaluator(condition, index.snapshot(), asOf);

            // when
            PersonSet everyone = evaluator.everyone();
            BitSet alone = new BitSet();
            for (int person = 0; person <= ONLY_LISTED; person++) {
                if (evaluator.holdsFor(person)) {
                    alone.set(person);
                }
            }

            // then
            BitSet expected = new BitSet();
            BitSet expectedAlone = new BitSet();
            for (int person = 0; person <= ONLY_LISTED; person++) {
                int owner = ownerOf(people, person);
                if (oracle(events, people, owner, asOf).holds(condition)) {
                    expectedAlone.set(person);
                    if (isKnown(condition, events, people, owner)) {
                        expected.set(owner);
                    }
                }
            }
            assertEquals(PersonSet.copyOf(expected), everyone);
            assertEquals(expectedAlone, alone);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    /** As of every event in turn: as if the journey ended there. */
    @Property(tries = 400)
    void shouldHoldAsOfEveryEvent(
            @ForAll("conditions") Condition condition,
            @ForAll("journeys") List<IndexedEvent> events,
            @ForAll("people") List<Person> people,
            @ForAll boolean compacted)
            throws IOException {
        try (JourneyIndex index = JourneyIndex.inMemory(SETTINGS)) {
            // given
            index.append(events);
            for (Person person : people) {
                index.putTraits(person.number(), person.traits());
                index.mergePersons(person.number(), person.mergedInto());
            }
            if (compacted) {
                index.compact();
            }
            Snapshot snapshot = index.snapshot();
            RunningConditions running =
                    new RunningConditions(List.of(new Condition.All(List.of()), condition), snapshot);
            for (int person = 0; person < PERSONS; person++) {
                Journey journey = snapshot.journey(person);
                if (ownerOf(people, person) != person) {
                    continue;
                }
                ConditionOracle whole = oracle(events, people, person, Instant.MAX);
                RunningConditions.Reading reading = running.read(journey);
                for (int event = 0; event < journey.size(); event++) {
                    // when
                    reading.see(event);

                    // then
                    ConditionOracle soFar = new ConditionOracle(
                            whole.events().subList(0, event + 1),
                            whole.traits(),
                            whole.members(),
                            Instant.ofEpochMilli(journey.time(event)),
                            GAP,
                            LONGEST);
                    assertEquals(soFar.holds(condition), reading.holds(1), "event " + event + " of " + person);
                    assertTrue(reading.holds(0));
                }
            }
        }
    }

    private static ConditionOracle oracle(List<IndexedEvent> events, List<Person> people, int owner, Instant asOf) {
        List<IndexedEvent> journey = events.stream()
                .filter(event -> ownerOf(people, event.person()) == owner)
                .sorted(Comparator.comparingLong(IndexedEvent::time).thenComparingLong(IndexedEvent::sequence))
                .toList();
        Set<Integer> members = new HashSet<>();
        for (int person = 0; person <= ONLY_LISTED; person++) {
            if (ownerOf(people, person) == owner) {
                members.add(person);
            }
        }
        Map<String, Object> traits = owner < people.size() ? people.get(owner).traits() : Map.of();
        return new ConditionOracle(journey, traits, members, asOf, GAP, LONGEST);
    }

    private static int ownerOf(List<Person> people, int person) {
        return person < people.size() && people.get(person).mergedInto() != person
                ? ownerOf(people, people.get(person).mergedInto())
                : person;
    }

    private static boolean isKnown(Condition condition, List<IndexedEvent> events, List<Person> people, int owner) {
        return events.stream().anyMatch(event -> ownerOf(people, event.person()) == owner)
                || (owner < people.size() && !people.get(owner).traits().isEmpty())
                || listed(condition).stream().anyMatch(member -> ownerOf(people, member) == owner);
    }

    private static Set<Integer> listed(Condition condition) {
        Set<Integer> found = new HashSet<>();
        switch (condition) {
            case Condition.All all -> all.conditions().forEach(child -> found.addAll(listed(child)));
            case Condition.Any any -> any.conditions().forEach(child -> found.addAll(listed(child)));
            case Condition.Not not -> found.addAll(listed(not.condition()));
            case Condition.Member member -> member.persons().stream().forEach(found::add);
            case Condition.HasTrait other -> {}
            case Condition.Performed other -> {}
            case Condition.InSequence other -> {}
            case Condition.InOrder other -> {}
            case Condition.LastPerformed other -> {}
            case Condition.SessionCount other -> {}
            case Condition.FirstSeen other -> {}
        }
        return found;
    }

    @Provide
    Arbitrary<List<Person>> people() {
        Arbitrary<Map<String, Object>> traits = Combinators.combine(
                        Arbitraries.<Object>of("", "Rome", "rOMe", "Milan", 4.0, true),
                        Arbitraries.<Object>of("", 1.0, 2.0, 2.5, "2"))
                .as((city, age) -> {
                    Map<String, Object> values = new HashMap<>();
                    if (!city.equals("")) {
                        values.put("city", city);
                    }
                    if (!age.equals("")) {
                        values.put("age", age);
                    }
                    return values;
                });
        // Merges only go to higher numbers, so there is no circle to refuse.
        return Combinators.combine(
                        traits.list().ofSize(PERSONS),
                        Arbitraries.of(0, 0, 0, 1, 2).list().ofSize(PERSONS))
                .as((values, jumps) -> {
                    List<Person> people = new ArrayList<>();
                    for (int person = 0; person < PERSONS; person++) {
                        people.add(new Person(
                                person, values.get(person), Math.min(PERSONS - 1, person + jumps.get(person))));
                    }
                    return people;
                });
    }

    @Provide
    Arbitrary<List<IndexedEvent>> journeys() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, PERSONS - 1),
                        Arbitraries.longs().between(0, 20),
                        Arbitraries.of("view", "cart", "buy"),
                        Arbitraries.<Object>of("", "home", "Homepage", "basket", 1.0, 2.0, false))
                .as((person, time, name, value) ->
                        new IndexedEvent(1, person, time, name, value.equals("") ? Map.of() : Map.of("page", value)))
                .list()
                .ofMaxSize(40)
                .map(events -> {
                    List<IndexedEvent> numbered = new ArrayList<>();
                    for (IndexedEvent event : events) {
                        numbered.add(new IndexedEvent(
                                numbered.size() + 1L, event.person(), event.time(), event.name(), event.properties()));
                    }
                    return numbered;
                });
    }

    @Provide
    Arbitrary<Condition> conditions() {
        return Arbitraries.recursive(
                ConditionPropertyTest::leaves,
                inner -> Arbitraries.oneOf(
                        inner.list().ofMaxSize(3).map(Condition.All::new),
                        inner.list().ofMaxSize(3).map(Condition.Any::new),
                        inner.map(Condition.Not::new)),
                0,
                2);
    }

    private static Arbitrary<Condition> leaves() {
        Arbitrary<Duration> durations = Arbitraries.longs().between(0, 12).map(Duration::ofMillis);
        Arbitrary<CountRange> counts = Combinators.combine(
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 3))
                .as((least, more) -> new CountRange(least, least + more));
        return Arbitraries.oneOf(
                Combinators.combine(Arbitraries.of("city", "age", "none"), valueTests())
                        .as(Condition.HasTrait::new),
                Combinators.combine(eventMatches(), counts, periods()).as(Condition.Performed::new),
                Combinators.combine(eventMatches(), eventMatches(), durations, periods())
                        .as(Condition.InSequence::new),
                Combinators.combine(eventMatches().list().ofMinSize(1).ofMaxSize(4), durations)
                        .as(Condition.InOrder::new),
                Combinators.combine(eventMatches(), durations, durations)
                        .as((match, least, more) -> new Condition.LastPerformed(match, least, least.plus(more))),
                Combinators.combine(counts, periods()).as(Condition.SessionCount::new),
                periods().map(Condition.FirstSeen::new),
                Arbitraries.integers()
                        .between(0, ONLY_LISTED)
                        .list()
                        .ofMaxSize(3)
                        .map(members -> new Condition.Member(PersonSet.of(
                                members.stream().mapToInt(Integer::intValue).toArray()))));
    }

    private static Arbitrary<Period> periods() {
        return Arbitraries.oneOf(
                Arbitraries.just(new Period.Ever()),
                Arbitraries.longs().between(0, 15).map(length -> new Period.Within(Duration.ofMillis(length))),
                Combinators.combine(
                                Arbitraries.longs().between(0, 15),
                                Arbitraries.longs().between(0, 15))
                        .as((from, length) -> new Period.Between(new TimeRange(from, from + length))));
    }

    private static Arbitrary<EventMatch> eventMatches() {
        Arbitrary<PropertyCondition> conditions = valueTests().map(test -> new PropertyCondition("page", test));
        return Combinators.combine(
                        Arbitraries.of("view", "cart", "buy", "*", "never"),
                        conditions.list().ofMaxSize(2))
                .as(EventMatch::new);
    }

    private static Arbitrary<ValueTest> valueTests() {
        return Arbitraries.of(
                new ValueTest.Exists(),
                new ValueTest.Missing(),
                new ValueTest.Equal("home"),
                new ValueTest.Equal(2),
                new ValueTest.Equal(false),
                new ValueTest.NotEqual("Rome"),
                new ValueTest.NotEqual(1.0),
                new ValueTest.In(Set.of("basket", "Milan", 2, true)),
                new ValueTest.Contains("OM"),
                new ValueTest.NotContains("home"),
                new ValueTest.StartsWith("ro"),
                new ValueTest.Greater(1),
                new ValueTest.AtLeast(2),
                new ValueTest.Less(2),
                new ValueTest.AtMost(1),
                new ValueTest.Between(1.5, 2.5));
    }
}
