package dev.percorso.server.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.percorso.server.http.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Small files that people make and read with a spreadsheet. */
public final class CsvText {
    private static final String BEGINS_FORMULA = "=+-@\t\r\n";

    private CsvText() {}

    /**
     * A text that no spreadsheet takes for a formula: one that starts like one gets an apostrophe in front (OWASP, "CSV
     * Injection"). In workbooks texts are marked as such and need none.
     */
    public static String harmless(String text) {
        return beginsFormula(text, 0) ? "'" + text : text;
    }

    /** What {@link #harmless} was given. */
    public static String original(String cell) {
        return cell.startsWith("'") && beginsFormula(cell, 1) ? cell.substring(1) : cell;
    }

    private static boolean beginsFormula(String text, int place) {
        return text.length() > place && BEGINS_FORMULA.indexOf(text.charAt(place)) >= 0;
    }

    /** Commas, semicolons or tabs, whichever the first line has first; commas where it has none. */
    public static char separator(byte[] csv) {
        for (byte character : csv) {
            if (character == ',' || character == ';' || character == '\t') {
                return (char) character;
            }
            if (character == '\n') {
                break;
            }
        }
        return ',';
    }

    /** Takes one text and the number of its line, from 1. */
    @FunctionalInterface
    public interface Cell {
        void take(String text, int line);
    }

    /**
     * Reads one column: the one whose header is among the names, or the first one where no header names it.
     *
     * @param headers in small letters
     * @throws ProblemException when it has more lines than allowed, or is no CSV
     */
    public static void column(byte[] csv, Set<String> headers, int mostLines, Cell cell) {
        int column = 0;
        int lines = 0;
        boolean first = true;
        try (CsvReader<CsvRecord> reader =
                lenient(separator(csv)).ofCsvRecord(new ByteArrayInputStream(csv), StandardCharsets.UTF_8)) {
            for (CsvRecord line : reader) {
                if (first) {
                    first = false;
                    int header = headerOf(line.getFields(), headers);
                    column = Math.max(header, 0);
                    if (header >= 0) {
                        continue;
                    }
                }
                lines++;
                if (lines > mostLines) {
                    throw ProblemException.invalid("", "a file has at most %d lines; split it".formatted(mostLines));
                }
                if (line.getFieldCount() > column) {
                    cell.take(line.getField(column), (int) line.getStartingLineNumber());
                }
            }
        } catch (CsvParseException broken) {
            throw ProblemException.invalid("", "the file is not CSV from here on: " + broken.getMessage());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** -1 when the first line is a cell already, or says nothing of it. */
    private static int headerOf(List<String> fields, Set<String> headers) {
        for (int place = 0; place < fields.size(); place++) {
            if (headers.contains(fields.get(place).strip().toLowerCase(Locale.ROOT))) {
                return place;
            }
        }
        return -1;
    }

    /** Reads what people type: lines may be shorter or longer than the first, a byte order mark may stand in front. */
    public static CsvReader.CsvReaderBuilder lenient(char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .detectBomHeader(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
    }
}
