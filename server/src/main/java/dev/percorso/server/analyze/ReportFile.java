package dev.percorso.server.analyze;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.percorso.server.analyze.ReportTable.Column;
import dev.percorso.server.analyze.ReportTable.Format;
import dev.percorso.server.csv.CsvText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/**
 * A report as a file.
 *
 * @param name with its ending
 */
public record ReportFile(String name, String contentType, byte[] content) {
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final int LONGEST_TEXT = 32_000;
    private static final int DAY_LENGTH = "2025-12-31".length();

    /** The first table as comma-separated values in UTF-8, with a byte order mark for spreadsheets. */
    public static ReportFile csv(String name, ReportTable table, ReportWords words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStreamWriter text = new OutputStreamWriter(bytes, StandardCharsets.UTF_8)) {
            text.write(BYTE_ORDER_MARK);
            try (CsvWriter csv = CsvWriter.builder().build(text)) {
                csv.writeRecord(table.columns().stream()
                        .map(column -> CsvText.harmless(words.of(column)))
                        .toList());
                for (List<Optional<Object>> row : table.rows()) {
                    csv.writeRecord(row.stream()
                            .map(cell -> cell.map(ReportFile::csvText).orElse(""))
                            .toList());
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new ReportFile(name + ".csv", "text/csv; charset=utf-8", bytes.toByteArray());
    }

    /** Every table as a sheet of a workbook; numbers stay numbers, days become dates, texts stay texts. */
    public static ReportFile xlsx(String name, List<ReportTable> tables, ReportWords words) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Workbook workbook = new Workbook(bytes, "Percorso", "1.0")) {
            for (ReportTable table : tables) {
                fill(workbook.newWorksheet(words.of(table.name())), table, words);
            }
            workbook.finish();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new ReportFile(
                name + ".xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                bytes.toByteArray());
    }

    private static void fill(Worksheet sheet, ReportTable table, ReportWords words) {
        List<Column> columns = table.columns();
        for (int column = 0; column < columns.size(); column++) {
            sheet.value(0, column, words.of(columns.get(column)));
            sheet.style(0, column).bold().set();
        }
        sheet.freezePane(0, 1);
        for (int row = 0; row < table.rows().size(); row++) {
            for (int column = 0; column < columns.size(); column++) {
                Optional<Object> cell = table.rows().get(row).get(column);
                if (cell.isPresent()) {
                    put(sheet, row + 1, column, cell.get(), columns.get(column).format());
                }
            }
        }
    }

    private static void put(Worksheet sheet, int row, int column, Object value, Format format) {
        switch (value) {
            case Number number -> sheet.value(row, column, number);
            case Boolean flag -> sheet.value(row, column, flag);
            default -> putText(sheet, row, column, value.toString(), format);
        }
        String shown = switch (format) {
            case TEXT -> "";
            case DAY -> value.toString().length() > DAY_LENGTH ? "yyyy-mm-dd hh:mm" : "yyyy-mm-dd";
            case NUMBER -> "#,##0";
            case DECIMAL, MONEY -> "#,##0.00";
            case SHARE -> "0.0%";
        };
        if (!shown.isEmpty()) {
            sheet.style(row, column).format(shown).set();
        }
    }

    private static void putText(Worksheet sheet, int row, int column, String text, Format format) {
        if (format != Format.DAY) {
            sheet.value(row, column, text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text);
            if (text.indexOf('\n') >= 0) {
                sheet.style(row, column).wrapText(true).verticalAlignment("top").set();
            }
        } else if (text.length() > DAY_LENGTH) {
            sheet.value(row, column, LocalDateTime.parse(text));
        } else {
            sheet.value(row, column, LocalDate.parse(text));
        }
    }

    private static String csvText(Object value) {
        return switch (value) {
            case Double number
            when number == Math.rint(number) && Math.abs(number) < 1e15 -> Long.toString(number.longValue());
            case Number number -> number.toString();
            case Boolean flag -> flag.toString();
            default -> CsvText.harmless(value.toString());
        };
    }
}
