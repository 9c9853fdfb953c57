package dev.percorso.engine.fold;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.JourneyIndex;
import dev.percorso.engine.index.Snapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Random people and what they did, as plain lists for oracles and as indexes of several shapes. Times gather around
 * changes of the clock, midnights, session limits and each other.
 */
public final class World {

    public static final ZoneId ROME = ZoneId.of("Europe/Rome");

    /** Starts of stretches that hold the nights in which Rome's clocks change, and the turn of a year. */
    private static final List<Instant> STRETCHES = List.of(
            Instant.parse("2025-03-28T22:00:00Z"),
            Instant.parse("2025-10-24T22:00:00Z"),
            Instant.parse("2024-12-29T00:00:00Z"));

    private static final long[] GAPS = {
        0,
        0,
        1,
        999,
        9_999,
        10_000,
        10_001,
        60_000,
        1_799_999,
        1_800_000,
        1_800_001,
        3_600_000,
        7_200_000,
        36_000_000,
        86_399_999,
        86_400_000,
        86_400_001,
        172_800_000,
        700_000_000
    };

    private static final List<String> NAMES =
            List.of("Page Viewed", "Page Viewed", "Search", "Add", "Order", "Page Engaged");

    private final List<IndexedEvent> events = new ArrayList<>();
    private final Map<Integer, Integer> mergedInto = new HashMap<>();
    /** What happened before is forgotten. */
    private Instant cut = Instant.EPOCH;

    public final Instant start;
    private int shardsOnDisk = 2;

    private World(Instant start) {
        this.start = start;
    }

    public static World random(long seed) {
        Random random = new Random(seed);
        World world = new World(STRETCHES.get(random.nextInt(STRETCHES.size())));
        int persons = random.nextInt(12);
        List<IndexedEvent> made = new ArrayList<>();
        for (int person = 0; person < persons; person++) {
            int size = random.nextInt(20) == 0 ? 300 : random.nextInt(25);
            long time = world.start.toEpochMilli() + random.nextInt(7) * 43_200_000L;
            for (int i = 0; i < size; i++) {
                time += GAPS[random.nextInt(size > 100 ? 10 : GAPS.length)];
                made.add(
                        new IndexedEvent(1, person, time, NAMES.get(random.nextInt(NAMES.size())), properties(random)));
            }
        }
        Collections.shuffle(made, random);
        for (IndexedEvent event : made) {
            world.events.add(new IndexedEvent(
                    world.events.size() + 1L, event.person(), event.time(), event.name(), event.properties()));
        }
        for (int from = 1; from < persons; from++) {
            if (random.nextInt(5) == 0) {
                world.mergedInto.put(from, random.nextInt(from));
            }
        }
        world.shardsOnDisk = List.of(1, 2, 2, 7).get(random.nextInt(4));
        if (!made.isEmpty() && random.nextInt(4) == 0) {
            long time = made.get(random.nextInt(made.size())).time();
            world.cut = Instant.ofEpochMilli(time + random.nextInt(2));
        }
        return world;
    }

    private static Map<String, Object> properties(Random random) {
        Map<String, Object> properties = new HashMap<>();
        if (random.nextInt(4) > 0) {
            properties.put("path", List.of("/a", "/b", "/c", "/d").get(random.nextInt(4)));
        }
        switch (random.nextInt(6)) {
            case 0 -> properties.put("channel", "email");
            case 1, 2 -> properties.put("channel", "direct");
            case 3 -> properties.put("channel", random.nextInt(3));
            case 4 -> properties.put("channel", random.nextBoolean());
            default -> {}
        }
        if (random.nextBoolean()) {
            properties.put("total", random.nextInt(8) * 0.5);
        }
        if (random.nextBoolean()) {
            properties.put("seconds", random.nextInt(30));
        }
        return properties;
    }

    /** An instant some days after the start, at an odd time of the day. */
    public Instant day(int days) {
        return start.plus(Duration.ofHours(24L * days + 5));
    }

    /** The journeys by person, merged persons under their owner, without what is forgotten. */
    public Map<Integer, List<IndexedEvent>> journeys() {
        Map<Integer, List<IndexedEvent>> journeys = new TreeMap<>();
        for (IndexedEvent event : events) {
            if (event.time() < cut.toEpochMilli()) {
                continue;
            }
            int owner = event.person();
            while (mergedInto.containsKey(owner)) {
                owner = mergedInto.get(owner);
            }
            journeys.computeIfAbsent(owner, person -> new ArrayList<>()).add(event);
        }
        Collection<List<IndexedEvent>> all = journeys.values();
        all.forEach(journey ->
                journey.sort(Comparator.comparingLong(IndexedEvent::time).thenComparingLong(IndexedEvent::sequence)));
        return journeys;
    }

    /** The sessions of a journey: 30 minutes without events end one, and 24 hours. */
    public static List<List<IndexedEvent>> sessions(List<IndexedEvent> journey) {
        List<List<IndexedEvent>> sessions = new ArrayList<>();
        for (IndexedEvent event : journey) {
            boolean goesOn = !sessions.isEmpty()
                    && event.time() - sessions.getLast().getLast().time() <= 1_800_000
                    && event.time() - sessions.getLast().getFirst().time() <= 86_400_000;
            if (!goesOn) {
                sessions.add(new ArrayList<>());
            }
            sessions.getLast().add(event);
        }
        return sessions;
    }

    /** Checks that indexes of one, two and seven shards say what is expected, before and after compaction. */
    public <R> void shouldAllSay(R expected, Function<Snapshot, R> measure) {
        for (int shards : new int[] {1, 2, 7}) {
            IndexSettings settings =
                    new IndexSettings(shards, Duration.ofMinutes(30), Duration.ofHours(24), shards / 3 + 1);
            try (JourneyIndex index = JourneyIndex.inMemory(settings)) {
                index.append(events);
                mergedInto.forEach(index::mergePersons);
                index.cutBefore(cut);
                assertEquals(expected, measure.apply(index.snapshot()), shards + " shards in memory");
            }
        }
        onDisk(expected, measure);
    }

    private <R> void onDisk(R expected, Function<Snapshot, R> measure) {
        try {
            Path folder = Files.createTempDirectory("journeys");
            IndexSettings settings = new IndexSettings(shardsOnDisk, Duration.ofMinutes(30), Duration.ofHours(24), 2);
            try (JourneyIndex index = JourneyIndex.open(folder, settings)) {
                index.append(events.subList(0, events.size() / 2));
                index.compact();
                index.append(events.subList(events.size() / 2, events.size()));
                mergedInto.forEach(index::mergePersons);
                index.cutBefore(cut);
                assertEquals(expected, measure.apply(index.snapshot()), "half compacted");
                index.compact();
                assertEquals(expected, measure.apply(index.snapshot()), "compacted");
            }
            try (JourneyIndex index = JourneyIndex.open(folder, settings)) {
                index.append(events.subList(0, events.size() / 2));
                assertEquals(expected, measure.apply(index.snapshot()), "opened again");
            } finally {
                delete(folder);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
