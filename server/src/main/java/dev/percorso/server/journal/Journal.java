package dev.percorso.server.journal;

import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.store.Troubles;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where accepted events are safe: {@link #append} returns when they are on disk, and never before. One thread writes;
 * whatever batches wait when it comes round share one commit. A batch is deleted after it was projected.
 *
 * <p>Batches just written also wait in memory for the projector, up to a bound, so that it need not read them again.
 */
public final class Journal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int MOST_WAITING_BATCHES = 2_000;
    private static final int MOST_BATCHES_PER_COMMIT = 500;
    private static final long MOST_EVENTS_IN_MEMORY = 40_000;
    /** About what the projector does in half a minute; more would only make the wait longer. */
    private static final long MOST_UNPROJECTED_EVENTS = 1_000_000;

    private static final Duration IDLE = Duration.ofMillis(200);
    private static final Duration LONGEST_SCRUB = Duration.ofMinutes(1);
    private static final long LOOK_MILLIS = 20;
    private static final int RETRY_SECONDS = 1;
    private static final int RETRY_DISK_SECONDS = 5;

    private record Pending(
            WorkspaceId workspace,
            String source,
            Instant receivedAt,
            List<Event> events,
            byte[] bytes,
            CompletableFuture<Boolean> durable) {}

    /** Wakes the writer without having it write. */
    private static final Pending NOTHING =
            new Pending(new WorkspaceId("none"), "", Instant.EPOCH, List.of(), new byte[0], new CompletableFuture<>());

    private final JournalStore writing;
    private final JournalStore reading;
    private final InstantSource clock;
    private final Troubles troubles;
    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(MOST_WAITING_BATCHES);
    private final Map<WorkspaceId, AtomicLong> unprojected = new ConcurrentHashMap<>();
    private final AtomicLong allUnprojected = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition written = lock.newCondition();
    private final Deque<JournalBatch> recent = new ArrayDeque<>();
    private final Thread writer;
    private long recentEvents;
    private volatile long newestId;
    private volatile long projectedThrough;
    private long deletedThrough;
    private volatile boolean closing;
    private final AtomicReference<@Nullable CompletableFuture<Boolean>> scrubbing = new AtomicReference<>();

    private Journal(Path file, long projectedThrough, InstantSource clock, Troubles troubles) throws SQLException {
        this.clock = clock;
        this.troubles = troubles;
        this.writing = new JournalStore(file);
        this.reading = new JournalStore(file);
        this.projectedThrough = projectedThrough;
        writing.create();
        newestId = Math.max(writing.highestId(), projectedThrough);
        writing.countsAfter(projectedThrough).forEach((workspace, count) -> {
            unprojectedOf(workspace).addAndGet(count);
            allUnprojected.addAndGet(count);
        });
        writer = Thread.ofPlatform().name("journal-writer").start(this::write);
    }

    /**
     * Opens the journal, creating it as needed.
     *
     * @param projectedThrough id of the last batch whose effects are in the state database
     */
    public static Journal open(Path file, long projectedThrough, InstantSource clock, Troubles troubles) {
        try {
            return new Journal(file, projectedThrough, clock, troubles);
        } catch (SQLException failure) {
            throw new IllegalStateException("the journal " + file + " cannot be opened", failure);
        }
    }

    /**
     * Takes events; they are on disk when this returns.
     *
     * @throws ProblemException when they were not taken: too many wait (429) or the disk failed (503)
     */
    public void append(WorkspaceId workspace, String source, List<Event> events) {
        if (events.isEmpty()) {
            return;
        }
        if (closing) {
            throw ProblemException.retryLater(
                    ErrorCode.UNAVAILABLE, "Percorso is stopping; nothing was taken", RETRY_DISK_SECONDS);
        }
        Pending pending = new Pending(
                workspace, source, clock.instant(), events, EventWriter.write(events), new CompletableFuture<>());
        if (allUnprojected.get() > MOST_UNPROJECTED_EVENTS || !queue.offer(pending)) {
            throw ProblemException.retryLater(
                    ErrorCode.TOO_MANY_REQUESTS, "More comes in than can be taken; nothing was taken", RETRY_SECONDS);
        }
        try {
            pending.durable().join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof ProblemException problem ? problem : failure;
        }
    }

    /** Accepted events that are not projected yet. */
    public long unprojectedEvents() {
        return allUnprojected.get();
    }

    /** Accepted events of the workspace that are not projected yet. */
    public long unprojectedEvents(WorkspaceId workspace) {
        return unprojectedOf(workspace).get();
    }

    private AtomicLong unprojectedOf(WorkspaceId workspace) {
        return unprojected.computeIfAbsent(workspace, ignored -> new AtomicLong());
    }

    /** Waits until there is a batch after this one, something is to end the waiting, or the time is over. */
    void await(long id, Duration atMost, BooleanSupplier end) throws InterruptedException {
        lock.lock();
        try {
            long left = atMost.toNanos();
            while (newestId <= id && left > 0 && !end.getAsBoolean()) {
                left = written.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets whoever waits look whether the waiting is to end. */
    void wake() {
        lock.lock();
        try {
            written.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The batches after this one, in order. For the projector's thread only. */
    List<JournalBatch> after(long id, int mostEvents) throws SQLException {
        List<JournalBatch> fromMemory = new ArrayList<>();
        long firstInMemory = takeRecent(id, mostEvents, fromMemory);
        if (!fromMemory.isEmpty()) {
            return fromMemory;
        }
        // Never past what was acknowledged: a commit that failed can still have reached the disk.
        return reading.read(id, Math.min(firstInMemory - 1, newestId), mostEvents).stream()
                .map(row -> new JournalBatch(
                        row.id(), row.workspace(), row.source(), row.receivedAt(), EventReader.read(row.events())))
                .toList();
    }

    /** Moves the batches that follow without a gap; gives the id of the first that stays in memory. */
    private long takeRecent(long id, int mostEvents, List<JournalBatch> target) {
        lock.lock();
        try {
            long next = id + 1;
            int events = 0;
            while (!recent.isEmpty() && recent.getFirst().id() <= next && events < mostEvents) {
                JournalBatch batch = recent.removeFirst();
                recentEvents -= batch.events().size();
                if (batch.id() == next) {
                    target.add(batch);
                    events += batch.events().size();
                    next++;
                }
            }
            return recent.isEmpty() ? Long.MAX_VALUE : recent.getFirst().id();
        } finally {
            lock.unlock();
        }
    }

    /** Forgets batches in memory, so that they are read from disk again. */
    void rewind() {
        lock.lock();
        try {
            recent.clear();
            recentEvents = 0;
        } finally {
            lock.unlock();
        }
    }

    /** The batches have their effects in the state database; they can be deleted. */
    void projected(List<JournalBatch> batches) {
        for (JournalBatch batch : batches) {
            int count = batch.events().size();
            unprojectedOf(batch.workspace()).addAndGet(-count);
            allUnprojected.addAndGet(-count);
        }
        projectedThrough = batches.getLast().id();
    }

    private void write() {
        List<Pending> group = new ArrayList<>();
        while (true) {
            try {
                Pending first = queue.poll(IDLE.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null && !first.equals(NOTHING)) {
                    group.add(first);
                    queue.drainTo(group, MOST_BATCHES_PER_COMMIT - 1);
                    group.remove(NOTHING);
                    commit(group);
                    group.clear();
                } else if (closing) {
                    return;
                } else {
                    deleteProjected();
                    probeIfTroubled();
                }
                scrubIfAsked();
            } catch (InterruptedException interruption) {
                return;
            } catch (RuntimeException failure) {
                // This thread must live: whoever appends waits for it.
                ProblemException problem = notStored(failure);
                group.forEach(pending -> pending.durable().completeExceptionally(problem));
                group.clear();
            }
        }
    }

    private void commit(List<Pending> group) {
        List<JournalStore.Row> rows = new ArrayList<>(group.size());
        long id = newestId;
        for (Pending pending : group) {
            id++;
            rows.add(new JournalStore.Row(
                    id,
                    pending.workspace(),
                    pending.source(),
                    pending.receivedAt(),
                    pending.events().size(),
                    pending.bytes()));
        }
        try {
            long through = projectedThrough;
            writing.replace(through, newestId, rows);
            deletedThrough = through;
            troubles.over(Troubles.Part.COLLECTING);
        } catch (SQLException | RuntimeException failure) {
            ProblemException problem = notStored(failure);
            group.forEach(pending -> pending.durable().completeExceptionally(problem));
            return;
        }
        publish(group);
        group.forEach(pending -> pending.durable().complete(true));
    }

    private ProblemException notStored(Exception failure) {
        troubles.begin(Troubles.Part.COLLECTING, "events cannot be stored and are refused", failure);
        return ProblemException.retryLater(
                ErrorCode.UNAVAILABLE,
                "The events could not be stored and were not taken: the disk failed or is full",
                RETRY_DISK_SECONDS);
    }

    /** Nobody may send for a while: the disk is looked at anyway, so that the state told is true. */
    private void probeIfTroubled() {
        if (!troubles.isIn(Troubles.Part.COLLECTING)) {
            return;
        }
        try {
            writing.probe();
            troubles.over(Troubles.Part.COLLECTING);
        } catch (SQLException failure) {
            notStored(failure);
        }
    }

    private void publish(List<Pending> group) {
        lock.lock();
        try {
            long id = newestId;
            for (Pending pending : group) {
                int count = pending.events().size();
                id++;
                unprojectedOf(pending.workspace()).addAndGet(count);
                allUnprojected.addAndGet(count);
                if (recentEvents + count <= MOST_EVENTS_IN_MEMORY) {
                    recentEvents += count;
                    recent.addLast(new JournalBatch(
                            id, pending.workspace(), pending.source(), pending.receivedAt(), pending.events()));
                }
            }
            newestId = id;
            written.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void deleteProjected() {
        long through = projectedThrough;
        if (through == deletedThrough) {
            return;
        }
        try {
            writing.replace(through, newestId, List.of());
            deletedThrough = through;
        } catch (SQLException failure) {
            notStored(failure);
        }
    }

    /** Whether everything accepted until now is projected; waits for it so long. */
    public boolean awaitProjectedSoFar(Duration atMost) throws InterruptedException {
        long id = newestId;
        long end = System.nanoTime() + atMost.toNanos();
        while (projectedThrough < id) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(LOOK_MILLIS);
        }
        return true;
    }

    /**
     * Leaves no byte of projected batches in the journal's files.
     *
     * @return whether that is done; something can be in the way, then try again
     */
    public boolean scrub() {
        CompletableFuture<Boolean> mine = new CompletableFuture<>();
        CompletableFuture<Boolean> asked = scrubbing.compareAndExchange(null, mine);
        wakeWriter();
        try {
            return (asked == null ? mine : asked).get(LONGEST_SCRUB.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException failed) {
            LOG.warn("the journal could not be scrubbed; it is tried again", failed);
            return false;
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** A full queue keeps the writer awake by itself. */
    private void wakeWriter() {
        boolean _ = queue.offer(NOTHING);
    }

    private void scrubIfAsked() {
        CompletableFuture<Boolean> asked = scrubbing.getAndSet(null);
        if (asked == null) {
            return;
        }
        deleteProjected();
        try {
            asked.complete(writing.scrub());
        } catch (SQLException failure) {
            asked.completeExceptionally(failure);
        }
    }

    /** Writes what was taken and stops. */
    @Override
    public void close() {
        closing = true;
        wakeWriter();
        try {
            writer.join();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
        ProblemException stopping = ProblemException.retryLater(
                ErrorCode.UNAVAILABLE, "Percorso is stopping; nothing was taken", RETRY_DISK_SECONDS);
        queue.remove(NOTHING);
        queue.forEach(pending -> pending.durable().completeExceptionally(stopping));
        writing.close();
        reading.close();
    }
}
