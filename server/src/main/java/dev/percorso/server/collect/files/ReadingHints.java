package dev.percorso.server.collect.files;

import java.util.Optional;

/**
 * What is known of a file already; the rest is found out.
 *
 * @param encoding name of a character set, for text
 * @param delimiter between the fields of CSV
 * @param sheet name of the sheet of a workbook; the first one without it
 */
public record ReadingHints(
        Optional<FileFormat> format, Optional<String> encoding, Optional<Character> delimiter, Optional<String> sheet) {
    public static final ReadingHints NONE =
            new ReadingHints(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
