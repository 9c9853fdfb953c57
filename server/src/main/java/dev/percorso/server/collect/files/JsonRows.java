package dev.percorso.server.collect.files;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Reads one JSON object a line. */
final class JsonRows implements Rows {
    private static final int SHOWN = 200;

    private final DetectedFile file;
    private final DiskStream stream;
    private final TextLines lines;
    private final StringBuilder line = new StringBuilder();
    private long number;

    JsonRows(DetectedFile file) throws IOException {
        this.file = file;
        this.stream = DiskStream.open(file.path());
        this.lines = new TextLines(TextLines.reader(stream, file.encoding()));
    }

    @Override
    public List<String> columns() {
        return List.of();
    }

    @Override
    public List<String> notes() {
        return List.of();
    }

    @Override
    public Optional<Row> next() throws IOException {
        while (lines.next(line)) {
            number++;
            if (line.length() > TextLines.LONGEST_LINE) {
                return Optional.of(Row.bad(
                        number,
                        "it is longer than %,d characters".formatted(TextLines.LONGEST_LINE),
                        line.substring(0, SHOWN)));
            }
            String text = line.toString().strip();
            if (!text.isEmpty()) {
                return Optional.of(TextFaults.of(text, file.encoding())
                        .map(fault -> Row.bad(number, fault, text))
                        .orElseGet(() -> JsonValues.row(number, text)));
            }
        }
        return Optional.empty();
    }

    @Override
    public long bytesRead() {
        return stream.bytesRead();
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
