package dev.percorso.server.csv;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;

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

    /** Reads what people type: lines may be shorter or longer than the first, a byte order mark may stand in front. */
    public static CsvReader.CsvReaderBuilder lenient(char separator) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .detectBomHeader(true)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
    }
}
