package dev.percorso.server.analyze;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.percorso.server.csv.CsvText;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.http.ProblemException.FieldError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads spend from a CSV file with the columns {@code label}, {@code from}, {@code to}, {@code amount} and, if wanted,
 * {@code property}. Fields are separated by commas, semicolons or tabs, whichever the first line has; where they are not
 * commas, an amount may have a decimal comma. All lines are read before anything is said, so that one answer names every
 * wrong line.
 */
final class SpendFile {
    private static final int MOST_LINES = 10_000;
    private static final int MOST_ERRORS = 100;
    private static final List<String> COLUMNS = List.of("label", "from", "to", "amount");

    private final List<SpendLine.Content> lines = new ArrayList<>();
    private final List<FieldError> errors = new ArrayList<>();
    private final String property;
    private final char separator;

    private SpendFile(String property, char separator) {
        this.property = property;
        this.separator = separator;
    }

    /** @param property of lines that name none */
    static List<SpendLine.Content> read(byte[] csv, String property) {
        SpendFile file = new SpendFile(property, CsvText.separator(csv));
        file.read(csv);
        if (!file.errors.isEmpty()) {
            throw ProblemException.invalid(file.errors);
        }
        if (file.lines.isEmpty()) {
            throw wrongFile("the file has no lines; expected a first line '%s' and one line for each amount"
                    .formatted(String.join(",", COLUMNS)));
        }
        return file.lines;
    }

    private void read(byte[] csv) {
        try (CsvReader<NamedCsvRecord> reader =
                CsvText.lenient(separator).ofNamedCsvRecord(new ByteArrayInputStream(csv), StandardCharsets.UTF_8)) {
            boolean isChecked = false;
            for (NamedCsvRecord record : reader) {
                if (!isChecked) {
                    checkColumns(record.getHeader());
                    isChecked = true;
                }
                if (lines.size() == MOST_LINES) {
                    throw wrongFile("a file has at most %d lines; split it".formatted(MOST_LINES));
                }
                accept(record);
                if (errors.size() == MOST_ERRORS) {
                    return;
                }
            }
        } catch (CsvParseException broken) {
            throw wrongFile("the file is not CSV from here on: " + broken.getMessage());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void checkColumns(List<String> header) {
        List<String> missing =
                COLUMNS.stream().filter(column -> !header.contains(column)).toList();
        if (!missing.isEmpty()) {
            throw wrongFile("the first line lacks %s; expected the columns %s (and 'property' if you like), found %s"
                    .formatted(String.join(", ", missing), String.join(", ", COLUMNS), String.join(", ", header)));
        }
    }

    private static ProblemException wrongFile(String message) {
        return ProblemException.invalid("/file", message);
    }

    private void accept(NamedCsvRecord record) {
        try {
            lines.add(new SpendLine.Content(
                    text(record, "property").isEmpty() ? property : text(record, "property"),
                    text(record, "label"),
                    day(record, "from"),
                    day(record, "to"),
                    amount(text(record, "amount"))));
        } catch (IllegalArgumentException wrong) {
            long line = record.getStartingLineNumber();
            errors.add(new FieldError("/line/" + line, "invalid", "line %d: %s".formatted(line, wrong.getMessage())));
        }
    }

    private static String text(NamedCsvRecord record, String column) {
        return record.findField(column).orElse("").strip();
    }

    private static LocalDate day(NamedCsvRecord record, String column) {
        String text = text(record, column);
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException(
                    "'%s' in the column '%s' is not a day; expected e.g. 2026-03-31".formatted(text, column), wrong);
        }
    }

    private BigDecimal amount(String text) {
        String number = separator == ',' ? text : text.replace(',', '.');
        try {
            return new BigDecimal(number.toLowerCase(Locale.ROOT));
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException(
                    "'%s' in the column 'amount' is not an amount; expected e.g. 1250.50 without thousands separator or currency"
                            .formatted(text),
                    wrong);
        }
    }
}
