package dev.percorso.server.sql;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.percorso.server.csv.CsvText;
import dev.percorso.server.http.Json;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.store.SqlRows;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** Writes answers of any length into files, row by row. */
interface AnswerFile extends SqlRows, AutoCloseable {
    @Override
    void close() throws IOException;

    /** Comma-separated values in UTF-8 with a byte order mark. */
    static AnswerFile csv(Path file) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        out.write(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF});
        return new Csv(CsvWriter.builder().build(out));
    }

    /** A workbook with one sheet, which has an end. */
    static AnswerFile xlsx(Path file) throws IOException {
        return new Xlsx(new Workbook(Files.newOutputStream(file), "Percorso", "1.0"));
    }

    private static String text(Object value) {
        return value instanceof Map || value instanceof Collection ? Json.text(value) : value.toString();
    }

    /** {@link #csv}. */
    record Csv(CsvWriter writer) implements AnswerFile {
        @Override
        public void columns(List<Column> columns) {
            writer.writeRecord(columns.stream()
                    .map(column -> CsvText.harmless(column.name()))
                    .toList());
        }

        @Override
        public boolean row(List<@Nullable Object> values) {
            String[] texts = new String[values.size()];
            for (int place = 0; place < texts.length; place++) {
                Object value = values.get(place);
                if (value == null) {
                    texts[place] = "";
                } else {
                    texts[place] = value instanceof Number ? value.toString() : CsvText.harmless(text(value));
                }
            }
            writer.writeRecord(texts);
            return true;
        }

        @Override
        public void close() throws IOException {
            writer.close();
        }
    }

    /** {@link #xlsx}. */
    final class Xlsx implements AnswerFile {
        private static final int MOST_ROWS = 200_000;
        private static final int LONGEST_TEXT = 32_000;
        private static final int ROWS_AT_ONCE = 1_000;

        private final Workbook workbook;
        private final Worksheet sheet;
        private int row;

        private Xlsx(Workbook workbook) {
            this.workbook = workbook;
            this.sheet = workbook.newWorksheet("SQL");
        }

        @Override
        public void columns(List<Column> columns) {
            for (int column = 0; column < columns.size(); column++) {
                sheet.value(0, column, columns.get(column).name());
                sheet.style(0, column).bold().set();
            }
            sheet.freezePane(0, 1);
        }

        @Override
        public boolean row(List<@Nullable Object> values) throws IOException {
            if (row == MOST_ROWS) {
                throw ProblemException.invalid(
                        "/format", "a workbook takes at most %d rows; choose CSV or Parquet".formatted(MOST_ROWS));
            }
            row++;
            for (int column = 0; column < values.size(); column++) {
                switch (values.get(column)) {
                    case null -> {}
                    case Number number -> sheet.value(row, column, number);
                    case Boolean truth -> sheet.value(row, column, truth);
                    case Object other -> {
                        String text = text(other);
                        sheet.value(row, column, text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
                    }
                }
            }
            if (row % ROWS_AT_ONCE == 0) {
                sheet.flush();
            }
            return true;
        }

        @Override
        public void close() throws IOException {
            workbook.close();
        }
    }
}
