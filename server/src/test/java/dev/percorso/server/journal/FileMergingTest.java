package dev.percorso.server.journal;

import static dev.percorso.server.journal.Pipeline.SHOP;
import static dev.percorso.server.journal.Pipeline.track;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.SettableClock;
import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.store.EventFile;
import dev.percorso.server.store.EventFiles;
import dev.percorso.server.store.EventSelection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileMergingTest {
    @TempDir
    Path folder;

    private static void writeFiles(Pipeline pipeline, int from, int count) throws Exception {
        for (int file = from; file < from + count; file++) {
            pipeline.append(
                    track("a" + file, "A", Optional.of("p" + file % 3), Optional.empty()),
                    track("b" + file, "B", Optional.of("p" + file % 3), Optional.empty()));
            pipeline.awaitProjected();
            pipeline.fileWriter.flush();
        }
    }

    private Set<String> onDisk() throws IOException {
        Path root = folder.resolve("files");
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .collect(Collectors.toCollection(HashSet::new));
        }
    }

    private static Set<String> inManifest(Pipeline pipeline) {
        return pipeline.files.list(SHOP).stream().map(EventFile::path).collect(Collectors.toSet());
    }

    @Test
    void shouldPutSmallFilesOfADayTogetherWithoutChangingAnything() throws Exception {
        SettableClock clock = new SettableClock(Pipeline.NOW);
        try (Pipeline pipeline = new Pipeline(folder, clock).start()) {
            writeFiles(pipeline, 0, 7);
            pipeline.fileWriter.merge(SHOP);
            assertEquals(7, pipeline.files.list(SHOP).size(), "a few files of today wait for more");
            clock.advance(Duration.ofDays(1));
            writeFiles(pipeline, 7, 8);
            pipeline.fileWriter.rewriteWithout(SHOP, new EventSelection.WithMessagePrefix("b3"));
            List<ProjectedEvent> before = pipeline.everything();

            pipeline.fileWriter.merge(SHOP);

            assertEquals(29, before.size());
            assertEquals(before, pipeline.everything());
            assertEquals(
                    List.of("2026-03-01", "2026-03-02"),
                    pipeline.files.list(SHOP).stream()
                            .map(file -> Path.of(file.path()).getName(1).toString())
                            .toList());
            assertEquals(inManifest(pipeline), onDisk());
            assertEquals(30, pipeline.files.coveredSequence(SHOP));
            pipeline.fileWriter.rewriteWithout(SHOP, new EventSelection.WithMessagePrefix("a"));
            assertEquals(14, pipeline.everything().size());
            assertEquals(inManifest(pipeline), onDisk());
        }
    }

    @Test
    void shouldKeepFilesAsLongAsSomebodyReadsThemAndNoLonger() throws Exception {
        try (Pipeline pipeline = new Pipeline(folder).start()) {
            writeFiles(pipeline, 0, 8);
            CompletableFuture<Void> merging;
            try (EventFiles.Reading reading = pipeline.files.reading()) {
                List<EventFile> files = reading.files(SHOP);
                merging = CompletableFuture.runAsync(() -> merge(pipeline));
                Await.until(
                        "the files are merged", () -> pipeline.files.list(SHOP).size() == 1);
                assertTrue(files.stream().allMatch(file -> Files.exists(pipeline.files.pathOf(file))));
                assertEquals(16, pipeline.everything().size(), "whoever begins now sees the new file");
            }
            merging.get();
            assertEquals(inManifest(pipeline), onDisk());
        }
    }

    private static void merge(Pipeline pipeline) {
        try {
            pipeline.fileWriter.merge(SHOP);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void shouldRemoveAMergedFileThatDidNotMakeItIntoTheManifest() throws Exception {
        try (Pipeline pipeline = new Pipeline(folder).start()) {
            writeFiles(pipeline, 0, 2);
            Path file = pipeline.files.pathOf(pipeline.files.list(SHOP).getFirst());
            Files.copy(file, file.resolveSibling("0000000000000001-0000000000000004.parquet"));
        }
        try (Pipeline pipeline = new Pipeline(folder).start()) {
            assertEquals(4, pipeline.everything().size());
            assertEquals(inManifest(pipeline), onDisk());
        }
    }
}
