package dev.percorso.server.map;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.JourneyIndex;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Coverage and ways of the catalogue against an oracle that goes through plain lists. */
class CatalogueFoldTest {
    private static final IndexSettings SETTINGS = new IndexSettings(2, Duration.ofMillis(3), Duration.ofMillis(9), 2);
    private static final List<String> KNOWN = List.of("a", "b", "c");
    private static final int PERSONS = 5;
    private static final int FROM = 3;
    private static final int TO = 17;

    @Provide
    Arbitrary<List<IndexedEvent>> journeys() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, PERSONS - 1),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.of("a", "b", "c", "other", "goal", "Page Engaged"),
                        Arbitraries.of("", "mail", "shop"))
                .as((person, time, name, channel) -> new IndexedEvent(
                        1, person, time, name, channel.isEmpty() ? Map.of() : Map.of("channel", channel)))
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

    @Property(tries = 300)
    void shouldCountAsTheDefinitionSays(@ForAll("journeys") List<IndexedEvent> events) {
        try (JourneyIndex index = JourneyIndex.inMemory(SETTINGS)) {
            index.append(events);
            CatalogueFold fold = new CatalogueFold(
                    index.snapshot(),
                    KNOWN.stream().map(EventMatch::of).toList(),
                    EventMatch.of("goal"),
                    Instant.ofEpochMilli(FROM),
                    Instant.ofEpochMilli(TO));

            CatalogueFold.Counted counted = fold.result(index.snapshot().fold(fold, FoldScope.everyone()));

            List<IndexedEvent> present = within(events);
            assertEquals(present.stream().map(IndexedEvent::person).distinct().count(), counted.persons());
            List<IndexedEvent> all = present.stream()
                    .filter(event -> !event.name().equals("Page Engaged"))
                    .toList();
            assertEquals(all.size(), counted.events());
            assertEquals(
                    all.stream().filter(event -> KNOWN.contains(event.name())).count(), counted.known());
            assertEquals(persons(all, "goal"), counted.converted());
            assertEquals(unknown(all), bare(counted.unknown()));
            assertEquals(channels(all), bare(counted.channels()));
            assertEquals(ways(all), waysOf(counted));
            counted.ways()
                    .forEach(way -> assertEquals(
                            takers(all, KNOWN.get(way.from()), KNOWN.get(way.to())), found(index.snapshot(), way)));
        }
    }

    private static BitSet found(Snapshot snapshot, CatalogueFold.Way way) {
        CatalogueFold fold = new CatalogueFold(
                snapshot,
                KNOWN.stream().map(EventMatch::of).toList(),
                EventMatch.of("goal"),
                Instant.ofEpochMilli(FROM),
                Instant.ofEpochMilli(TO),
                Optional.of(new CatalogueFold.Step(way.from(), way.to())));
        return snapshot.fold(fold, FoldScope.everyone()).takers();
    }

    private static BitSet takers(List<IndexedEvent> events, String from, String to) {
        BitSet takers = new BitSet();
        for (int person = 0; person < PERSONS; person++) {
            int one = person;
            String names = events.stream()
                    .filter(event -> event.person() == one && KNOWN.contains(event.name()))
                    .map(IndexedEvent::name)
                    .collect(Collectors.joining());
            takers.set(person, names.contains(from + to));
        }
        return takers;
    }

    private static List<IndexedEvent> within(List<IndexedEvent> events) {
        return events.stream()
                .filter(event -> event.time() >= FROM && event.time() < TO)
                .sorted(Comparator.comparingLong(IndexedEvent::time).thenComparingLong(IndexedEvent::sequence))
                .toList();
    }

    private static BitSet persons(List<IndexedEvent> events, String name) {
        BitSet persons = new BitSet();
        events.stream().filter(event -> event.name().equals(name)).forEach(event -> persons.set(event.person()));
        return persons;
    }

    /** Name, persons and events of what is found; which part is the largest is left out where two are as large. */
    private static Set<String> bare(List<CatalogueFold.Found> found) {
        Set<String> bare = new HashSet<>();
        found.forEach(one -> bare.add(one.name() + " " + one.persons() + " " + one.events() + " " + one.partEvents()));
        return bare;
    }

    private static Set<String> unknown(List<IndexedEvent> events) {
        Set<String> unknown = new HashSet<>();
        for (String name : List.of("other", "goal")) {
            List<IndexedEvent> own =
                    events.stream().filter(event -> event.name().equals(name)).toList();
            long largest = List.of("", "mail", "shop").stream()
                    .mapToLong(channel -> own.stream()
                            .filter(event -> channel.equals(Objects.requireNonNullElse(
                                    event.properties().get("channel"), "")))
                            .count())
                    .max()
                    .orElseThrow();
            if (!own.isEmpty()) {
                unknown.add(name + " " + persons(own, name).cardinality() + " " + own.size() + " " + largest);
            }
        }
        return unknown;
    }

    private static Set<String> channels(List<IndexedEvent> events) {
        Set<String> channels = new HashSet<>();
        for (String channel : List.of("mail", "shop")) {
            List<IndexedEvent> own = events.stream()
                    .filter(event -> channel.equals(event.properties().get("channel")))
                    .toList();
            Map<String, Long> names = new HashMap<>();
            own.forEach(event -> names.merge(event.name(), 1L, Long::sum));
            if (!own.isEmpty()) {
                long persons = own.stream().map(IndexedEvent::person).distinct().count();
                long largest =
                        names.values().stream().mapToLong(Long::longValue).max().orElseThrow();
                channels.add(channel + " " + persons + " " + own.size() + " " + largest);
            }
        }
        return channels;
    }

    private static Map<String, Long> ways(List<IndexedEvent> events) {
        Map<String, Long> ways = new HashMap<>();
        for (int person = 0; person < PERSONS; person++) {
            Set<String> own = new HashSet<>();
            String last = "";
            for (IndexedEvent event : events) {
                if (event.person() == person && KNOWN.contains(event.name())) {
                    if (!last.isEmpty() && !last.equals(event.name())) {
                        own.add(last + ">" + event.name());
                    }
                    last = event.name();
                }
            }
            own.forEach(way -> ways.merge(way, 1L, Long::sum));
        }
        return ways;
    }

    private static Map<String, Long> waysOf(CatalogueFold.Counted counted) {
        Map<String, Long> ways = new HashMap<>();
        counted.ways().forEach(way -> ways.put(KNOWN.get(way.from()) + ">" + KNOWN.get(way.to()), way.persons()));
        return ways;
    }
}
