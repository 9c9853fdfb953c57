package dev.percorso.server.collect.imports;

import dev.percorso.server.collect.Collector;
import dev.percorso.server.collect.imports.ImportRun.BadLine;
import dev.percorso.server.collect.imports.ImportRun.Status;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.store.Database;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imports of files: prepared, run in the background one after the other, taken up again after a stop. */
public final class Imports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
    private static final int BATCH = 500;
    private static final int MOST_BAD_LINES = 100_000;
    private static final int BACK_OFF_MILLIS = 200;

    private final ImportStore store;
    private final Collector collector;
    private final Ids ids;
    private final InstantSource clock;
    private final Path folder;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("imports").daemon().factory());
    private volatile boolean closing;

    public Imports(Database database, Collector collector, Ids ids, InstantSource clock, Path folder) {
        this.store = new ImportStore(database);
        this.collector = collector;
        this.ids = ids;
        this.clock = clock;
        this.folder = folder;
    }

    /** Takes up what was running when the server stopped. */
    public void resumeInterrupted() {
        for (ImportStore.Job job : store.interrupted()) {
            if (Files.exists(content(job.id()))) {
                worker.execute(() -> run(job.id(), content(job.id()), progress -> {}));
            }
        }
    }

    public List<ImportRun> all(WorkspaceId workspace) {
        return store.all(workspace);
    }

    public ImportRun get(WorkspaceId workspace, String id) {
        return store.find(workspace, id).orElseThrow(() -> ProblemException.notFound("The import '" + id + "'"));
    }

    /** Checks the mapping and makes an import ready for its file. */
    public ImportRun prepare(WorkspaceId workspace, String fileName, String mapping) {
        Mapping.parse(mapping);
        String id = ids.next();
        store.insert(workspace, id, fileName, mapping, clock.instant());
        return get(workspace, id);
    }

    /** Takes the file of a prepared import and runs it in the background. */
    public ImportRun upload(WorkspaceId workspace, String id, InputStream file) throws IOException {
        if (get(workspace, id).status() == Status.RUNNING) {
            throw ProblemException.of(ErrorCode.CONFLICT, "This import runs already");
        }
        Files.createDirectories(folder);
        Path partial = folder.resolve(id + ".partial");
        Files.copy(file, partial, StandardCopyOption.REPLACE_EXISTING);
        Files.move(partial, content(id), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        store.started(id, Files.size(content(id)));
        worker.execute(() -> run(id, content(id), progress -> {}));
        return get(workspace, id);
    }

    /**
     * Imports a file of this machine and waits for the end; goes on where an earlier try of the same file stopped.
     *
     * @param progress told from time to time
     */
    public ImportRun runNow(WorkspaceId workspace, Path file, String mapping, Consumer<ImportRun> progress) {
        Mapping.parse(mapping);
        String name = file.getFileName().toString();
        String id = store.unfinished(workspace, name, mapping)
                .map(ImportStore.Job::id)
                .orElseGet(() -> prepare(workspace, name, mapping).id());
        run(id, file, done -> progress.accept(get(workspace, id)));
        return get(workspace, id);
    }

    private Path content(String id) {
        return folder.resolve(id + ".content");
    }

    private void run(String id, Path file, Consumer<Long> progress) {
        ImportStore.Job job = store.job(id).orElseThrow();
        try {
            store.started(id, Files.size(file));
            Handover handover = new Handover(job, progress);
            new FileReader(Mapping.parse(job.mapping()), "import-" + id).read(file, handover);
            handover.flush();
            store.finished(id, Status.DONE, Optional.empty(), clock.instant());
            Files.deleteIfExists(content(id));
        } catch (Stopped stopped) {
            LOG.info("import {} stops with the server and goes on at the next start", id);
        } catch (ProblemException problem) {
            store.finished(id, Status.FAILED, Optional.of(problem.detail()), clock.instant());
        } catch (IOException | UncheckedIOException failure) {
            LOG.warn("import {} failed", id, failure);
            store.finished(
                    id,
                    Status.FAILED,
                    Optional.of("the file cannot be read: " + failure.getMessage()
                            + "; what was taken so far is kept, the same import goes on from there"),
                    clock.instant());
        }
    }

    /** The server stops; the import goes on at its next start. */
    private static final class Stopped extends RuntimeException {}

    /** Hands events over in batches, skipping those of an earlier try. */
    private final class Handover implements FileReader.Sink {
        private final ImportStore.Job job;
        private final Consumer<Long> progress;
        private final List<Event> batch = new ArrayList<>(BATCH);
        private final List<BadLine> bad = new ArrayList<>();
        private long seen;
        private long badCount;
        private long linesRead;
        private long bytesRead;

        Handover(ImportStore.Job job, Consumer<Long> progress) {
            this.job = job;
            this.progress = progress;
        }

        @Override
        public void event(Event event) {
            seen++;
            if (seen <= job.eventsDone()) {
                return;
            }
            batch.add(event);
            if (batch.size() == BATCH) {
                flush();
            }
        }

        @Override
        public void badLine(long line, String reason, String text) {
            bad.add(new BadLine(line, reason, text));
            badCount++;
            if (badCount > MOST_BAD_LINES) {
                flush();
                throw ProblemException.invalid(
                        "/mapping",
                        "more than %d lines cannot be read, so the mapping is probably wrong; the last: line %d, %s"
                                .formatted(MOST_BAD_LINES, line, reason));
            }
        }

        @Override
        public void progress(long lines, long bytes) {
            linesRead = lines;
            bytesRead = bytes;
        }

        void flush() {
            if (!batch.isEmpty()) {
                accept();
            }
            store.advanced(job.id(), seen, linesRead, bytesRead, bad);
            batch.clear();
            bad.clear();
            progress.accept(seen);
        }

        /** Waits politely while the journal has enough to do. */
        private void accept() {
            while (!closing) {
                try {
                    collector.accept(job.workspace(), "import-" + job.id(), List.copyOf(batch));
                    return;
                } catch (ProblemException full) {
                    if (full.retryAfterSeconds().isEmpty()) {
                        throw full;
                    }
                    pause();
                }
            }
            throw new Stopped();
        }

        private void pause() {
            try {
                Thread.sleep(BACK_OFF_MILLIS);
            } catch (InterruptedException interruption) {
                Thread.currentThread().interrupt();
                throw new Stopped();
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        worker.shutdownNow();
        worker.close();
    }
}
