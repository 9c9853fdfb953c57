package dev.percorso.server.store;

import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The long-term truth: Parquet files, one folder per workspace and day of arrival (UTC), that any tool can read. A file
 * counts only when it stands in the manifest; it is written under another name, read back, forced to disk and renamed
 * before that.
 */
public final class EventFiles {
    private static final Logger LOG = LoggerFactory.getLogger(EventFiles.class);
    private static final String SUFFIX = ".parquet";
    private static final String UNFINISHED = ".part";

    private static final String REVISION = ".r";

    private final Database database;
    private final Path folder;
    /** Those who read files now: a file is deleted only after all have closed who may have it in their list. */
    private final Set<Reading> readings = ConcurrentHashMap.newKeySet();
    /** Out of the manifest, and yet not deleted. */
    private final Queue<Path> discarded = new ConcurrentLinkedQueue<>();

    /** @param folder of all event files; files in it that are not in the manifest are removed */
    public EventFiles(Database database, Path folder) {
        this.database = database;
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            removeOrphans();
        } catch (IOException failure) {
            throw new UncheckedIOException("the event files in " + folder + " cannot be read", failure);
        }
    }

    private void removeOrphans() throws IOException {
        Set<Path> known = new HashSet<>();
        database.read(EventFileStore::paths).forEach(path -> known.add(folder.resolve(path)));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                if (!known.contains(file) && (name.endsWith(SUFFIX) || name.endsWith(UNFINISHED))) {
                    LOG.info("removing the event file {}, which a stop left unfinished", file);
                    Files.delete(file);
                }
            }
        }
    }

    /** While it is open, the files that {@link #files} gave are there, whatever is rewritten or merged meanwhile. */
    public final class Reading implements AutoCloseable {
        private final CountDownLatch open = new CountDownLatch(1);

        private Reading() {
            readings.add(this);
        }

        /** Files of the workspace now, in order of their sequences. */
        public List<EventFile> files(WorkspaceId workspace) {
            return list(workspace);
        }

        @Override
        public void close() {
            readings.remove(this);
            open.countDown();
        }
    }

    /** Keeps files from being deleted. Close it soon: whoever rewrites or merges files waits for it. */
    public Reading reading() {
        return new Reading();
    }

    /** Folder of the workspace's files, for tools that read them. */
    public Path folder(WorkspaceId workspace) {
        return folder.resolve(workspace.value());
    }

    /** Files of the workspace in order of their sequences. */
    public List<EventFile> list(WorkspaceId workspace) {
        return database.read(handle -> EventFileStore.list(handle, workspace));
    }

    public Path pathOf(EventFile file) {
        return folder.resolve(file.path());
    }

    /** Sequence through which events are in files, 0 for none. */
    public long coveredSequence(WorkspaceId workspace) {
        return database.read(handle -> EventFileStore.coveredSequence(handle, workspace));
    }

    /** {@link #coveredSequence(WorkspaceId)} inside a transaction. */
    public long coveredSequence(Handle handle, WorkspaceId workspace) {
        return EventFileStore.coveredSequence(handle, workspace);
    }

    /**
     * Writes events, ordered by sequence, into a new file that is verified and on disk when this returns. It counts after {@link #record}.
     */
    public EventFile write(WorkspaceId workspace, LocalDate day, List<ProjectedEvent> events) throws IOException {
        long first = events.getFirst().sequence();
        long last = events.getLast().sequence();
        return write(workspace, stem(workspace, day.toString(), first, last), first, last, events);
    }

    private static String stem(WorkspaceId workspace, String day, long first, long last) {
        return "%s/%s/%016d-%016d".formatted(workspace, day, first, last);
    }

    private EventFile write(WorkspaceId workspace, String stem, long first, long last, List<ProjectedEvent> events)
            throws IOException {
        return written(workspace, stem, first, last, target -> {
            EventParquet.write(target, events);
            EventParquet.verify(
                    target,
                    events.size(),
                    events.isEmpty() ? 0 : events.getFirst().sequence(),
                    events.isEmpty() ? 0 : events.getLast().sequence());
        });
    }

    /** @param writing writes a file and reads it back */
    private EventFile written(WorkspaceId workspace, String stem, long first, long last, FileWork writing)
            throws IOException {
        String name = stem + SUFFIX;
        Path target = folder.resolve(name);
        Path unfinished = folder.resolve(name + UNFINISHED);
        try {
            Files.createDirectories(folderOf(target));
            writing.on(unfinished);
            force(unfinished, StandardOpenOption.WRITE);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            force(folderOf(target), StandardOpenOption.READ);
            force(folder(workspace), StandardOpenOption.READ);
            force(folder, StandardOpenOption.READ);
            return new EventFile(workspace, first, last, name, Files.size(target));
        } catch (SQLException | IOException failure) {
            // What could not be forced is no longer trusted, and a full disk gets its room back.
            Files.deleteIfExists(unfinished);
            Files.deleteIfExists(target);
            throw new IOException("the event file " + target + " could not be written", failure);
        }
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.getParent(), "an event file stands in a folder");
    }

    private static void force(Path path, StandardOpenOption access) throws IOException {
        try (FileChannel channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }

    /** Puts the file into the manifest, in the transaction that may drop other copies of its events. */
    public void record(Handle handle, EventFile file, Instant writtenAt) {
        EventFileStore.insert(handle, file, writtenAt);
    }

    /** Day of the folder for events that arrived at this instant. */
    public static LocalDate day(Instant arrival) {
        return LocalDate.ofInstant(arrival, ZoneOffset.UTC);
    }

    /**
     * Hands over the events of a selection that are in files in order, in portions.
     *
     * @param after events through this sequence are left away
     * @param through events after this sequence are left away
     */
    public void read(
            WorkspaceId workspace,
            long after,
            long through,
            EventSelection selection,
            Consumer<List<ProjectedEvent>> target) {
        try (Reading reading = reading()) {
            for (EventFile file : reading.files(workspace)) {
                if (file.lastSequence() > after && file.firstSequence() <= through) {
                    onFile(file, path -> EventParquet.read(path, after, through, selection, target));
                }
            }
        }
    }

    private interface FileWork {
        void on(Path path) throws SQLException;
    }

    private void onFile(EventFile file, FileWork work) {
        try {
            work.on(pathOf(file));
        } catch (SQLException failure) {
            throw new IllegalStateException("the event file " + file.path() + " cannot be read", failure);
        }
    }

    /**
     * Writes every file anew that holds events of the selection: the new file is verified and on disk before it takes
     * the old one's place in the manifest, and then the old one is deleted. Each file is done by itself, so that after a
     * stop the same call goes on where it was. A file that loses all its events stays, empty, for its span.
     *
     * <p>Call it through {@code EventFileWriter.rewrite}, which does the same to events that are not in files yet.
     *
     * @param edit is asked about every event of such a file
     */
    public Rewritten rewrite(WorkspaceId workspace, EventSelection selection, EventEdit edit, Instant now)
            throws IOException {
        Rewritten all = Rewritten.NOTHING;
        for (EventFile file : list(workspace)) {
            all = all.and(rewrite(file, selection, edit, now));
        }
        // What a merging or rewriting before could not delete holds the same events.
        discard(List.of());
        return all;
    }

    private Rewritten rewrite(EventFile file, EventSelection selection, EventEdit edit, Instant now)
            throws IOException {
        try {
            if (!EventParquet.holds(pathOf(file), selection)) {
                return Rewritten.NOTHING;
            }
        } catch (SQLException failure) {
            throw new IOException("the event file " + file.path() + " cannot be read", failure);
        }
        EditedEvents edited = new EditedEvents(edit, 0);
        onFile(file, path -> EventParquet.read(path, 0, Long.MAX_VALUE, new EventSelection.Everything(), edited::add));
        if (!edited.hasChanged()) {
            return Rewritten.NOTHING;
        }
        EventFile written =
                write(file.workspace(), nextStem(file), file.firstSequence(), file.lastSequence(), edited.events());
        database.run(handle -> EventFileStore.replace(handle, written, now));
        discard(List.of(file));
        return edited.outcome().and(new Rewritten(1, 0, 0));
    }

    /**
     * Puts neighbouring files of one day together, so that a quiet workspace does not end with thousands of small ones.
     * The new file is verified and on disk before it takes their place in the manifest, in one transaction.
     *
     * @param mostEvents of a file
     * @param today whose last files are left until there are some more of them
     * @return how many files there are less
     */
    public int merge(WorkspaceId workspace, long mostEvents, LocalDate today, Instant now) throws IOException {
        int less = 0;
        for (List<EventFile> group : FileGroups.toMerge(list(workspace), mostEvents, today)) {
            EventFile merged = merged(workspace, group);
            database.run(handle -> EventFileStore.merge(handle, group, merged, now));
            discard(group);
            less += group.size() - 1;
        }
        return less;
    }

    private EventFile merged(WorkspaceId workspace, List<EventFile> group) throws IOException {
        EventFile first = group.getFirst();
        long last = group.getLast().lastSequence();
        List<Path> paths = group.stream().map(this::pathOf).toList();
        return written(
                workspace,
                stem(workspace, first.day(), first.firstSequence(), last),
                first.firstSequence(),
                last,
                target -> EventParquet.merge(paths, target));
    }

    /** Deletes files that are in the manifest no more, once nobody reads them. */
    private void discard(List<EventFile> files) throws IOException {
        files.forEach(file -> discarded.add(pathOf(file)));
        try {
            for (Reading reading : List.copyOf(readings)) {
                reading.open.await();
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for those who read event files", interruption);
        }
        for (Path path : List.copyOf(discarded)) {
            Files.deleteIfExists(path);
            force(folderOf(path), StandardOpenOption.READ);
            discarded.remove(path);
        }
    }

    /** {@code …/0001-1000} becomes {@code …/0001-1000.r1}, and then {@code .r2}. */
    private static String nextStem(EventFile file) {
        String stem = file.path().substring(0, file.path().length() - SUFFIX.length());
        int revision = stem.lastIndexOf(REVISION);
        return revision < 0
                ? stem + REVISION + 1
                : stem.substring(0, revision)
                        + REVISION
                        + (Integer.parseInt(stem.substring(revision + REVISION.length())) + 1);
    }
}
