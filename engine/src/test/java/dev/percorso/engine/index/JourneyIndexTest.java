package dev.percorso.engine.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JourneyIndexTest {
    private static final IndexSettings SETTINGS = new IndexSettings(4, Duration.ofMinutes(30), Duration.ofHours(24), 2);

    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldGiveEveryBatchAsAWholeWhileCompacting() throws Exception {
        // given a writer whose every batch gives each person one event, and a compaction running all the time
        int persons = 50;
        int batches = 300;
        AtomicBoolean done = new AtomicBoolean();
        try (JourneyIndex index = JourneyIndex.open(folder, SETTINGS);
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
    void shouldOpenEmptyWhateverByteOfACoreFileIsDamaged() throws IOException {
        // given
        fill(folder);
        Path generation = folder.resolve(Manifest.folderName(1));
        List<Path> files = new ArrayList<>(Disk.children(generation));
        files.add(folder.resolve(Manifest.FILE));
        int detected = 0;
        for (Path file : files) {
            byte[] whole = Files.readAllBytes(file);
            for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 40)) {
                // when
                Path copy = Files.createTempDirectory("damaged");
                copyTo(copy);
                byte[] damaged = whole.clone();
                damaged[at] ^= 0x10;
                Files.write(copy.resolve(folder.relativize(file)), damaged);

                // then it reads as it was, or is given up, and then can be filled again
                detected += survives(copy) ? 0 : 1;
            }
            Path copy = Files.createTempDirectory("damaged");
            copyTo(copy);
            Files.write(copy.resolve(folder.relativize(file)), new byte[whole.length / 2]);
            assertFalse(survives(copy), () -> file + " was cut in half");
        }
        assertNotEquals(0, detected);
    }

    private static boolean survives(Path copy) throws IOException {
        boolean intact = false;
        try (JourneyIndex index = JourneyIndex.open(copy, SETTINGS)) {
            if (index.coveredSequence() == 0) {
                assertFalse(index.openingNote().isEmpty());
                assertEquals(0, index.snapshot().eventCount());
            } else {
                assertEquals(
                        "home",
                        index.snapshot().journey(3).value(0, index.snapshot().property("page")));
                assertEquals(4, index.snapshot().journey(3).size());
                intact = true;
            }
        } catch (UncheckedIOException damagedProperty) {
            assertTrue(String.valueOf(damagedProperty.getMessage()).contains("rebuilt"));
        }
        if (!intact) {
            try (JourneyIndex again = JourneyIndex.open(copy, SETTINGS)) {
                assertEquals(0, again.coveredSequence());
            }
            fill(copy);
            try (JourneyIndex again = JourneyIndex.open(copy, SETTINGS)) {
                assertEquals(40, again.coveredSequence());
            }
        }
        delete(copy);
        return intact;
    }

    @Test
    void shouldIgnoreWhatACrashedCompactionLeft() throws IOException {
        // given a second generation that was never switched to
        fill(folder);
        Path halfWritten = Files.createDirectory(folder.resolve(Manifest.folderName(2)));
        Files.writeString(halfWritten.resolve(Generation.shardFile(0)), "half");
        Files.writeString(folder.resolve(Manifest.FILE + ".new"), "format=1");

        // when
        try (JourneyIndex index = JourneyIndex.open(folder, SETTINGS)) {
            // then
            assertEquals(40, index.coveredSequence());
            assertFalse(Files.exists(halfWritten));
            index.append(List.of(new IndexedEvent(41, 3, 0, "view")));
            index.compact();
            assertEquals(5, index.snapshot().journey(3).size());
        }
    }

    @Test
    void shouldStartAnewWhenSessionsAreCutDifferently() throws IOException {
        // given
        fill(folder);

        // when
        IndexSettings other = new IndexSettings(4, Duration.ofMinutes(20), Duration.ofHours(24), 2);
        try (JourneyIndex index = JourneyIndex.open(folder, other)) {
            // then
            assertEquals(0, index.coveredSequence());
            assertTrue(index.openingNote().contains("settings"));
        }
    }

    @Test
    void shouldLeaveNothingOfAnErasedPersonOnDisk() throws IOException {
        // given
        try (JourneyIndex index = JourneyIndex.open(folder, SETTINGS)) {
            index.append(List.of(
                    new IndexedEvent(1, 1, 0x1122334455667788L, "form", Map.of("mail", "ada@example.org")),
                    new IndexedEvent(2, 2, 10, "form", Map.of("mail", "bob@example.org")),
                    new IndexedEvent(3, 4, 10, "hello to ada", Map.of("ada's", 3.141592653589793))));
            index.mergePersons(4, 1);
            index.putTraits(1, Map.of("mail", "ada@example.org"));
            index.compact();
            List<String> ofAda = List.of(
                    "ada@example.org", "hello to ada", "ada's", bytes(0x1122334455667788L), bytes(0x400921FB54442D18L));
            for (String trace : ofAda) {
                assertTrue(diskContains(trace), trace);
            }

            // when
            index.erase(1);
            assertTrue(index.snapshot().journey(1).isEmpty());
            index.append(List.of(new IndexedEvent(4, 4, 11, "again to ada", Map.of("mail", "ada@example.com"))));
            index.compact();

            // then
            for (String trace : ofAda) {
                assertFalse(diskContains(trace), trace);
            }
            assertFalse(diskContains("again to ada"));
            assertFalse(diskContains("ada@example.com"));
            assertEquals(List.of("mail"), index.snapshot().propertyNames());
            assertTrue(diskContains("bob@example.org"));
            assertNull(index.snapshot().trait("mail").value(1));
            assertEquals(
                    "bob@example.org",
                    index.snapshot().journey(2).value(0, index.snapshot().property("mail")));
            index.append(List.of(new IndexedEvent(5, 1, 11, "form")));
            assertTrue(index.snapshot().journey(1).isEmpty());
        }
    }

    @Test
    void shouldTakeNamesAndTextsThatComeBackAfterTheyWereForgotten() throws IOException {
        // given a name, a property and a text that only an erased person had
        try (JourneyIndex index = JourneyIndex.open(folder, SETTINGS)) {
            index.append(List.of(
                    new IndexedEvent(1, 1, 10, "form", Map.of("mail", "ada", "age", 36)),
                    new IndexedEvent(2, 2, 10, "view", Map.of("mail", "bob"))));
            index.compact();
            index.erase(1);
            index.compact();

            // when
            index.append(List.of(new IndexedEvent(3, 3, 12, "form", Map.of("mail", "ada", "age", 37))));
            index.compact();
        }

        // then
        try (JourneyIndex index = JourneyIndex.open(folder, SETTINGS)) {
            Snapshot snapshot = index.snapshot();
            Journey journey = snapshot.journey(3);
            assertEquals("form", journey.name(0));
            assertEquals(snapshot.code("form"), journey.code(0));
            assertEquals("ada", journey.value(0, snapshot.property("mail")));
            assertEquals(snapshot.property("mail").codeOf("ada"), journey.text(0, snapshot.property("mail")));
            assertEquals(37.0, journey.number(0, snapshot.property("age")));
            assertEquals("view", snapshot.journey(2).name(0));
        }
    }

    @Test
    void shouldWriteOnlyTheShardsThatChanged() throws IOException {
        // given 40 events of 10 persons in 4 shards
        fill(folder);
        List<Object> before = shardsOnDisk(1);
        try (JourneyIndex index = JourneyIndex.open(folder, SETTINGS)) {
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
        try (JourneyIndex index = JourneyIndex.open(folder, SETTINGS)) {
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
    void shouldLeaveNothingFromBeforeACutOnDiskOrAfterARestart() throws IOException {
        // given
        try (JourneyIndex index = JourneyIndex.open(folder, SETTINGS)) {
            index.append(List.of(
                    new IndexedEvent(1, 1, 1_000, "old name", Map.of("page", "old page")),
                    new IndexedEvent(2, 1, 2_000, "view", Map.of("page", "new page")),
                    new IndexedEvent(3, 2, 1_999, "view", Map.of("page", "old page"))));
            index.compact();
            assertTrue(diskContains("old page"));

            // when
            index.cutBefore(Instant.ofEpochMilli(2_000));
            index.cutBefore(Instant.ofEpochMilli(500));
            index.append(List.of(new IndexedEvent(4, 3, 1_500, "late name", Map.of("page", "late page"))));
            index.compact();
        }

        // then
        for (String old : List.of("old name", "old page", "late name", "late page")) {
            assertFalse(diskContains(old), old);
        }
        try (JourneyIndex index = JourneyIndex.open(folder, SETTINGS)) {
            index.append(List.of(new IndexedEvent(5, 2, 1_999, "view"), new IndexedEvent(6, 2, 2_000, "view")));
            Snapshot snapshot = index.snapshot();
            assertEquals(1, snapshot.journey(1).size());
            assertTrue(snapshot.journey(1).startsSession(0));
            assertEquals(1, snapshot.journey(2).size());
            assertTrue(snapshot.journey(3).isEmpty());
            assertEquals(2, snapshot.eventCount());
        }
    }

    @Test
    void shouldStopAFoldThatWasCancelled() {
        // given
        try (JourneyIndex index = JourneyIndex.inMemory(SETTINGS)) {
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
        try (JourneyIndex index = JourneyIndex.inMemory(SETTINGS)) {
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
        try (JourneyIndex index = JourneyIndex.open(folder, SETTINGS)) {
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
        try (JourneyIndex index = JourneyIndex.inMemory(SETTINGS)) {
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
        try (JourneyIndex index = JourneyIndex.open(folder, SETTINGS)) {
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

    private static void fill(Path target) throws IOException {
        try (JourneyIndex index = JourneyIndex.open(target, SETTINGS)) {
            List<IndexedEvent> events = new ArrayList<>();
            for (int number = 1; number <= 40; number++) {
                events.add(new IndexedEvent(
                        number, number % 10, number, "view", Map.of("page", number % 3 == 0 ? "home" : "basket")));
            }
            index.append(events);
            index.compact();
        }
    }

    private void copyTo(Path copy) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                Path target = copy.resolve(folder.relativize(file));
                Files.createDirectories(target.getParent() == null ? copy : target.getParent());
                Files.copy(file, target);
            }
        }
    }

    private static void delete(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String bytes(long value) {
        byte[] bytes = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private boolean diskContains(String text) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }
}
