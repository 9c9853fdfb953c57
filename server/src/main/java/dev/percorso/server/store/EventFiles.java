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
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

    private final Database database;
    private final Path folder;

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
     * Writes events, which follow one another without gaps, into a new file that is verified and on disk when this
     * returns. It counts after {@link #record}.
     */
    public EventFile write(WorkspaceId workspace, LocalDate day, List<ProjectedEvent> events) throws IOException {
        long first = events.getFirst().sequence();
        long last = events.getLast().sequence();
        String name = "%s/%s/%016d-%016d%s".formatted(workspace, day, first, last, SUFFIX);
        Path target = folder.resolve(name);
        Path unfinished = folder.resolve(name + UNFINISHED);
        Files.createDirectories(target.getParent());
        try {
            EventParquet.write(unfinished, events);
            EventParquet.verify(unfinished, events.size(), first, last);
        } catch (SQLException failure) {
            Files.deleteIfExists(unfinished);
            throw new IOException("the event file " + target + " could not be written", failure);
        }
        force(unfinished, StandardOpenOption.WRITE);
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Path ofWorkspace = folder(workspace);
        force(ofWorkspace.resolve(day.toString()), StandardOpenOption.READ);
        force(ofWorkspace, StandardOpenOption.READ);
        force(folder, StandardOpenOption.READ);
        return new EventFile(workspace, first, last, name, Files.size(target));
    }

    private static void force(Path path, StandardOpenOption access) throws IOException {
        try (FileChannel channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }

    /** Puts the file into the manifest, in the transaction that may drop other copies of its events. */
    public void record(Handle handle, EventFile file, java.time.Instant writtenAt) {
        EventFileStore.insert(handle, file, writtenAt);
    }

    /** Day of the folder for events that arrived at this instant. */
    public static LocalDate day(java.time.Instant arrival) {
        return LocalDate.ofInstant(arrival, ZoneOffset.UTC);
    }

    /** Hands over all events after a sequence in order, in portions. */
    public void read(WorkspaceId workspace, long afterSequence, Consumer<List<ProjectedEvent>> target) {
        for (EventFile file : list(workspace)) {
            if (file.lastSequence() > afterSequence) {
                try {
                    EventParquet.read(pathOf(file), afterSequence, target);
                } catch (SQLException failure) {
                    throw new IllegalStateException("the event file " + file.path() + " cannot be read", failure);
                }
            }
        }
    }
}
