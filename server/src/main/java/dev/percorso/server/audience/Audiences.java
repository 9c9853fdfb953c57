package dev.percorso.server.audience;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.People;
import dev.percorso.server.people.Person;
import dev.percorso.server.people.Purpose;
import dev.percorso.server.segment.Segments;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Writes segments as lists for advertising: only people who agreed to that and to profiling. */
public final class Audiences {
    private final Segments segments;
    private final People people;

    public Audiences(Segments segments, People people) {
        this.segments = segments;
        this.people = people;
    }

    /** The list as CSV, in UTF-8. */
    byte[] list(WorkspaceId workspace, String segment, Destination destination) {
        BitSet agreeing = agreeing(workspace, segment);
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(destination.columns());
            agreeing.stream()
                    .forEach(number -> row(workspace, number, destination).ifPresent(csv::writeRecord));
        } catch (IOException impossible) {
            throw new UncheckedIOException("a text in memory cannot be written", impossible);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Members who agreed to advertising and to profiling, now. */
    BitSet agreeing(WorkspaceId workspace, String segment) {
        BitSet agreeing = (BitSet) segments.members(workspace, segment).clone();
        agreeing.and(people.allowing(workspace, Purpose.ADVERTISING));
        agreeing.and(people.allowing(workspace, Purpose.PROFILING));
        return agreeing;
    }

    /** What a destination gets of a person: nothing readable but, for Google, country and postal code. */
    Optional<List<String>> row(WorkspaceId workspace, int number, Destination destination) {
        Optional<Person> person = people.find(workspace, number);
        return person.flatMap(known -> destination.row(Contact.of(known.email(), known.traits())));
    }
}
