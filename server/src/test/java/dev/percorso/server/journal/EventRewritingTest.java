package dev.percorso.server.journal;

import static dev.percorso.server.journal.Pipeline.SHOP;
import static dev.percorso.server.journal.Pipeline.track;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.event.Event;
import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.store.EventFile;
import dev.percorso.server.store.EventSelection;
import dev.percorso.server.store.Rewritten;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventRewritingTest {
    private static final Optional<String> NONE = Optional.empty();

    @TempDir
    Path folder;

    @Test
    void shouldRemoveAPersonsEventsFromFilesAndLogAndNothingElse() throws Exception {
        try (Pipeline pipeline = new Pipeline(folder).start()) {
            fill(pipeline);
            List<ProjectedEvent> expected = pipeline.everything().stream()
                    .filter(event -> event.person() != 1)
                    .toList();

            Rewritten outcome = pipeline.fileWriter.rewriteWithout(SHOP, new EventSelection.OfPersons(Set.of(1)));
            pipeline.journeys.rebuild(SHOP);

            assertEquals(new Rewritten(2, 4, 0), outcome);
            assertEquals(expected, pipeline.everything());
            assertTrue(pipeline.journeys.snapshot(SHOP).journey(1).isEmpty());
            assertEquals(4, pipeline.journeys.snapshot(SHOP).eventCount());
            assertEquals(
                    Rewritten.NOTHING,
                    pipeline.fileWriter.rewriteWithout(SHOP, new EventSelection.OfPersons(Set.of(1))));
        }
        try (Pipeline restarted = new Pipeline(folder).start()) {
            restarted.append(track("9", "A", Optional.of("y"), NONE));
            restarted.awaitProjected();
            restarted.fileWriter.flush();

            assertEquals(5, restarted.everything().size());
            assertEquals(9, restarted.files.coveredSequence(SHOP));
            assertEquals(5, restarted.journeys.snapshot(SHOP).eventCount());
        }
    }

    @Test
    void shouldKeepAFileThatLostEverythingForItsSpan() throws Exception {
        try (Pipeline pipeline = new Pipeline(folder).start()) {
            fill(pipeline);
            pipeline.fileWriter.flush();
            pipeline.fileWriter.rewriteWithout(SHOP, new EventSelection.OfPersons(Set.of(1, 2)));

            assertEquals(List.of(), pipeline.everything());
            assertEquals(8, pipeline.files.coveredSequence(SHOP));
            for (EventFile file : pipeline.files.list(SHOP)) {
                assertTrue(Files.exists(pipeline.files.pathOf(file)));
            }
        }
    }

    @Test
    void shouldFindEventsByWhatStandsInThem() throws Exception {
        try (Pipeline pipeline = new Pipeline(folder).start()) {
            pipeline.append(
                    track("say \"hi\"", "A", Optional.of("x"), NONE),
                    track("2", "A", Optional.of("O'Neil"), NONE),
                    track("3", "A", NONE, Optional.of("ünder")));
            pipeline.awaitProjected();
            pipeline.fileWriter.flush();

            for (String text : List.of("/SAY \"hi", "o'neil", "ÜNDER")) {
                EventSelection selection = new EventSelection.Mentioning(List.of(text));
                List<ProjectedEvent> found = new java.util.ArrayList<>();
                pipeline.files.read(SHOP, 0, Long.MAX_VALUE, selection, found::addAll);
                assertEquals(1, found.size(), text);
                assertTrue(selection.matches(found.getFirst()), text);
            }
        }
    }

    @Test
    void shouldChangeEventsAndRewriteTheSameFileTwice() throws Exception {
        try (Pipeline pipeline = new Pipeline(folder).start()) {
            fill(pipeline);
            pipeline.fileWriter.flush();
            EventSelection second = new EventSelection.OfPersons(Set.of(2));
            for (int person : new int[] {7, 8}) {
                pipeline.fileWriter.rewrite(
                        SHOP,
                        new EventSelection.Any(List.of(second, new EventSelection.OfPersons(Set.of(7)))),
                        event -> Optional.of(
                                event.person() == 1
                                        ? event
                                        : new ProjectedEvent(event.sequence(), person, event.event())));
            }

            assertEquals(
                    List.of(1, 8, 1, 8, 1, 8, 1, 8),
                    pipeline.everything().stream().map(ProjectedEvent::person).toList());
            assertFalse(pipeline.files.list(SHOP).stream()
                    .anyMatch(file -> !file.path().endsWith(".r2.parquet")));
            try (var left = Files.walk(folder.resolve("files"))) {
                assertEquals(
                        pipeline.files.list(SHOP).size(),
                        left.filter(Files::isRegularFile).count());
            }
        }
    }

    /** Eight events by turns of persons 1 and 2: three in each of two files and two in the log. */
    private static void fill(Pipeline pipeline) throws Exception {
        for (int event = 0; event < 8; event++) {
            Event one = track(Integer.toString(event), "A", Optional.of(event % 2 == 0 ? "x" : "y"), NONE);
            pipeline.append(one);
            pipeline.awaitProjected();
            if (event == 2 || event == 5) {
                pipeline.fileWriter.flush();
            }
        }
    }
}
