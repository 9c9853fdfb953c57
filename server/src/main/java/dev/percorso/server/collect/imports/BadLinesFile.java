package dev.percorso.server.collect.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.percorso.server.collect.imports.ImportRun.BadLine;
import dev.percorso.server.csv.CsvText;
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
                csv.writeRecord(
                        Long.toString(line.line()), CsvText.harmless(line.reason()), CsvText.harmless(line.text()));
            }
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
