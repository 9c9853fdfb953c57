package dev.percorso.engine.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JourneyIndexTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldGiveEveryBatchAsAWholeWhileCompacting() throws Exception {
        // given a writer whose every batch gives each person one event, and a compaction running all the time
        int persons = 50;
        int batches = 300;
        AtomicBoolean done = new AtomicBoolean();
        try (JourneyIndex index = JourneyIndex.open(folder, SmallIndex.SETTINGS);
                ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> writer = threads.submit(() -> {
                long sequence = 1;
                for (int batch = 0; batch < batches; batch++) {
                    List<IndexedEvent> events = new ArrayList<>();
                    for (int person = 0; person < persons; person++) {
                        events.add(new IndexedEvent(sequence++, person, batch, "tick", Map.of("batch", batch)));
                    }
                    index.append(events);
                }
                done.set(true);
            });
            Future<?> compactor = threads.submit(() -> {
                while (!done.get()) {
                    index.compact();
                }
                return null;
            });

            // when snapshots are taken meanwhile
            int before = 0;
            while (before < batches && !compactor.isDone()) {
                Snapshot snapshot = index.snapshot();
                Property batchNumber = snapshot.property("batch");
                int seen = snapshot.fold(new Sizes(batchNumber)).least(persons);

                // then each person has the same number of events, never less than earlier
                assertTrue(seen >= before, () -> "went back to " + seen);
                before = seen;
            }
            writer.get();
            compactor.get();
            assertEquals(batches, index.snapshot().journey(7).size());
        }
    }

    @Test
    void shouldStartAnewWhenSessionsAreCutDifferently() throws IOException {
        // given
        SmallIndex.fill(folder);

        // when
        IndexSettings other = new IndexSettings(4, Duration.ofMinutes(20), Duration.ofHours(24), 2);
        try (JourneyIndex index = JourneyIndex.open(folder, other)) {
            // then
            assertEquals(0, index.coveredSequence());
            assertTrue(index.openingNote().contains("settings"));
        }
    }

    @Test
    void shouldWriteOnlyTheShardsThatChanged() throws IOException {
        // given 40 events of 10 persons in 4 shards
        SmallIndex.fill(folder);
        List<Object> before = shardsOnDisk(1);
        try (JourneyIndex index = JourneyIndex.open(folder, SmallIndex.SETTINGS)) {
            // when person 2 does something and person 6 is erased, both of shard 2
            index.append(List.of(new IndexedEvent(41, 2, 41, "view", Map.of("page", "last"))));
            index.erase(6);
            index.compact();

            // then
            List<Object> after = shardsOnDisk(2);
            for (int shard = 0; shard < 4; shard++) {
                assertEquals(shard != 2, before.get(shard).equals(after.get(shard)), "shard " + shard);
            }
            assertEquals(
                    "last",
                    index.snapshot().journey(2).value(4, index.snapshot().property("page")));
            assertEquals(
                    "home",
                    index.snapshot().journey(3).value(0, index.snapshot().property("page")));
        }
        try (JourneyIndex index = JourneyIndex.open(folder, SmallIndex.SETTINGS)) {
            assertEquals(
                    "home",
                    index.snapshot().journey(3).value(0, index.snapshot().property("page")));
            assertEquals("view", index.snapshot().journey(1).name(0));
            assertTrue(index.snapshot().journey(6).isEmpty());
            index.append(List.of(new IndexedEvent(42, 0, 42, "view")));
            index.compact();
            assertEquals(5, index.snapshot().journey(0).size());
        }
    }

    /** What tells files apart, whatever their names are. */
    private List<Object> shardsOnDisk(int generation) throws IOException {
        List<Object> keys = new ArrayList<>();
        for (int shard = 0; shard < 4; shard++) {
            Path file = folder.resolve(Manifest.folderName(generation)).resolve(Generation.shardFile(shard));
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            keys.add(key == null ? List.of(file, Files.getLastModifiedTime(file)) : key);
        }
        return keys;
    }

    @Test
    void shouldStopAFoldThatWasCancelled() {
        // given
        try (JourneyIndex index = JourneyIndex.inMemory(SmallIndex.SETTINGS)) {
            index.append(List.of(new IndexedEvent(1, 1, 10, "view")));
            Cancellation cancellation = new Cancellation();
            cancellation.cancel();

            // when, then
            assertThrows(
                    CancellationException.class,
                    () -> index.snapshot()
                            .fold(
                                    new Sizes(index.snapshot().property("none")),
                                    FoldScope.everyone().stoppedBy(cancellation)));
        }
    }

    @Test
    void shouldTellHowFarFoldsAre() {
        // given 5,000 persons in each of four shards
        try (JourneyIndex index = JourneyIndex.inMemory(SmallIndex.SETTINGS)) {
            List<IndexedEvent> events = new ArrayList<>();
            for (int number = 1; number <= 20_000; number++) {
                events.add(new IndexedEvent(number, number - 1, number, "view"));
            }
            index.append(events);
            Progress progress = new Progress(2);
            FoldScope scope = FoldScope.everyone().watchedBy(progress);
            assertEquals(0, progress.share());

            // when the first of two folds runs, each person looks at the progress
            List<Double> shares = index.snapshot().fold(new Watch(progress), scope);

            // then
            assertEquals(20_000, shares.size());
            double most = shares.stream().mapToDouble(share -> share).max().orElseThrow();
            long steps = shares.stream().distinct().count();
            assertTrue(most <= 0.5, () -> "saw " + most);
            assertTrue(steps >= 10, () -> "saw " + steps + " different shares");
            assertEquals(0.5, progress.share());
            index.snapshot().fold(new Watch(progress), scope);
            assertEquals(1, progress.share());
        }
    }

    private record Watch(Progress progress) implements Fold<List<Double>> {
        @Override
        public List<Double> newAccumulator() {
            return new ArrayList<>();
        }

        @Override
        public void accept(Journey journey, List<Double> shares) {
            shares.add(progress.share());
        }

        @Override
        public List<Double> combine(List<Double> left, List<Double> right) {
            left.addAll(right);
            return left;
        }
    }

    @Test
    void shouldRefuseAPropertyOfAnotherBase() throws IOException {
        // given a property resolved before a compaction
        try (JourneyIndex index = JourneyIndex.open(folder, SmallIndex.SETTINGS)) {
            index.append(List.of(new IndexedEvent(1, 1, 10, "view", Map.of("page", "home"))));
            Property old = index.snapshot().property("page");
            index.compact();

            // when, then
            Journey journey = index.snapshot().journey(1);
            assertThrows(IllegalArgumentException.class, () -> journey.value(0, old));
        }
    }

    @Test
    void shouldCountEventNamesBeyondTheLimitAsOther() {
        // given
        try (JourneyIndex index = JourneyIndex.inMemory(SmallIndex.SETTINGS)) {
            List<IndexedEvent> events = new ArrayList<>();
            for (int number = 1; number <= 32_768; number++) {
                events.add(new IndexedEvent(number, 1, number, "name " + number));
            }

            // when
            index.append(events);

            // then
            Journey journey = index.snapshot().journey(1);
            assertEquals("name 32767", journey.name(32_766));
            assertEquals("(other)", journey.name(32_767));
        }
    }

    @Test
    void shouldKeepSequencesThatLieFarApart() throws IOException {
        // given sequences too far apart for four bytes
        try (JourneyIndex index = JourneyIndex.open(folder, SmallIndex.SETTINGS)) {
            index.append(
                    List.of(new IndexedEvent(1, 1, 10, "first"), new IndexedEvent(20_000_000_000L, 1, 10, "second")));

            // when
            index.compact();

            // then
            Journey journey = index.snapshot().journey(1);
            assertEquals("first", journey.name(0));
            assertEquals(20_000_000_000L, journey.sequence(1));
        }
    }

    /** Number of events by person; also checks that the property tells the batches in order. */
    private static final class Sizes implements Fold<Sizes.Found> {
        private final Property batch;

        Sizes(Property batch) {
            this.batch = batch;
        }

        static final class Found {
            private final List<Integer> sizes = new ArrayList<>();

            int least(int persons) {
                assertTrue(sizes.isEmpty() || sizes.size() == persons, () -> sizes.size() + " persons");
                assertEquals(1, Math.max(1, sizes.stream().distinct().count()));
                return sizes.isEmpty() ? 0 : sizes.getFirst();
            }
        }

        @Override
        public Found newAccumulator() {
            return new Found();
        }

        @Override
        public void accept(Journey journey, Found found) {
            for (int index = 0; index < journey.size(); index++) {
                if (journey.number(index, batch) != index) {
                    throw new AssertionError("event " + index + " has " + journey.number(index, batch));
                }
            }
            found.sizes.add(journey.size());
        }

        @Override
        public Found combine(Found left, Found right) {
            left.sizes.addAll(right.sizes);
            return left;
        }
    }
}
