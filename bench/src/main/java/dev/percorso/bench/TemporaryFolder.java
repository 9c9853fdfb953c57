package dev.percorso.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that goes when the benchmark ends. */
record TemporaryFolder(Path path) implements AutoCloseable {
    TemporaryFolder() throws IOException {
        this(Files.createTempDirectory("percorso-bench"));
    }

    @Override
    public void close() throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(path)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
