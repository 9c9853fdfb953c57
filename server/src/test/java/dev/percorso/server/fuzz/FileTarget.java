package dev.percorso.server.fuzz;

import dev.percorso.server.collect.files.DetectedFile;
import dev.percorso.server.collect.files.ReadingHints;
import dev.percorso.server.collect.files.Rows;
import dev.percorso.server.http.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files to import: CSV, JSON lines, XES, XLSX, Parquet, plain or gzip. What cannot be read is said, not thrown. */
public final class FileTarget {
    private static final int MOST_ROWS = 1_000;

    private FileTarget() {}

    public static void fuzzerTestOneInput(byte[] data) throws IOException {
        Path file = Files.createTempFile("fuzz", ".content");
        try {
            Files.write(file, data);
            read(file);
        } catch (ProblemException | IOException | UncheckedIOException said) {
            // As an import says it.
        } finally {
            Files.delete(file);
        }
    }

    private static void read(Path file) throws IOException {
        try (Rows rows = DetectedFile.of(file, ReadingHints.NONE).open()) {
            for (int read = 0; read < MOST_ROWS; read++) {
                var row = rows.next();
                if (row.isEmpty()) {
                    return;
                }
                row.get().excerpt();
            }
        }
    }
}
