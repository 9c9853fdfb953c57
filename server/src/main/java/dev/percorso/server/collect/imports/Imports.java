package dev.percorso.server.collect.imports;

import dev.percorso.server.access.Workspaces;
import dev.percorso.server.collect.Collector;
import dev.percorso.server.collect.files.ReadingHints;
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
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
    private final UndoStore undoStore;
    private final ImportUndo undo;
    private final SavedMappings mappings;
    private final Workspaces workspaces;
    private final Collector collector;
    private final Ids ids;
    private final InstantSource clock;
    private final Path folder;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("imports").daemon().factory());
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private volatile boolean closing;

    public Imports(
            Database database,
            Collector collector,
            Workspaces workspaces,
            Ids ids,
            InstantSource clock,
            Path folder,
            ImportUndo.Holders holders) {
        this.undoStore = new UndoStore(database);
        this.undo = new ImportUndo(undoStore, holders, clock);
        this.store = new ImportStore(database);
        this.mappings = new SavedMappings(database, ids, clock);
        this.workspaces = workspaces;
        this.collector = collector;
        this.ids = ids;
        this.clock = clock;
        this.folder = folder;
    }

    /** Takes up what was running when the server stopped, and deletes what was cut off while it came. */
    public void resumeInterrupted() {
        deletePartial();
        for (ImportStore.Job job : store.interrupted()) {
            if (Files.exists(content(job.id()))) {
                worker.execute(() -> run(job.id(), content(job.id()), progress -> {}));
            }
        }
        undoStore.begun().forEach(job -> worker.execute(() -> undo(job)));
    }

    private void deletePartial() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> cutOff = Files.newDirectoryStream(folder, "*.partial")) {
            for (Path file : cutOff) {
                Files.delete(file);
            }
        } catch (IOException stuck) {
            LOG.warn("what is left of an interrupted upload cannot be deleted", stuck);
        }
    }

    /** Takes an import back in the background: its events, traits and people go as if it had never been. */
    public ImportRun undo(WorkspaceId workspace, String id, String by) {
        get(workspace, id);
        if (!undoStore.begin(workspace, id, by)) {
            throw ProblemException.of(
                    ErrorCode.CONFLICT, "Only an import that has ended and is not undone yet can be undone");
        }
        worker.execute(() -> undo(new UndoStore.Job(id, workspace)));
        return get(workspace, id);
    }

    private void undo(UndoStore.Job job) {
        try {
            undo.run(job);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            LOG.info("undoing import {} stops with the server and goes on at the next start", job.id());
        } catch (IOException | RuntimeException failure) {
            if (closing) {
                LOG.info("undoing import {} stops with the server and goes on at the next start", job.id());
                return;
            }
            LOG.error("undoing import {} failed; it is tried again at the next start", job.id(), failure);
        }
    }

    public List<ImportRun> all(WorkspaceId workspace) {
        return store.all(workspace);
    }

    public ImportRun get(WorkspaceId workspace, String id) {
        return store.find(workspace, id).orElseThrow(() -> ProblemException.notFound("The import '" + id + "'"));
    }

    public SavedMappings mappings() {
        return mappings;
    }

    /**
     * Makes an import ready for its file.
     *
     * @param mapping which is checked; without one the file is looked at first and waits for {@link #start}
     */
    public ImportRun prepare(WorkspaceId workspace, String fileName, Optional<String> mapping, String by) {
        mapping.ifPresent(Mapping::parse);
        String id = ids.next();
        store.insert(workspace, id, fileName, mapping.orElse(""), by, clock.instant());
        return get(workspace, id);
    }

    /** Takes the file of a prepared import and, if it has a mapping, runs it in the background. */
    public ImportRun upload(WorkspaceId workspace, String id, InputStream file) throws IOException {
        ImportRun run = get(workspace, id);
        if (run.status() == Status.RUNNING) {
            throw ProblemException.of(ErrorCode.CONFLICT, "This import runs already");
        }
        Files.createDirectories(folder);
        Path partial = folder.resolve(id + ".partial");
        Files.copy(file, partial, StandardCopyOption.REPLACE_EXISTING);
        Files.move(partial, content(id), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        store.uploaded(id, Files.size(content(id)));
        return run.mapping().isEmpty() ? get(workspace, id) : start(workspace, id, run.mapping());
    }

    /** Runs an import whose file is here. */
    public ImportRun start(WorkspaceId workspace, String id, String mapping) throws IOException {
        Mapping.parse(mapping);
        Path file = uploaded(workspace, id);
        store.mapped(id, mapping);
        store.started(id, Files.size(file));
        worker.execute(() -> run(id, file, progress -> {}));
        return get(workspace, id);
    }

    /** What the uploaded file is and how it could be read. */
    public Inspection inspect(WorkspaceId workspace, String id, Optional<String> sheet) throws IOException {
        Path file = uploaded(workspace, id);
        return inspect(workspace, file, get(workspace, id).fileName(), sheet);
    }

    /** What a file of this machine is and how it could be read. */
    public Inspection inspect(WorkspaceId workspace, Path file, String fileName, Optional<String> sheet)
            throws IOException {
        ReadingHints hints = new ReadingHints(Optional.empty(), Optional.empty(), Optional.empty(), sheet);
        return readable(() -> new Inspector(fileName, workspaces.get(workspace).timeZone(), mappings.all(workspace))
                .inspect(file, hints));
    }

    /** What a mapping would make of the first rows of the uploaded file. */
    public Preview preview(WorkspaceId workspace, String id, String mapping) throws IOException {
        Path file = uploaded(workspace, id);
        return preview(file, get(workspace, id).fileName(), mapping);
    }

    /** What a mapping would make of the first rows of a file of this machine. */
    public Preview preview(Path file, String fileName, String mapping) throws IOException {
        Preview.Gathering gathering = new Preview.Gathering();
        FileReader reader = new FileReader(Mapping.parse(mapping), "preview", fileName);
        return readable(() -> {
            reader.read(file, gathering, Preview.ROWS);
            return gathering.preview();
        });
    }

    private interface Reading<T> {
        T read() throws IOException;
    }

    /** A file that cannot be read is no failure of the server. */
    private static <T> T readable(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (IOException | UncheckedIOException unreadable) {
            throw ProblemException.invalid("/file", "the file cannot be read: " + unreadable.getMessage());
        }
    }

    private Path uploaded(WorkspaceId workspace, String id) {
        ImportRun run = get(workspace, id);
        if (run.status() != Status.UPLOADED) {
            throw ProblemException.of(
                    ErrorCode.CONFLICT,
                    run.status() == Status.PREPARED
                            ? "Send the file first, with PUT …/content"
                            : "This import has started already; send the file again for another one");
        }
        return content(id);
    }

    /** Stops a running import; what was taken is kept. */
    public ImportRun cancel(WorkspaceId workspace, String id) {
        get(workspace, id);
        if (!store.cancel(id, clock.instant())) {
            throw ProblemException.of(ErrorCode.CONFLICT, "This import does not run, so it cannot be stopped");
        }
        cancelled.add(id);
        return get(workspace, id);
    }

    /** Forgets an import that never ran, with its file. */
    public void forget(WorkspaceId workspace, String id) throws IOException {
        get(workspace, id);
        if (!store.forget(id)) {
            throw ProblemException.of(ErrorCode.IN_USE, "An import that has run stays in the list");
        }
        Files.deleteIfExists(content(id));
    }

    /** All rows kept aside. */
    public List<BadLine> badLines(WorkspaceId workspace, String id) {
        get(workspace, id);
        return store.badLines(id);
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
                .orElseGet(() -> prepare(workspace, name, Optional.of(mapping), "command line")
                        .id());
        run(id, file, done -> progress.accept(get(workspace, id)));
        return get(workspace, id);
    }

    private Path content(String id) {
        return WaitingFiles.content(folder, id);
    }

    private void run(String id, Path file, Consumer<Long> progress) {
        ImportStore.Job job = store.job(id).orElseThrow();
        if (cancelled.contains(id)) {
            return;
        }
        try {
            store.started(id, Files.size(file));
            Handover handover = new Handover(job, progress);
            new FileReader(Mapping.parse(job.mapping()), "import-" + id, job.fileName()).read(file, handover);
            handover.flush();
            store.finished(id, Status.DONE, Optional.empty(), clock.instant());
            Files.deleteIfExists(content(id));
        } catch (Stopped stopped) {
            LOG.info("import {} stops, with the server or because somebody wants it", id);
            forgetFileIfCancelled(id);
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

    private void forgetFileIfCancelled(String id) {
        try {
            if (cancelled.contains(id)) {
                Files.deleteIfExists(content(id));
            }
        } catch (IOException stuck) {
            LOG.warn("the file of the cancelled import {} cannot be deleted", id, stuck);
        }
    }

    /** The server stops and the import goes on at its next start; or somebody stopped the import. */
    private static final class Stopped extends RuntimeException {}

    /** Hands events over in batches, skipping those of an earlier try. */
    private final class Handover implements FileReader.Sink {
        private final ImportStore.Job job;
        private final Consumer<Long> progress;
        private final boolean hasUndone;
        private final List<Event> batch = new ArrayList<>(BATCH);
        private final List<BadLine> bad = new ArrayList<>();
        private long seen;
        private long badCount;
        private long linesRead;
        private long bytesRead;
        private long withoutConsent;
        private long refused;

        Handover(ImportStore.Job job, Consumer<Long> progress) {
            this.hasUndone = undoStore.hasUndone(job.workspace());
            this.job = job;
            this.progress = progress;
        }

        @Override
        public void event(Event event, long line) {
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
            if (cancelled.contains(job.id())) {
                flush();
                throw new Stopped();
            }
            linesRead = lines;
            bytesRead = bytes;
        }

        void flush() {
            if (!batch.isEmpty()) {
                accept();
            }
            store.advanced(
                    job.id(), new ImportStore.Progress(seen, linesRead, bytesRead, withoutConsent, refused), bad);
            withoutConsent = 0;
            refused = 0;
            batch.clear();
            bad.clear();
            progress.accept(seen);
        }

        /** Waits politely while the journal has enough to do. */
        private void accept() {
            List<Event> events = hasUndone ? renamed() : List.copyOf(batch);
            while (!closing) {
                try {
                    Collector.Receipt receipt = collector.accept(job.workspace(), "import-" + job.id(), events);
                    withoutConsent += receipt.counted();
                    refused += receipt.refused();
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

        /** An event that was undone would be taken for known if it came again under the same id. */
        private List<Event> renamed() {
            Map<String, Integer> times = undoStore.timesUndone(
                    job.workspace(), batch.stream().map(Event::messageId).toList());
            return batch.stream()
                    .map(event -> times.containsKey(event.messageId())
                            ? renamed(event, event.messageId() + "~" + times.get(event.messageId()))
                            : event)
                    .toList();
        }

        private static Event renamed(Event event, String messageId) {
            return new Event(
                    messageId,
                    event.kind(),
                    event.name(),
                    event.anonymousId(),
                    event.userId(),
                    event.previousId(),
                    event.time(),
                    event.properties(),
                    event.traits(),
                    event.source());
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
