package dev.percorso.server.collect.files;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads CSV; which separator it uses shows in its first lines. */
final class CsvRows implements Rows {
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    private static final int SAMPLE = 1 << 16;
    private static final int SAMPLE_LINES = 20;
    private static final int LONGEST_LINE = 4 << 20;

    private final DetectedFile file;
    private final DiskStream stream;
    private final CsvReader<CsvRecord> reader;
    private final Iterator<CsvRecord> records;
    private final char separator;
    private final Header header;

    CsvRows(DetectedFile file) throws IOException {
        this.file = file;
        this.separator =
                file.hints().delimiter().isPresent() ? file.hints().delimiter().get() : separator(file);
        this.stream = DiskStream.open(file.path());
        try {
            this.reader = csv(TextLines.reader(stream, file.encoding()), separator);
            this.records = reader.iterator();
            this.header = new Header(
                    advance().map(CsvRecord::getFields).orElseThrow(() -> FileFault.of("the file holds no header")));
        } catch (RuntimeException | IOException failure) {
            stream.close();
            throw failure;
        }
    }

    private static CsvReader<CsvRecord> csv(Reader text, char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .maxBufferSize(LONGEST_LINE)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(text);
    }

    /** The separator that cuts most lines into the same number of fields, and into many. */
    private static char separator(DetectedFile file) throws IOException {
        String start;
        try (DiskStream stream = DiskStream.open(file.path())) {
            start = new String(stream.start(SAMPLE), file.encoding());
        }
        char best = SEPARATORS[0];
        int bestScore = 0;
        for (char candidate : SEPARATORS) {
            int score = score(start, candidate);
            if (score > bestScore) {
                best = candidate;
                bestScore = score;
            }
        }
        return best;
    }

    private static int score(String start, char separator) {
        int fields = 0;
        int same = 0;
        int lines = 0;
        try (CsvReader<CsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(start)) {
            for (CsvRecord record : reader) {
                fields = lines == 0 ? record.getFieldCount() : fields;
                same += record.getFieldCount() == fields ? 1 : 0;
                lines++;
                if (lines == SAMPLE_LINES) {
                    break;
                }
            }
        } catch (CsvParseException | IOException | UncheckedIOException cutOff) {
            // What was read until here decides.
            lines = Math.max(lines, 1);
        }
        return fields < 2 ? 0 : same * 1_000 / Math.max(lines, 1) + fields;
    }

    @Override
    public List<String> columns() {
        return header.columns();
    }

    @Override
    public List<String> notes() {
        return header.notes();
    }

    char separator() {
        return separator;
    }

    private Optional<CsvRecord> advance() {
        try {
            return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
        } catch (CsvParseException broken) {
            throw FileFault.of(("the file is not CSV from some line on: %s. A quotation mark that is never closed, or a"
                            + " line of more than %,d characters, has this effect")
                    .formatted(broken.getMessage(), LONGEST_LINE));
        }
    }

    @Override
    public Optional<Row> next() throws IOException {
        try {
            return advance().map(this::row);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    private Row row(CsvRecord record) {
        List<String> fields = record.getFields();
        List<String> columns = header.columns();
        Map<String, Object> values = LinkedHashMap.newLinkedHashMap(fields.size());
        Optional<String> fault = Optional.empty();
        for (int index = 0; index < fields.size(); index++) {
            String field = fields.get(index);
            if (field.isEmpty()) {
                continue;
            }
            if (index < columns.size()) {
                values.put(columns.get(index), field);
            } else if (!field.isBlank()) {
                fault = Optional.of("it has %d fields, the header %d; put fields that hold a '%s' into quotation marks"
                        .formatted(fields.size(), columns.size(), separator));
            }
            if (fault.isEmpty()) {
                fault = TextFaults.of(field, file.encoding());
            }
        }
        return new Row(
                record.getStartingLineNumber(), values, () -> String.join(String.valueOf(separator), fields), fault);
    }

    @Override
    public long bytesRead() {
        return stream.bytesRead();
    }

    @Override
    public void close() throws IOException {
        reader.close();
        stream.close();
    }
}
