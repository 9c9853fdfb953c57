package dev.percorso.engine.index;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** The index against {@link ModelIndex}, through random lives with late events, merges, compactions and restarts. */
class JourneyIndexPropertyTest {
    private static final IndexSettings SETTINGS = new IndexSettings(7, Duration.ofMinutes(30), Duration.ofHours(24), 2);
    private static final int PERSONS = 7;

    sealed interface Action {
        record Append(List<IndexedEvent> events) implements Action {}

        record Merge(int from, int into) implements Action {}

        record Erase(int person) implements Action {}

        record Cut(long time) implements Action {}

        record Traits(int person, Map<String, Object> values) implements Action {}

        record Compact() implements Action {}

        record Reopen() implements Action {}
    }

    @Property(tries = 300)
    void shouldHoldTheSameJourneysAsASortedList(@ForAll("lives") List<Action> life) throws IOException {
        // given
        Path folder = Files.createTempDirectory("index");
        ModelIndex model = new ModelIndex(SETTINGS);
        List<Action> replayable = new ArrayList<>();
        JourneyIndex index = JourneyIndex.open(folder, SETTINGS);
        try {
            for (Action action : life) {
                // when
                if (action instanceof Action.Reopen) {
                    index.close();
                    index = JourneyIndex.open(folder, SETTINGS);
                    assertEquals("", index.openingNote());
                    for (Action past : replayable) {
                        apply(past, index);
                    }
                } else {
                    apply(action, index);
                    model.apply(action);
                    replayable.add(action);
                }

                // then
                assertSame(model, index.snapshot());
            }
        } finally {
            index.close();
            deleteAll(folder);
        }
    }

    @Property(tries = 100)
    void shouldNotChangeASnapshotLater(@ForAll("lives") List<Action> before, @ForAll("lives") List<Action> after)
            throws IOException {
        // given
        Path folder = Files.createTempDirectory("index");
        ModelIndex model = new ModelIndex(SETTINGS);
        try (JourneyIndex index = JourneyIndex.open(folder, SETTINGS)) {
            for (Action action : before) {
                apply(action, index);
                model.apply(action);
            }
            Snapshot snapshot = index.snapshot();

            // when
            for (Action action : after) {
                if (!(action instanceof Action.Erase || action instanceof Action.Cut)) {
                    apply(action, index);
                }
            }

            // then
            assertSame(model, snapshot);
        } finally {
            deleteAll(folder);
        }
    }

    private static void apply(Action action, JourneyIndex index) throws IOException {
        switch (action) {
            case Action.Append append -> index.append(append.events());
            case Action.Merge merge -> index.mergePersons(merge.from(), merge.into());
            case Action.Erase erase -> index.erase(erase.person());
            case Action.Cut cut -> index.cutBefore(Instant.ofEpochMilli(cut.time()));
            case Action.Traits traits -> index.putTraits(traits.person(), traits.values());
            case Action.Compact compact -> index.compact();
            case Action.Reopen reopen -> {}
        }
    }

    private static void assertSame(ModelIndex model, Snapshot snapshot) {
        Map<Integer, List<String>> expected = model.journeys();
        Map<Integer, List<String>> folded = snapshot.fold(new Describe(snapshot));
        assertEquals(expected, folded);
        for (int person = 0; person < PERSONS; person++) {
            Journey journey = snapshot.journey(person);
            assertEquals(model.ownerOf(person), journey.person());
            assertEquals(expected.getOrDefault(journey.person(), List.of()), Describe.describe(snapshot, journey));
            assertEquals(model.trait(person, "plan"), snapshot.trait("plan").value(person));
        }
    }

    static final class Describe implements Fold<Map<Integer, List<String>>> {
        private final Snapshot snapshot;

        Describe(Snapshot snapshot) {
            this.snapshot = snapshot;
        }

        @Override
        public Map<Integer, List<String>> newAccumulator() {
            return new TreeMap<>();
        }

        @Override
        public void accept(Journey journey, Map<Integer, List<String>> all) {
            all.put(journey.person(), describe(snapshot, journey));
        }

