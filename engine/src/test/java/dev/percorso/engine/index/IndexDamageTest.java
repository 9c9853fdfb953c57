package dev.percorso.engine.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the index makes of files that are not whole. */
class IndexDamageTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void shouldOpenEmptyWhateverByteOfACoreFileIsDamaged() throws IOException {
        // given
        SmallIndex.fill(folder);
        Path generation = folder.resolve(Manifest.folderName(1));
        List<Path> files = new ArrayList<>(Disk.children(generation));
        files.add(folder.resolve(Manifest.FILE));
        int detected = 0;
        for (Path file : files) {
            byte[] whole = Files.readAllBytes(file);
            for (int at = 0; at < whole.length; at += Math.max(1, whole.length / 16)) {
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
        try (JourneyIndex index = JourneyIndex.open(copy, SmallIndex.SETTINGS)) {
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
            try (JourneyIndex again = JourneyIndex.open(copy, SmallIndex.SETTINGS)) {
                assertEquals(0, again.coveredSequence());
            }
            SmallIndex.fill(copy);
            try (JourneyIndex again = JourneyIndex.open(copy, SmallIndex.SETTINGS)) {
                assertEquals(40, again.coveredSequence());
            }
        }
        delete(copy);
        return intact;
    }

    @Test
    void shouldIgnoreWhatACrashedCompactionLeft() throws IOException {
        // given a second generation that was never switched to
        SmallIndex.fill(folder);
        Path halfWritten = Files.createDirectory(folder.resolve(Manifest.folderName(2)));
        Files.writeString(halfWritten.resolve(Generation.shardFile(0)), "half");
        Files.writeString(folder.resolve(Manifest.FILE + ".new"), "format=1");

        // when
        try (JourneyIndex index = JourneyIndex.open(folder, SmallIndex.SETTINGS)) {
            // then
            assertEquals(40, index.coveredSequence());
            assertFalse(Files.exists(halfWritten));
            index.append(List.of(new IndexedEvent(41, 3, 0, "view")));
            index.compact();
            assertEquals(5, index.snapshot().journey(3).size());
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
}
