package dev.percorso.server.journal;

import static dev.percorso.server.journal.Pipeline.SHOP;
import static dev.percorso.server.journal.Pipeline.track;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.store.EventSelection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredEventsTest {
    @TempDir
    Path folder;

    @Test
    void shouldLeaveNothingOutThatMovesIntoFilesMeanwhile() throws Exception {
        try (Pipeline pipeline = new Pipeline(folder).start()) {
            send(pipeline, "in a file");
            pipeline.fileWriter.flush();
            send(pipeline, "in the log");
            for (EventSelection selection :
                    List.of(new EventSelection.Everything(), new EventSelection.OfPersons(Set.of(1, 2)))) {
                List<Long> read = new ArrayList<>();
                long through = new StoredEvents(pipeline.files, pipeline.log).read(SHOP, 0, selection, events -> {
                    if (read.isEmpty()) {
                        flush(pipeline);
                        assertEquals(List.of(), pipeline.log.after(SHOP, 0, 10), "the log was trimmed");
                    }
                    events.stream().map(ProjectedEvent::sequence).forEach(read::add);
                });

                long last = pipeline.files.coveredSequence(SHOP);
                assertEquals(LongStream.rangeClosed(1, last).boxed().toList(), read);
                assertEquals(last, through);
                send(pipeline, "in the log, for the next selection");
            }
        }
    }

    @Test
    void shouldReadOnFromASequence() throws Exception {
        try (Pipeline pipeline = new Pipeline(folder).start()) {
            send(pipeline, "in a file");
            pipeline.fileWriter.flush();
            send(pipeline, "in the log");
            StoredEvents stored = new StoredEvents(pipeline.files, pipeline.log);
            List<Long> read = new ArrayList<>();
            assertEquals(
                    4,
                    stored.read(
                            SHOP,
                            1,
                            new EventSelection.OfPersons(Set.of(2)),
                            events -> events.forEach(event -> read.add(event.sequence()))));
            assertEquals(List.of(2L, 4L), read);
            assertEquals(4, stored.read(SHOP, 4, new EventSelection.Everything(), events -> read.add(0L)));
            assertEquals(List.of(2L, 4L), read);
        }
    }

    private static void flush(Pipeline pipeline) {
        try {
            pipeline.fileWriter.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** One event of each of two persons. */
    private static void send(Pipeline pipeline, String name) throws InterruptedException {
        for (String person : List.of("A", "B")) {
            pipeline.append(track(name + person, name, Optional.of(person), Optional.empty()));
        }
        pipeline.awaitProjected();
    }
}