        @Override
        public Map<Integer, List<String>> combine(Map<Integer, List<String>> left, Map<Integer, List<String>> right) {
            left.putAll(right);
            return left;
        }

        static List<String> describe(Snapshot snapshot, Journey journey) {
            List<String> lines = new ArrayList<>();
            for (int index = 0; index < journey.size(); index++) {
                Map<String, Object> properties = new TreeMap<>();
                for (String name : List.of("page", "amount", "mixed")) {
                    Object value = journey.value(index, snapshot.property(name));
                    if (value != null) {
                        properties.put(name, value);
                    }
                }
                lines.add(ModelIndex.line(
                        journey.time(index),
                        journey.sequence(index),
                        journey.originalPerson(index),
                        journey.name(index),
                        journey.session(index),
                        properties));
            }
            return lines;
        }
    }

    @Provide
    Arbitrary<List<Action>> lives() {
        Arbitrary<Integer> persons = Arbitraries.integers().between(0, PERSONS - 1);
        Arbitrary<Action> append = events().list().ofMinSize(1).ofMaxSize(12).map(Action.Append::new);
        Arbitrary<Action> merge = Combinators.combine(persons, persons).as(Action.Merge::new);
        Arbitrary<Action> erase = persons.map(Action.Erase::new);
        Arbitrary<Action> cut = times().map(Action.Cut::new);
        Arbitrary<Action> traits = Combinators.combine(persons, Arbitraries.<Object>of("free", "paid", 3.0, true))
                .as((person, value) -> new Action.Traits(person, Map.of("plan", value)));
        return Arbitraries.frequencyOf(
                        Tuple.of(8, append),
                        Tuple.of(2, merge),
                        Tuple.of(1, erase),
                        Tuple.of(1, cut),
                        Tuple.of(1, traits),
                        Tuple.of(2, Arbitraries.just(new Action.Compact())),
                        Tuple.of(1, Arbitraries.just(new Action.Reopen())))
                .list()
                .ofMinSize(1)
                .ofMaxSize(14)
                .map(JourneyIndexPropertyTest::numbered);
    }

    /** Sequences grow over a life, as the journal's do; some events are sent twice. */
    private static List<Action> numbered(List<Action> life) {
        List<Action> result = new ArrayList<>();
        long sequence = 1;
        for (Action action : life) {
            if (action instanceof Action.Append append) {
                List<IndexedEvent> events = new ArrayList<>();
                for (IndexedEvent event : append.events()) {
                    sequence += event.sequence() % 4 == 0 ? 0 : event.sequence() % 4;
                    events.add(
                            new IndexedEvent(sequence, event.person(), event.time(), event.name(), event.properties()));
                }
                result.add(new Action.Append(events));
            } else {
                result.add(action);
            }
        }
        return result;
    }

    private static Arbitrary<Long> times() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(0, 5), Arbitraries.longs().between(0, 200_000_000L));
    }

    private static Arbitrary<IndexedEvent> events() {
        Arbitrary<Map<String, Object>> properties = Combinators.combine(
                        Arbitraries.of("", "home", "basket", "caffè"),
                        Arbitraries.of(-1.0, 0.5, 12.0),
                        Arbitraries.<Object>of("", "x", 2.5, false))
                .as((page, amount, mixed) -> {
                    Map<String, Object> values = new HashMap<>();
                    if (!page.isEmpty()) {
                        values.put("page", page);
                    }
                    if (amount > 0) {
                        values.put("amount", amount);
                    }
                    if (!mixed.equals("x")) {
                        values.put("mixed", mixed);
                    }
                    return values;
                });
        return Combinators.combine(
                        Arbitraries.longs().between(1, 100),
                        Arbitraries.integers().between(0, PERSONS - 1),
                        times(),
                        Arbitraries.of("view", "cart", "buy"),
                        properties)
                .as(IndexedEvent::new);
    }

    private static void deleteAll(Path folder) throws IOException {
        for (Path child : Disk.children(folder)) {
            if (Files.isDirectory(child)) {
                Disk.discard(child);
            }
        }
        Disk.discard(folder);
    }
}
