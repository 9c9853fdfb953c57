package dev.percorso.server.journal;

import static dev.percorso.server.journal.Pipeline.SHOP;
import static dev.percorso.server.journal.Pipeline.event;
import static dev.percorso.server.journal.Pipeline.track;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.engine.index.Journey;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.people.Purpose;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectorTest {
    private static final Optional<String> NONE = Optional.empty();

    @TempDir
    Path folder;

    @Test
    void shouldGiveEachMessageItsEffectOnceThoughItComesThrice() throws Exception {
        try (Pipeline pipeline = new Pipeline(folder).start()) {
            pipeline.append(track("1", "A", Optional.of("x"), NONE), track("2", "B", Optional.of("x"), NONE));
            pipeline.append(track("2", "B", Optional.of("x"), NONE), track("1", "A", Optional.of("x"), NONE));
            pipeline.append(track("3", "A", Optional.of("y"), NONE), track("3", "A", Optional.of("y"), NONE));
            pipeline.awaitProjected();

            assertEquals(
                    List.of("1", "2", "3"),
                    pipeline.everything().stream()
                            .map(event -> event.event().messageId())
                            .toList());
            assertEquals(3, pipeline.journeys.snapshot(SHOP).eventCount());
        }
    }

    @Test
    void shouldRememberMessagesOverARestart() throws Exception {
        try (Pipeline first = new Pipeline(folder).start()) {
            first.append(track("1", "A", Optional.of("x"), NONE));
            first.awaitProjected();
        }
        try (Pipeline second = new Pipeline(folder).start()) {
            second.append(track("1", "A", Optional.of("x"), NONE), track("2", "A", Optional.of("x"), NONE));
            second.awaitProjected();

            assertEquals(
                    List.of(1L, 2L),
                    second.everything().stream().map(ProjectedEvent::sequence).toList());
            assertEquals(2, second.journeys.snapshot(SHOP).journey(1).size());
        }
    }

    @Test
    void shouldProjectWhatWasAcceptedBeforeAStop() throws Exception {
        try (Pipeline stopped = new Pipeline(folder)) {
            stopped.append(track("1", "A", Optional.of("x"), NONE));
            stopped.append(track("2", "A", Optional.of("y"), NONE));
            stopped.projector.start();
        }
        try (Pipeline second = new Pipeline(folder).start()) {
            second.awaitProjected();

            assertEquals(2, second.everything().size());
        }
    }

    @Test
    void shouldJoinAVisitorWithTheUserItBecomesInEveryView() throws Exception {
        try (Pipeline pipeline = new Pipeline(folder).start()) {
            pipeline.append(track("1", "A", Optional.of("phone"), NONE), track("2", "A", NONE, Optional.of("ada")));
            pipeline.append(event(
                    "3",
                    Event.Kind.IDENTIFY,
                    "",
                    Optional.of("phone"),
                    Optional.of("ada"),
                    Map.of("name", "Ada Lovelace", "email", "ada@example.com", "email_consent", true)));
            pipeline.append(track("4", "B", Optional.of("phone"), NONE));
            pipeline.awaitProjected();

            int ada = pipeline.people
                    .find(SHOP, IdentityKind.USER, "ada")
                    .orElseThrow()
                    .id();
            assertEquals(ada, pipeline.people.canonical(SHOP, 1));
            assertEquals("Ada Lovelace", pipeline.people.label(SHOP, 1));
            assertEquals(1, pipeline.people.count(SHOP));
            assertTrue(pipeline.people.allows(SHOP, 1, Purpose.EMAIL));
            Journey journey = pipeline.journeys.snapshot(SHOP).journey(1);
            assertEquals(ada, journey.person());
            assertEquals(3, journey.size());
        }
    }

    @Test
    void shouldLoseNothingWhenTheIndexFolderIsDeleted() throws Exception {
        try (Pipeline first = new Pipeline(folder).start()) {
            first.append(track("1", "A", Optional.of("phone"), NONE), track("2", "A", NONE, Optional.of("ada")));
            first.append(
                    event("3", Event.Kind.IDENTIFY, "", Optional.of("phone"), Optional.of("ada"), Map.of("x", 1L)));
            first.awaitProjected();
            first.fileWriter.flush();
            first.append(track("4", "B", Optional.of("phone"), NONE));
            first.awaitProjected();
            first.journeys.compact(SHOP);
        }
        deleteAll(folder.resolve("index"));
        try (Pipeline second = new Pipeline(folder).start()) {
            assertEquals(3, second.journeys.snapshot(SHOP).journey(1).size());
            assertTrue(second.journeys.snapshot(SHOP).trait("x").has(2));

            List<Double> shares = new ArrayList<>();
            second.journeys.rebuild(SHOP, shares::add);
            assertEquals(3, second.journeys.snapshot(SHOP).journey(1).size());
            assertEquals(List.of(0.75, 1.0, 1.0), shares);
            assertTrue(second.journeys.snapshot(SHOP).trait("x").has(2));
        }
    }

    @Test
    void shouldTakeWhatComesWhileTheIndexIsBuiltAnew() throws Exception {
        try (Pipeline pipeline = new Pipeline(folder).start()) {
            pipeline.append(track("1", "A", Optional.of("x"), NONE), track("2", "A", Optional.of("y"), NONE));
            pipeline.awaitProjected();
            pipeline.journeys.erase(SHOP, List.of(2));

            // The first portion is read: now more comes, and the two visitors turn out to be one person.
            pipeline.journeys.rebuild(SHOP, share -> {
                if (share < 1 || pipeline.everything().size() > 2) {
                    return;
                }
                assertTrue(pipeline.journeys.rebuilding(SHOP).isPresent());
                pipeline.append(track("3", "B", Optional.of("x"), Optional.of("ada")));
                awaitProjected(pipeline);
            });

            assertEquals(2, pipeline.journeys.snapshot(SHOP).journey(1).size());
            assertTrue(pipeline.journeys.snapshot(SHOP).journey(2).isEmpty());
            assertTrue(pipeline.journeys.rebuilding(SHOP).isEmpty());
            pipeline.append(track("4", "B", Optional.of("x"), NONE));
            pipeline.awaitProjected();
            assertEquals(3, pipeline.journeys.snapshot(SHOP).journey(1).size());
        }
    }

    private static void awaitProjected(Pipeline pipeline) {
        try {
            pipeline.awaitProjected();
        } catch (InterruptedException interruption) {
            throw new AssertionError(interruption);
        }
    }

    @Test
    void shouldForgetAPersonAndAnAgeInTheIndex() throws Exception {
        Path index = folder.resolve("index").resolve(SHOP.value());
        try (Pipeline pipeline = new Pipeline(folder).start()) {
            pipeline.append(track("1", "A", Optional.of("x"), NONE), track("2", "A", Optional.of("y"), NONE));
            pipeline.awaitProjected();
            pipeline.journeys.compact(SHOP);
            assertTrue(contains(index, "/1"));

            pipeline.journeys.erase(SHOP, List.of(1));

            assertFalse(contains(index, "/1"));
            assertTrue(pipeline.journeys.snapshot(SHOP).journey(1).isEmpty());
            assertEquals(1, pipeline.journeys.snapshot(SHOP).journey(2).size());

            pipeline.journeys.cutBefore(SHOP, Pipeline.NOW.plusMillis(1));

            assertFalse(contains(index, "/2"));
            assertEquals(0, pipeline.journeys.snapshot(SHOP).eventCount());
        }
    }

    private static boolean contains(Path root, String text) throws Exception {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void shouldKeepWhatAConsumerHasNotReadThoughItIsInFiles() throws Exception {
        try (Pipeline pipeline = new Pipeline(folder).start()) {
            pipeline.checkpoints.register("reader");
            for (int message = 1; message <= 30; message++) {
                pipeline.append(track("m" + message, "A", Optional.of("x"), NONE));
            }
            pipeline.awaitProjected();
            pipeline.fileWriter.flush();

            List<ProjectedEvent> read = pipeline.log.after(SHOP, 0, 1_000);
            assertEquals(
                    LongStream.rangeClosed(1, 30).boxed().toList(),
                    read.stream().map(ProjectedEvent::sequence).toList());
            assertEquals(30, pipeline.files.coveredSequence(SHOP));

            pipeline.database.run(handle -> pipeline.checkpoints.advance(handle, SHOP, "reader", 30));
            pipeline.fileWriter.flush();
            assertEquals(List.of(), pipeline.log.after(SHOP, 0, 1_000));
            assertEquals(30, pipeline.everything().size());
        }
    }

    @Test
    void shouldGiveBackFromFilesExactlyWhatWasWritten() throws Exception {
        try (Pipeline pipeline = new Pipeline(folder).start()) {
            pipeline.append(
                    track("ü'\"", "Ordine “1”", Optional.of("x"), Optional.of("u")),
                    event("2", Event.Kind.GROUP, "", NONE, Optional.of("u"), Map.of("n", 1L, "d", 1.0, "b", false)));
            pipeline.awaitProjected();
            List<ProjectedEvent> before = pipeline.log.after(SHOP, 0, 10);

            pipeline.fileWriter.flush();

            assertEquals(List.of(), pipeline.log.after(SHOP, 0, 10));
            assertEquals(before, pipeline.everything());
        }
    }

    private static void deleteAll(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
