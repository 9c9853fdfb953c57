package dev.percorso.server.collect.imports;

import dev.percorso.server.collect.files.DetectedFile;
import dev.percorso.server.collect.files.ReadingHints;
import dev.percorso.server.collect.files.Row;
import dev.percorso.server.collect.files.Rows;
import dev.percorso.server.event.Event;
import dev.percorso.server.http.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a file row by row, or group by group, in an order that is the same in every run: that is what makes an import
 * resumable.
 */
final class FileReader {
    /** Where events and bad lines go. */
    interface Sink {
        /** @param line its number; of a group the number of its first line */
        void event(Event event, long line);

        void badLine(long line, String reason, String text);

        /** @param bytesRead of the file as it lies on disk */
        void progress(long rowsRead, long bytesRead);
    }

    private record Group(LineReader.Pending pending, long line) {}

    private final Mapping mapping;
    private final String source;
    private final String fileName;

    FileReader(Mapping mapping, String source, String fileName) {
        this.mapping = mapping;
        this.source = source;
        this.fileName = fileName;
    }

    /** Reads the whole file. */
    void read(Path file, Sink sink) throws IOException {
        read(file, sink, Long.MAX_VALUE);
    }

    /** Reads at most so many rows; groups that are open then are finished with what they have. */
    void read(Path file, Sink sink, long mostRows) throws IOException {
        Map<String, Map<String, Row>> lookups = lookups(file);
        try (Rows rows = DetectedFile.of(file, mapping.hints()).open()) {
            if (!rows.columns().isEmpty()) {
                mapping.checkColumns(rows.columns(), addedColumns(lookups));
            }
            Mapping spelled = mapping.spelledAs(rows.columns());
            LineReader lines = new LineReader(spelled, source);
            Set<String> ownColumns = new HashSet<>(rows.columns());
            Map<String, Group> groups = new LinkedHashMap<>();
            long read = 0;
            Optional<Row> row = rows.next();
            while (row.isPresent()) {
                accept(lines, row.get(), new RowLine(row.get(), ownColumns, lookups), groups, sink);
                read++;
                sink.progress(read, rows.bytesRead());
                row = read < mostRows ? rows.next() : Optional.empty();
            }
            groups.values().forEach(group -> sink.event(group.pending().finish(), group.line()));
        }
    }

    private void accept(LineReader lines, Row row, LineReader.Line line, Map<String, Group> groups, Sink sink) {
        try {
            if (row.fault().isPresent()) {
                throw new LineReader.BadLine(row.fault().get());
            }
            if (mapping.group().isEmpty()) {
                sink.event(lines.start(line).finish(), row.line());
                return;
            }
            String name = lines.groupOf(line);
            Group group = groups.get(name);
            if (group == null) {
                groups.put(name, new Group(lines.start(line), row.line()));
                return;
            }
            group.pending().add(line);
        } catch (LineReader.BadLine bad) {
            sink.badLine(row.line(), String.valueOf(bad.getMessage()), row.excerpt());
        }
    }

    /** A row with what stands in other files about it. */
    private final class RowLine implements LineReader.Line {
        private final Row row;
        private final Set<String> ownColumns;
        private final Map<String, Map<String, Row>> lookups;

        RowLine(Row row, Set<String> ownColumns, Map<String, Map<String, Row>> lookups) {
            this.row = row;
            this.ownColumns = ownColumns;
            this.lookups = lookups;
        }

        @Override
        public String get(String column) {
            return switch (column) {
                case Mapping.LINE -> Long.toString(row.line());
                case Mapping.FILE -> fileName;
                default -> holder(column).map(holder -> holder.text(column)).orElse("");
            };
        }

        @Override
        public Optional<Object> typed(String column) {
            return holder(column)
                    .map(holder -> holder.values().get(column))
                    .filter(value -> !(value instanceof String));
        }

        private Optional<Row> holder(String column) {
            if (lookups.isEmpty() || ownColumns.contains(column) || row.values().containsKey(column)) {
                return Optional.of(row);
            }
            for (Map.Entry<String, Map<String, Row>> lookup : lookups.entrySet()) {
                Row other = lookup.getValue().get(row.text(lookup.getKey()));
                if (other != null && other.values().containsKey(column)) {
                    return Optional.of(other);
                }
            }
            return Optional.empty();
        }
    }

    /** The rows of the other files, by the column that both have and its value. */
    private Map<String, Map<String, Row>> lookups(Path file) throws IOException {
        Map<String, Map<String, Row>> lookups = new LinkedHashMap<>();
        for (Mapping.Lookup lookup : mapping.lookups().orElse(List.of())) {
            Path other = file.resolveSibling(Path.of(lookup.file()).getFileName());
            if (!Files.isRegularFile(other)) {
                throw ProblemException.invalid(
                        "/mapping/lookups",
                        "'%s' must lie beside the file, because the mapping takes columns from it; "
                                        .formatted(lookup.file())
                                + "import with './percorso import' on the machine that has both");
            }
            Map<String, Row> byKey = new HashMap<>();
            try (Rows rows = DetectedFile.of(other, ReadingHints.NONE).open()) {
                for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                    byKey.put(row.get().text(lookup.key()), row.get());
                }
            }
            lookups.put(lookup.key(), byKey);
        }
        return lookups;
    }

    private static Set<String> addedColumns(Map<String, Map<String, Row>> lookups) {
        Set<String> columns = new HashSet<>();
        lookups.values()
                .forEach(rows ->
                        rows.values().forEach(row -> columns.addAll(row.values().keySet())));
        return columns;
    }
}
