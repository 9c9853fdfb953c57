package dev.percorso.engine.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is forgotten is gone from the disk too. */
class IndexForgettingTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldLetGoOfGenerationsThatWereReplaced() throws IOException, InterruptedException {
        SmallIndex.fill(folder);
        try (JourneyIndex index = JourneyIndex.open(folder, SmallIndex.SETTINGS)) {
            // Else their files, deleted as they are, would fill the disk for as long as the server runs.
            List<WeakReference<Base>> replaced = new ArrayList<>();
            for (int sequence = 41; sequence <= 44; sequence++) {
                replaced.add(new WeakReference<>(index.snapshot().state().base()));
                index.append(List.of(new IndexedEvent(sequence, sequence % 10, sequence, "view")));
                index.compact();
            }

            for (int attempt = 0; attempt < 100 && held(replaced) > 0; attempt++) {
                System.gc();
                Thread.sleep(20);
            }
            assertEquals(0, held(replaced), "nothing leads from a generation to the one before");
        }
    }

    private static long held(List<WeakReference<Base>> bases) {
        return bases.stream().filter(base -> base.get() != null).count();
    }

    @Test
    void shouldLeaveNothingOfAnErasedPersonOnDisk() throws IOException {
        // given
        try (JourneyIndex index = JourneyIndex.open(folder, SmallIndex.SETTINGS)) {
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
        try (JourneyIndex index = JourneyIndex.open(folder, SmallIndex.SETTINGS)) {
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
        try (JourneyIndex index = JourneyIndex.open(folder, SmallIndex.SETTINGS)) {
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
    void shouldLeaveNothingFromBeforeACutOnDiskOrAfterARestart() throws IOException {
        // given
        try (JourneyIndex index = JourneyIndex.open(folder, SmallIndex.SETTINGS)) {
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
        try (JourneyIndex index = JourneyIndex.open(folder, SmallIndex.SETTINGS)) {
            index.append(List.of(new IndexedEvent(5, 2, 1_999, "view"), new IndexedEvent(6, 2, 2_000, "view")));
            Snapshot snapshot = index.snapshot();
            assertEquals(1, snapshot.journey(1).size());
            assertTrue(snapshot.journey(1).startsSession(0));
            assertEquals(1, snapshot.journey(2).size());
            assertTrue(snapshot.journey(3).isEmpty());
            assertEquals(2, snapshot.eventCount());
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
