package dev.percorso.server.collect.files;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.function.Predicate;

/** A file of lines without some of its rows; every other byte stays as it is. */
public final class RowsWithout {
    /**
     * What was found.
     *
     * @param left rows that were left out
     * @param kept rows that were copied
     * @param isInHeader whether what is unwanted stands before the first row, too, where nothing can be left out
     */
    public record Outcome(long left, long kept, boolean isInHeader) {}

    private RowsWithout() {}

    /** Whether rows can be taken out of such a file without writing the others anew. */
    public static boolean isPossible(DetectedFile file) {
        return switch (file.format()) {
            case CSV, JSONL -> LineBytes.canTell(file.encoding());
            case PARQUET, XLSX, XES -> false;
        };
    }

    /**
     * Copies the unpacked content.
     *
     * @param unwanted asked of each value of a row, and of the row's lines as they stand in the file
     * @throws dev.percorso.server.http.ProblemException when the file cannot be read to its end
     */
    public static Outcome copy(DetectedFile file, Predicate<String> unwanted, OutputStream to) throws IOException {
        long left = 0;
        long kept = 0;
        try (Rows rows = file.open();
                LineBytes lines = new LineBytes(file)) {
            to.write(lines.mark());
            Optional<Row> row = rows.next();
            byte[] header = lines.until(beginning(row));
            to.write(header);
            while (row.isPresent()) {
                Optional<Row> next = rows.next();
                byte[] bytes = lines.until(beginning(next));
                if (unwanted.test(new String(bytes, file.encoding()))
                        || row.get().values().values().stream().anyMatch(value -> unwanted.test(value.toString()))) {
                    left++;
                } else {
                    to.write(bytes);
                    kept++;
                }
                row = next;
            }
            return new Outcome(left, kept, unwanted.test(new String(header, file.encoding())));
        }
    }

    private static long beginning(Optional<Row> row) {
        return row.map(Row::line).orElse(Long.MAX_VALUE);
    }
}
