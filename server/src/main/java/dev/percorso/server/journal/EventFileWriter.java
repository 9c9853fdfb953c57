package dev.percorso.server.journal;

import dev.percorso.server.event.Interval;
import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.Stopping;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.EventEdit;
import dev.percorso.server.store.EventFile;
import dev.percorso.server.store.EventFiles;
import dev.percorso.server.store.EventSelection;
import dev.percorso.server.store.Rewritten;
import dev.percorso.server.store.Troubles;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jdbi.v3.core.HandleCallback;

/** Moves projected events into event files in the background, and trims the projected log of what everybody has. */
public final class EventFileWriter implements ProjectionListener, AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(500);
    /** Not shorter, or a quiet shop would get a thousand small files a day; the log keeps the events meanwhile. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private static final int FILES_PER_MERGED_FILE = 4;

    private final Database database;
    private final ProjectedLog log;
    private final EventFiles files;
    private final StoredEvents stored;
    private final InstantSource clock;
    private final int eventsPerFile;
    private final Troubles troubles;
    private final Map<WorkspaceId, AtomicLong> waiting = new ConcurrentHashMap<>();
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("event-file-writer").daemon().factory());
    private Instant flushedAt;

    /** @param eventsPerFile so many waiting events make a file; fewer wait for a while */
    public EventFileWriter(
            Database database,
            ProjectedLog log,
            EventFiles files,
            InstantSource clock,
            int eventsPerFile,
            Troubles troubles) {
        this.database = database;
        this.log = log;
        this.files = files;
        this.stored = new StoredEvents(files, log);
        this.clock = clock;
        this.eventsPerFile = eventsPerFile;
        this.troubles = troubles;
        this.flushedAt = clock.instant();
        for (WorkspaceId workspace : log.workspaces()) {
            waitingOf(workspace).set(log.lastSequence(workspace) - files.coveredSequence(workspace));
        }
        ScheduledFuture<?> _ = background.scheduleWithFixedDelay(
                this::writeWhatIsDue, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private AtomicLong waitingOf(WorkspaceId workspace) {
        return waiting.computeIfAbsent(workspace, ignored -> new AtomicLong());
    }

    @Override
    public void projected(WorkspaceId workspace, List<ProjectedEvent> events) {
        waitingOf(workspace).addAndGet(events.size());
    }

    private void writeWhatIsDue() {
        boolean isWell = true;
        boolean isTime = Interval.isOver(flushedAt, LONGEST_WAIT, clock.instant());
        for (WorkspaceId workspace : waiting.keySet()) {
            try {
                boolean hasWritten = write(workspace, isTime ? 1 : eventsPerFile);
                trim(workspace);
                if (hasWritten || isTime) {
                    merge(workspace);
                }
            } catch (IOException | RuntimeException failure) {
                isWell = false;
                troubles.begin(
                        Troubles.Part.EVENT_FILES, "events of " + workspace + " cannot be written to files", failure);
            }
        }
        if (isWell) {
            troubles.over(Troubles.Part.EVENT_FILES);
        }
        if (isTime) {
            flushedAt = clock.instant();
        }
    }

    /** Writes everything that was projected. */
    public void flush() throws IOException {
        for (WorkspaceId workspace : waiting.keySet()) {
            write(workspace, 1);
            trim(workspace);
        }
    }

    private synchronized boolean write(WorkspaceId workspace, int atLeast) throws IOException {
        boolean hasWritten = false;
        while (waitingOf(workspace).get() >= atLeast) {
            long covered = files.coveredSequence(workspace);
            List<ProjectedEvent> events = log.after(workspace, covered, eventsPerFile);
            if (events.isEmpty()) {
                waitingOf(workspace).set(0);
                return hasWritten;
            }
            Instant now = clock.instant();
            EventFile file = files.write(workspace, EventFiles.day(now), events);
            database.run(handle -> files.record(handle, file, now));
            waitingOf(workspace).addAndGet(-events.size());
            hasWritten = true;
        }
        return hasWritten;
    }

    /** Puts small files together. */
    synchronized void merge(WorkspaceId workspace) throws IOException {
        Instant now = clock.instant();
        files.merge(workspace, (long) FILES_PER_MERGED_FILE * eventsPerFile, EventFiles.day(now), now);
    }

    /**
     * Edits stored events wherever they are, in the projected log and in the event files, for good. It can be called
     * again after a stop. The journey index must be built anew, or told by itself. Events that are accepted and not
     * projected yet are not seen here.
     *
     * @param selection tells which files must be looked through
     * @param edit is asked about every event of the log and of such files
     */
    public synchronized Rewritten rewrite(WorkspaceId workspace, EventSelection selection, EventEdit edit)
            throws IOException {
        Rewritten inLog = log.rewrite(workspace, edit, files.coveredSequence(workspace));
        return inLog.and(files.rewrite(workspace, selection, edit, clock.instant()));
    }

    /**
     * Gives stored events of some persons to others. Inside one transaction, so that nothing is projected meanwhile, all
     * their events are handed over in order, then {@code decide} says what becomes of them; the event files follow.
     */
    public synchronized Rewritten reassign(
            WorkspaceId workspace,
            Collection<Integer> persons,
            Consumer<ProjectedEvent> reader,
            HandleCallback<EventEdit, RuntimeException> decide)
            throws IOException {
        EventSelection own = new EventSelection.OfPersons(new HashSet<>(persons));
        EventEdit edit = database.write(handle -> {
            long covered = files.coveredSequence(handle, workspace);
            stored.read(workspace, 0, own, portion -> portion.forEach(reader));
            EventEdit decided = decide.withHandle(handle);
            for (long row : ProjectedLogStore.rows(handle, workspace)) {
                ProjectedLogStore.rewrite(handle, workspace, row, decided, covered);
            }
            return decided;
        });
        return files.rewrite(workspace, own, edit, clock.instant());
    }

    /** {@link #rewrite} that removes the selection. */
    public Rewritten rewriteWithout(WorkspaceId workspace, EventSelection selection) throws IOException {
        return rewrite(workspace, selection, EventEdit.without(selection));
    }

    private void trim(WorkspaceId workspace) {
        if (database.read(
                handle -> ProjectedLogStore.canTrim(handle, workspace, files.coveredSequence(handle, workspace)))) {
            database.run(handle -> ProjectedLogStore.trim(handle, workspace, files.coveredSequence(handle, workspace)));
        }
    }

    /** Stops after the file under way; what is not in files yet stays in the log. */
    @Override
    public void close() {
        Stopping.afterWork(background);
    }
}
