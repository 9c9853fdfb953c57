package dev.percorso.server.collect.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Unpacks a workbook once without keeping anything, so that what is opened afterwards is known to be a workbook of a
 * size that fits. It counts what comes out, since the sizes that a ZIP file claims are its own business.
 */
final class WorkbookGuard {
    private static final int MOST_PARTS = 10_000;
    private static final long MOST_BYTES = 1L << 30;
    /** All texts of a workbook are kept in memory while it is read. */
    private static final long MOST_TEXT_BYTES = 192L << 20;
    /** Columns end at XFD. */
    private static final int LETTERS_OF_COLUMN = 3;

    private static final byte[] ADDRESS = " r=\"".getBytes(StandardCharsets.US_ASCII);

    private WorkbookGuard() {}

    /** Whether the workbook says how its cells look. */
    static boolean check(Path file) throws IOException {
        boolean isWorkbook = false;
        boolean hasStyles = false;
        long total = 0;
        int parts = 0;
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry part : Collections.list(zip.entries())) {
                parts++;
                if (parts > MOST_PARTS) {
                    throw FileFault.of(
                            "the workbook has more than %,d parts; no program writes so many".formatted(MOST_PARTS));
                }
                isWorkbook |= part.getName().equals("xl/workbook.xml");
                hasStyles |= part.getName().endsWith("styles.xml");
                boolean isText = part.getName().endsWith("sharedStrings.xml");
                try (InputStream content = zip.getInputStream(part)) {
                    total += size(
                            content,
                            isText ? MOST_TEXT_BYTES : MOST_BYTES - total,
                            part.getName().contains("sheet"));
                }
            }
        } catch (ZipException damaged) {
            throw FileFault.of("the workbook is damaged: " + damaged.getMessage());
        }
        if (!isWorkbook) {
            throw FileFault.of("this is a ZIP archive, not an Excel workbook; unpack it and send the table inside");
        }
        return hasStyles;
    }

    private static long size(InputStream part, long most, boolean isSheet) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long size = 0;
        int matched = 0;
        int letters = 0;
        for (int read = part.read(buffer); read >= 0; read = part.read(buffer)) {
            size += read;
            if (size > most) {
                throw FileFault.of(
                        "the workbook unpacks to more than %,d MB; save the table as CSV".formatted(most >> 20));
            }
            for (int index = 0; isSheet && index < read; index++) {
                byte character = buffer[index];
                if (matched == ADDRESS.length) {
                    letters = character >= 'A' && character <= 'Z' ? letters + 1 : 0;
                    matched = letters == 0 ? 0 : matched;
                    if (letters > LETTERS_OF_COLUMN) {
                        throw FileFault.of("the workbook has a cell in a column beyond XFD, so it is damaged");
                    }
                }
                if (matched < ADDRESS.length) {
                    matched = character == ADDRESS[matched] ? matched + 1 : character == ADDRESS[0] ? 1 : 0;
                    letters = 0;
                }
            }
        }
        return size;
    }
}
