package dev.percorso.server.collect.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.percorso.server.collect.imports.ImportRun.BadLine;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rows kept aside as a CSV file that a spreadsheet can open without running anything. */
final class BadLinesFile {
    private BadLinesFile() {}

    static byte[] csv(List<BadLine> lines) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord("line", "reason", "content");
            for (BadLine line : lines) {
                csv.writeRecord(Long.toString(line.line()), harmless(line.reason()), harmless(line.text()));
            }
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A spreadsheet takes what begins with these signs for a formula. */
    private static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
