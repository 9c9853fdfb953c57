package dev.percorso.server.map;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.JourneyIndex;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.server.map.JourneyMapContent.MapCard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Times between cards against an oracle that goes through plain lists. */
class ElapsedFoldTest {
    private static final IndexSettings SETTINGS = new IndexSettings(2, Duration.ofMillis(3), Duration.ofMillis(9), 2);
    private static final List<String> NAMES = List.of("a", "b", "c");
    private static final int PERSONS = 4;
    private static final int FROM = 3;
    private static final int TO = 17;

    @Provide
    Arbitrary<List<IndexedEvent>> journeys() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, PERSONS - 1),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.of("a", "b", "c", "other"))
                .as((person, time, name) -> new IndexedEvent(1, person, time, name, Map.of()))
                .list()
                .ofMaxSize(30)
                .map(events -> {
                    List<IndexedEvent> numbered = new ArrayList<>();
                    for (IndexedEvent event : events) {
                        numbered.add(new IndexedEvent(
                                numbered.size() + 1L, event.person(), event.time(), event.name(), Map.of()));
                    }
                    return numbered;
                });
    }

    @Property(tries = 300)
    void shouldMeasureAsTheDefinitionSays(@ForAll("journeys") List<IndexedEvent> events) {
        List<ElapsedFold.Way> ways =
                List.of(new ElapsedFold.Way(0, 1), new ElapsedFold.Way(1, 2), new ElapsedFold.Way(2, 0));
        List<BoundCard> cards = NAMES.stream().map(ElapsedFoldTest::card).toList();
        try (JourneyIndex index = JourneyIndex.inMemory(SETTINGS)) {
            index.append(events);
            ElapsedFold fold = new ElapsedFold(
                    index.snapshot(), cards, ways, Instant.ofEpochMilli(FROM), Instant.ofEpochMilli(TO));

            ElapsedFold.Times times = fold.result(index.snapshot().fold(fold, FoldScope.everyone()));

            for (int card = 0; card < NAMES.size(); card++) {
                List<Long> expected = sinceStart(events, NAMES.get(card));
                assertEquals(expected.size(), times.cards().get(card).persons());
                assertEquals(median(expected), times.cards().get(card).medianSecondsFromStart());
            }
            for (int way = 0; way < ways.size(); way++) {
                List<Long> expected = between(
                        events,
                        NAMES.get(ways.get(way).from()),
                        NAMES.get(ways.get(way).to()));
                assertEquals(expected.size(), times.ways().get(way).persons());
                assertEquals(median(expected), times.ways().get(way).medianSeconds());
            }
        }
    }

    private static BoundCard card(String name) {
        MapCard card = new MapCard(
                name,
                "s",
                "l",
                name,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return new BoundCard(card, 0, EventMatch.of(name), Optional.empty());
    }

    private static List<IndexedEvent> of(List<IndexedEvent> events, int person) {
        return events.stream()
                .filter(event -> event.person() == person && event.time() >= FROM && event.time() < TO)
                .sorted(Comparator.comparingLong(IndexedEvent::time).thenComparingLong(IndexedEvent::sequence))
                .toList();
    }

    private static List<Long> sinceStart(List<IndexedEvent> events, String name) {
        List<Long> times = new ArrayList<>();
        for (int person = 0; person < PERSONS; person++) {
            List<IndexedEvent> own = of(events, person);
            Optional<IndexedEvent> start =
                    own.stream().filter(event -> NAMES.contains(event.name())).findFirst();
            own.stream()
                    .filter(event -> event.name().equals(name))
                    .findFirst()
                    .ifPresent(event ->
                            times.add(event.time() - start.orElseThrow().time()));
        }
        return times;
    }

    private static List<Long> between(List<IndexedEvent> events, String from, String to) {
        List<Long> times = new ArrayList<>();
        for (int person = 0; person < PERSONS; person++) {
            List<IndexedEvent> own = of(events, person);
            for (int i = 0; i < own.size(); i++) {
                if (own.get(i).name().equals(from)) {
                    long left = own.get(i).time();
                    own.subList(i, own.size()).stream()
                            .filter(event -> event.name().equals(to))
                            .findFirst()
                            .ifPresent(event -> times.add(event.time() - left));
                    break;
                }
            }
        }
        return times;
    }

    private static OptionalDouble median(List<Long> times) {
        if (times.isEmpty()) {
            return OptionalDouble.empty();
        }
        List<Long> sorted = times.stream().sorted().toList();
        int middle = sorted.size() / 2;
        double median =
                sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2.0;
        return OptionalDouble.of(median / 1000);
    }
}
