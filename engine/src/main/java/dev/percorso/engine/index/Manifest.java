package dev.percorso.engine.index;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The one small file that says which generation is valid. Renaming it into place is the moment a compaction takes
 * effect.
 */
record Manifest(
        long generation,
        long coveredSequence,
        int mergeCount,
        long cut,
        int shards,
        long gapMillis,
        long maximumMillis) {
    static final String FILE = "manifest";
    private static final int FORMAT = 2;

    boolean fits(IndexSettings settings) {
        return shards == settings.shards()
                && gapMillis == settings.sessionGap().toMillis()
                && maximumMillis == settings.sessionMaximum().toMillis();
    }

    String folderName() {
        return folderName(generation);
    }

    static String folderName(long generation) {
        return "generation-%08d".formatted(generation);
    }

    static Manifest read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        if (Files.size(file) > 4096) {
            throw new DamagedIndexException(file + ": longer than a manifest is");
        }
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        int checkAt = text.lastIndexOf("check=");
        if (checkAt < 0 || !text.substring(checkAt).equals("check=" + checksum(text.substring(0, checkAt)) + "\n")) {
            throw new DamagedIndexException(file + ": its checksum differs");
        }
        Map<String, Long> fields = new HashMap<>();
        for (String line : text.substring(0, checkAt).lines().toList()) {
            int equals = line.indexOf('=');
            fields.put(line.substring(0, equals), Long.parseLong(line.substring(equals + 1)));
        }
        if (field(fields, "format") != FORMAT) {
            throw new DamagedIndexException(file + ": written in another format, by another version of the program");
        }
        return new Manifest(
                field(fields, "generation"),
                field(fields, "coveredSequence"),
                Math.toIntExact(field(fields, "mergeCount")),
                field(fields, "cut"),
                Math.toIntExact(field(fields, "shards")),
                field(fields, "sessionGapMillis"),
                field(fields, "sessionMaximumMillis"));
    }

    void write(Path folder) throws IOException {
        String text =
                """
                format=%d
                generation=%d
                coveredSequence=%d
                mergeCount=%d
                cut=%d
                shards=%d
                sessionGapMillis=%d
                sessionMaximumMillis=%d
                """.formatted(FORMAT, generation, coveredSequence, mergeCount, cut, shards, gapMillis, maximumMillis);
        Path fresh = folder.resolve(FILE + ".new");
        Files.deleteIfExists(fresh);
        Disk.write(fresh, (text + "check=" + checksum(text) + "\n").getBytes(StandardCharsets.ISO_8859_1));
        Disk.renameInto(fresh, folder.resolve(FILE));
    }

    private static long field(Map<String, Long> fields, String name) throws DamagedIndexException {
        Long value = fields.get(name);
        if (value == null) {
            throw new DamagedIndexException("the manifest lacks " + name);
        }
        return value;
    }

    private static String checksum(String text) {
        CRC32C sum = new CRC32C();
        sum.update(text.getBytes(StandardCharsets.ISO_8859_1));
        return Long.toHexString(sum.getValue());
    }
}
