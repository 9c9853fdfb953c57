package dev.percorso.server.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The libraries that the drivers of SQLite and DuckDB unpack into the temporary folder, some 60 MB. A driver removes its
 * own when the process ends, but cannot when it is killed.
 */
final class UnpackedLibraries {
    private static final Logger LOG = LoggerFactory.getLogger(UnpackedLibraries.class);
    private static final Path MAPPED = Path.of("/proc/self/maps");
    private static final Pattern NAME = Pattern.compile("libduckdb_java\\d+\\.so|sqlite-.+-libsqlitejdbc\\.so");

    private UnpackedLibraries() {}

    /**
     * Removes the files of those that are loaded. Linux keeps what is in use without its name, until the process is gone,
     * however it ends; elsewhere they stay as they are.
     */
    static void remove() {
        try {
            for (Path library : loaded()) {
                Files.deleteIfExists(library);
                // SQLite's driver marks by it that the library is in use.
                Files.deleteIfExists(library.resolveSibling(library.getFileName() + ".lck"));
            }
        } catch (IOException failure) {
            LOG.warn("a driver's library stays in the temporary folder if this process is killed", failure);
        }
    }

    /** The files that are still there under their names. */
    static List<Path> loaded() throws IOException {
        if (!Files.isReadable(MAPPED)) {
            return List.of();
        }
        return new String(Files.readAllBytes(MAPPED), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.indexOf('/') >= 0)
                .map(line -> line.substring(line.indexOf('/')))
                .distinct()
                .map(Path::of)
                .filter(file -> NAME.matcher(String.valueOf(file.getFileName())).matches())
                .toList();
    }
}
