package dev.percorso.server.people;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A list of people as CSV. */
final class PeopleFile implements AutoCloseable {
    private final CsvWriter writer;
    private final List<String> columns;

    PeopleFile(Path file, List<String> columns) throws IOException {
        this.writer = CsvWriter.builder().build(file);
        this.columns = columns;
        List<String> headers =
                new ArrayList<>(List.of("id", "label", "email", "stage", "events", "value", "firstSeen", "lastSeen"));
        columns.forEach(column -> headers.add(harmless(column)));
        writer.writeRecord(headers);
    }

    void add(List<PersonSummary> people) {
        for (PersonSummary person : people) {
            List<String> row = new ArrayList<>(List.of(
                    person.id(),
                    harmless(person.label()),
                    harmless(person.email().orElse("")),
                    person.stage().orElse(""),
                    Long.toString(person.events()),
                    Double.toString(person.revenue().orElse(0.0)),
                    person.firstSeen().toString(),
                    person.lastSeen().toString()));
            Map<String, Object> traits = person.columns().orElse(Map.of());
            columns.forEach(column -> row.add(harmless(String.valueOf(traits.getOrDefault(column, "")))));
            writer.writeRecord(row);
        }
    }

    /** A spreadsheet would compute what begins like a formula. */
    private static String harmless(String text) {
        return !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
