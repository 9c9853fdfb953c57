package dev.percorso.server.fuzz;

import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.JourneyIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Damaged files of the journey index: the first byte chooses the file, the next two where the others are written over it.
 * What is damaged is discarded and said, never thrown.
 */
public final class IndexTarget {
    private static final Path WHOLE = whole();

    private IndexTarget() {}

    private static Path whole() {
        try {
            Path folder = Files.createTempDirectory("fuzz-index").resolve("whole");
            try (JourneyIndex index = JourneyIndex.open(folder, IndexSettings.defaults())) {
                List<IndexedEvent> events = new ArrayList<>();
                for (int event = 1; event <= 40; event++) {
                    events.add(new IndexedEvent(
                            event, event % 5, event * 1_000L, "view " + event % 3, Map.of("page", "p" + event % 4)));
                }
                index.append(events);
                index.compact();
            }
            return folder;
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        if (data.length < 3) {
            return;
        }
        Path folder = Files.createTempDirectory("fuzz-index");
        try {
            List<Path> files = copied(folder);
            damage(files.get((data[0] & 0xff) % files.size()), data);
            try (JourneyIndex index = JourneyIndex.open(folder, IndexSettings.defaults())) {
                index.snapshot().knownPersons();
            }
        } finally {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static List<Path> copied(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(WHOLE)) {
            for (Path file : all.sorted().toList()) {
                Path copy = folder.resolve(WHOLE.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                    files.add(copy);
                }
            }
        }
        return files;
    }

    private static void damage(Path file, byte[] data) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int at = ((data[1] & 0xff) << 8) | (data[2] & 0xff);
        for (int index = 3; index < data.length && at + index - 3 < bytes.length; index++) {
            bytes[at + index - 3] = data[index];
        }
        Files.write(file, data.length == 3 ? java.util.Arrays.copyOf(bytes, Math.min(at, bytes.length)) : bytes);
    }
}
