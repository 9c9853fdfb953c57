package dev.percorso.server.collect.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.percorso.server.event.Event;
import dev.percorso.server.http.ProblemException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Reads a CSV or CSV.gz file line by line, or group by group, in an order that is the same in every run: that is what
 * makes an import resumable.
 */
final class FileReader {
    private static final int BUFFER = 1 << 16;

    /** Where events and bad lines go. */
    interface Sink {
        void event(Event event);

        void badLine(long line, String reason, String text);

        /** @param bytesRead of the file as it lies on disk */
        void progress(long linesRead, long bytesRead);
    }

    private final Mapping mapping;
    private final LineReader lines;

    FileReader(Mapping mapping, String source) {
        this.mapping = mapping;
        this.lines = new LineReader(mapping, source);
    }

    /** Reads the whole file. */
    void read(Path file, Sink sink) throws IOException {
        Map<String, Map<String, Map<String, String>>> lookups = lookups(file);
        try (CountingStream counted = new CountingStream(Files.newInputStream(file));
                CsvReader<NamedCsvRecord> reader = csv(decompressed(counted), mapping.separator())) {
            Map<String, LineReader.Pending> groups = new LinkedHashMap<>();
            boolean isChecked = false;
            for (NamedCsvRecord record : reader) {
                if (!isChecked) {
                    mapping.checkColumns(record.getHeader(), addedColumns(lookups));
                    isChecked = true;
                }
                accept(record, lookups, groups, sink);
                sink.progress(record.getStartingLineNumber(), counted.bytes);
            }
            groups.values().forEach(pending -> sink.event(pending.finish()));
        } catch (CsvParseException broken) {
            throw ProblemException.invalid("/file", "the file is not CSV from here on: " + broken.getMessage());
        }
    }

    private void accept(
            NamedCsvRecord record,
            Map<String, Map<String, Map<String, String>>> lookups,
            Map<String, LineReader.Pending> groups,
            Sink sink) {
        LineReader.Line line = column -> value(record, lookups, column);
        try {
            if (mapping.group().isEmpty()) {
                sink.event(lines.start(line).finish());
                return;
            }
            String group = lines.groupOf(line);
            LineReader.Pending pending = groups.get(group);
            if (pending == null) {
                groups.put(group, lines.start(line));
                return;
            }
            pending.add(line);
        } catch (LineReader.BadLine bad) {
            sink.badLine(
                    record.getStartingLineNumber(),
                    String.valueOf(bad.getMessage()),
                    String.join(String.valueOf(mapping.separator()), record.getFields()));
        }
    }

    private static String value(
            NamedCsvRecord record, Map<String, Map<String, Map<String, String>>> lookups, String column) {
        if (record.getHeader().contains(column)) {
            return record.findField(column).orElse("").strip();
        }
        for (Map.Entry<String, Map<String, Map<String, String>>> lookup : lookups.entrySet()) {
            Map<String, String> row = lookup.getValue()
                    .get(record.findField(lookup.getKey()).orElse("").strip());
            if (row != null && row.containsKey(column)) {
                return row.getOrDefault(column, "").strip();
            }
        }
        return "";
    }

    /** The rows of the other files, by the column that both have and its value. */
    private Map<String, Map<String, Map<String, String>>> lookups(Path file) throws IOException {
        Map<String, Map<String, Map<String, String>>> lookups = new LinkedHashMap<>();
        for (Mapping.Lookup lookup : mapping.lookups().orElse(List.of())) {
            Path other = file.resolveSibling(Path.of(lookup.file()).getFileName());
            if (!Files.isRegularFile(other)) {
                throw ProblemException.invalid(
                        "/mapping/lookups",
                        "'%s' must lie beside the file, because the mapping takes columns from it; "
                                        .formatted(lookup.file())
                                + "import with './percorso import' on the machine that has both");
            }
            Map<String, Map<String, String>> rows = new HashMap<>();
            try (CsvReader<NamedCsvRecord> reader =
                    csv(decompressed(Files.newInputStream(other)), mapping.separator())) {
                for (NamedCsvRecord record : reader) {
                    rows.put(record.findField(lookup.key()).orElse("").strip(), record.getFieldsAsMap());
                }
            }
            lookups.put(lookup.key(), rows);
        }
        return lookups;
    }

    private static Map<String, String> addedColumns(Map<String, Map<String, Map<String, String>>> lookups) {
        Map<String, String> columns = new HashMap<>();
        lookups.values().forEach(rows -> rows.values().stream().findFirst().ifPresent(columns::putAll));
        return columns;
    }

    private static CsvReader<NamedCsvRecord> csv(InputStream content, char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .detectBomHeader(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofNamedCsvRecord(content, StandardCharsets.UTF_8);
    }

    private static InputStream decompressed(InputStream file) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(file, BUFFER);
        buffered.mark(2);
        byte[] start = buffered.readNBytes(2);
        buffered.reset();
        boolean isGzip = start.length == 2 && (start[0] & 0xff) == 0x1f && (start[1] & 0xff) == 0x8b;
        return isGzip ? new GZIPInputStream(buffered, BUFFER) : buffered;
    }

    private static final class CountingStream extends FilterInputStream {
        private long bytes;

        CountingStream(InputStream file) {
            super(file);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            bytes += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            bytes += Math.max(read, 0);
            return read;
        }
    }
}
