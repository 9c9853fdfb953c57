package dev.percorso.server.journal;

import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.JourneyIndex;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.server.access.EventSpans;
import dev.percorso.server.access.SessionCutting;
import dev.percorso.server.event.Interval;
import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.Stopping;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.JourneySnapshots;
import dev.percorso.server.people.PersonChanges;
import dev.percorso.server.people.PersonListener;
import dev.percorso.server.people.PersonReplayStore;
import dev.percorso.server.store.EventFiles;
import dev.percorso.server.store.EventSelection;
import dev.percorso.server.store.Troubles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journey index of each workspace, kept up by the projector. It is derived: when it is opened, what its files lack
 * is replayed from the event files and the projected log; when its folder is gone, everything is.
 */
public final class Journeys
        implements JourneySnapshots, PersonListener, EventSpans, SessionCutting, VisibleEvents, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journeys.class);
    /** A compaction writes everything again, so the tail must have grown by this part of it. */
    private static final int PART_OF_BASE = 10;

    private static final Duration LONGEST_IN_TAIL = Duration.ofMinutes(5);
    /** Ending of a folder that was replaced and is to be deleted. */
    private static final String DISCARDED = ".discarded";

    private static final Duration LOOK = Duration.ofMillis(500);
    /** So many replayed events at least stay in memory before they are written. */
    private static final int REPLAYED_IN_TAIL = 1_000_000;

    /** One workspace's index; replaced as a whole when it is built anew. */
    private static final class Holder {
        /** Held while the index's files are written: by one compaction, rebuilding or forgetting at a time. */
        final ReentrantLock writing = new ReentrantLock();
        /** Held while the index changes or is replaced. Taken after {@link #writing}. */
        final Object lock = new Object();
        /** Changes of people while the next index is built, which must reach that one too. */
        final List<PersonChanges> duringRebuild = new ArrayList<>();

        volatile boolean isRebuilding;
        volatile double rebuilt;
        volatile JourneyIndex index;
        volatile Instant compactedAt;
        /** Sequence through which the index has taken all events. */
        volatile long takenThrough;
        /** Some event could not be taken, so the index must be built anew before it has taken all. */
        boolean lacksEvents;

        Holder(JourneyIndex index, long takenThrough, Instant openedAt) {
            this.index = index;
            this.takenThrough = takenThrough;
            this.compactedAt = openedAt;
        }
    }

    private final Path folder;
    private final ProjectedLog log;
    private final StoredEvents stored;
    private final PersonReplayStore people;
    private final Function<WorkspaceId, Duration> sessionGap;
    private final InstantSource clock;
    private final long eventsPerCompaction;
    private final Troubles troubles;
    private final Map<WorkspaceId, Holder> holders = new ConcurrentHashMap<>();
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("journey-compactor").daemon().factory());

    /**
     * Opens the index of every workspace that has events.
     *
     * @param sessionGap after how long without events a session of a workspace ends
     * @param eventsPerCompaction so many new events at least before an index writes itself anew
     */
    public Journeys(
            Path folder,
            ProjectedLog log,
            EventFiles files,
            PersonReplayStore people,
            Function<WorkspaceId, Duration> sessionGap,
            InstantSource clock,
            int eventsPerCompaction,
            Troubles troubles) {
        this.folder = folder;
        this.log = log;
        this.stored = new StoredEvents(files, log);
        this.people = people;
        this.sessionGap = sessionGap;
        this.clock = clock;
        this.eventsPerCompaction = eventsPerCompaction;
        this.troubles = troubles;
        deleteDiscarded();
        log.workspaces().forEach(this::holder);
        ScheduledFuture<?> _ = background.scheduleWithFixedDelay(
                this::compactWhatGrew, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public Snapshot snapshot(WorkspaceId workspace) {
        return holder(workspace).index.snapshot();
    }

    @Override
    public Optional<Span> span(WorkspaceId workspace) {
        long[] span = snapshot(workspace).fold(new SpanFold());
        return span[0] > span[1]
                ? Optional.empty()
                : Optional.of(new Span(Instant.ofEpochMilli(span[0]), Instant.ofEpochMilli(span[1])));
    }

    private Holder holder(WorkspaceId workspace) {
        Holder known = holders.get(workspace);
        return known != null ? known : holders.computeIfAbsent(workspace, this::open);
    }

    private Holder open(WorkspaceId workspace) {
        try {
            JourneyIndex index = JourneyIndex.open(folder.resolve(workspace.value()), settings(workspace));
            if (!index.openingNote().isEmpty()) {
                LOG.warn("the journey index of {} is built anew: {}", workspace, index.openingNote());
            }
            people.replay(workspace, (same, changes) -> put(index, changes));
            long taken = replayEvents(workspace, index, index.coveredSequence(), sequence -> {});
            return new Holder(index, taken, clock.instant());
        } catch (IOException failure) {
            throw new UncheckedIOException("the journey index of " + workspace + " cannot be opened", failure);
        }
    }

    private IndexSettings settings(WorkspaceId workspace) {
        IndexSettings usual = IndexSettings.defaults();
        return new IndexSettings(usual.shards(), sessionGap.apply(workspace), usual.sessionMaximum(), usual.threads());
    }

    /**
     * Appends the events after a sequence from the event files and the log, and writes the index when much has come
     * together, so that building a large one takes no more memory than keeping it.
     *
     * @param done is told the sequence through which it got after each portion
     * @return the sequence through which all events are in the index
     */
    private long replayEvents(WorkspaceId workspace, JourneyIndex index, long after, LongConsumer done)
            throws IOException {
        return stored.read(workspace, after, new EventSelection.Everything(), events -> {
            append(index, events);
            compactIfMuch(index);
            done.accept(events.getLast().sequence());
        });
    }

    private static void compactIfMuch(JourneyIndex index) {
        long tail = index.tailEvents();
        if (tail < REPLAYED_IN_TAIL || tail < (index.snapshot().eventCount() - tail) / 2) {
            return;
        }
        try {
            index.compact();
        } catch (IOException failure) {
            throw new UncheckedIOException("the journey index cannot be written", failure);
        }
    }

    private static void append(JourneyIndex index, List<ProjectedEvent> events) {
        List<IndexedEvent> reported = new ArrayList<>(events.size());
        for (ProjectedEvent projected : events) {
            if (projected.event().kind().isReported()) {
                reported.add(new IndexedEvent(
                        projected.sequence(),
                        projected.person(),
                        projected.event().time().toEpochMilli(),
                        projected.event().name(),
                        projected.event().properties()));
            }
        }
        index.append(reported);
    }

    private static void put(JourneyIndex index, PersonChanges changes) {
        changes.merges().forEach(merge -> index.mergePersons(merge.from(), merge.into()));
        changes.traits().forEach(index::putTraits);
    }

    /** Takes what was just projected; an index that cannot is built anew. */
    void apply(WorkspaceId workspace, List<ProjectedEvent> events, PersonChanges changes) {
        Holder holder = holder(workspace);
        try {
            synchronized (holder.lock) {
                append(holder.index, events);
                put(holder, changes);
                if (!holder.lacksEvents && !events.isEmpty()) {
                    holder.takenThrough = events.getLast().sequence();
                }
            }
        } catch (RuntimeException failure) {
            LOG.error("the journey index of {} could not take events and is built anew", workspace, failure);
            synchronized (holder.lock) {
                holder.lacksEvents = true;
            }
            rebuildSoon(workspace);
        }
    }

    @Override
    public List<ProjectedEvent> visibleAfter(WorkspaceId workspace, long sequence, int limit) {
        long taken = holder(workspace).takenThrough;
        return taken <= sequence
                ? List.of()
                : log.after(workspace, sequence, limit).stream()
                        .takeWhile(event -> event.sequence() <= taken)
                        .toList();
    }

    @Override
    public void removed(WorkspaceId workspace, int person, String trait) {
        Holder holder = holder(workspace);
        synchronized (holder.lock) {
            holder.index.putTraits(person, Collections.singletonMap(trait, null));
        }
    }

    @Override
    public void changed(WorkspaceId workspace, PersonChanges changes) {
        Holder holder = holder(workspace);
        synchronized (holder.lock) {
            put(holder, changes);
        }
    }

    private static void put(Holder holder, PersonChanges changes) {
        put(holder.index, changes);
        if (holder.isRebuilding) {
            holder.duringRebuild.add(changes);
        }
    }

    /**
     * Forgets the persons, everyone merged into them and all their events and traits; when this returns, the index's
     * files hold nothing of them. Their events must be gone from the event files and the log, or must go in the same
     * step: an index whose folder was lost takes what it finds there. Repeat it after a failure; repeating is harmless.
     */
    public void erase(WorkspaceId workspace, Collection<Integer> persons) throws IOException {
        forget(workspace, index -> persons.forEach(index::erase));
    }

    /**
     * Forgets all events before the instant, also those that still arrive; when this returns, the index's files hold
     * none of them. An index whose folder was lost takes them from the event files again, so repeat it after each
     * start as long as they are there.
     */
    public void cutBefore(WorkspaceId workspace, Instant instant) throws IOException {
        forget(workspace, index -> index.cutBefore(instant));
    }

    private void forget(WorkspaceId workspace, Consumer<JourneyIndex> change) throws IOException {
        Holder holder = holder(workspace);
        holder.writing.lock();
        try {
            synchronized (holder.lock) {
                change.accept(holder.index);
            }
            holder.index.compact();
            holder.compactedAt = clock.instant();
        } finally {
            holder.writing.unlock();
        }
    }

    @Override
    public void cutAnew(WorkspaceId workspace) {
        rebuildSoon(workspace);
    }

    /** Begins to build the index anew in the background. */
    public void rebuildSoon(WorkspaceId workspace) {
        background.execute(() -> {
            try {
                rebuild(workspace);
            } catch (RuntimeException failure) {
                LOG.error("the journey index of {} stays as it was", workspace, failure);
                takeAsWhole(workspace);
            }
        });
    }

    /** Nobody may wait for ever for events that the index does not get. */
    private void takeAsWhole(WorkspaceId workspace) {
        Holder holder = holder(workspace);
        synchronized (holder.lock) {
            holder.lacksEvents = false;
            holder.takenThrough = log.lastSequence(workspace);
        }
    }

    /** Builds the index anew, as {@link #rebuild(WorkspaceId, DoubleConsumer)}. */
    public void rebuild(WorkspaceId workspace) {
        rebuild(workspace, share -> {});
    }

    /**
     * Builds the index anew from the event files and the log. Reports see the old one, which goes on taking events,
     * until the new one is ready.
     *
     * @param progress is told from time to time which part is done, from 0 to 1
     */
    public void rebuild(WorkspaceId workspace, DoubleConsumer progress) {
        Holder holder = holder(workspace);
        holder.writing.lock();
        try {
            synchronized (holder.lock) {
                holder.isRebuilding = true;
            }
            replaceIndex(workspace, holder, progress);
        } catch (IOException failure) {
            throw new UncheckedIOException("the journey index of " + workspace + " cannot be built anew", failure);
        } finally {
            synchronized (holder.lock) {
                holder.isRebuilding = false;
                holder.duringRebuild.clear();
                holder.rebuilt = 0;
            }
            holder.writing.unlock();
        }
    }

    private void replaceIndex(WorkspaceId workspace, Holder holder, DoubleConsumer progress) throws IOException {
        Path current = folder.resolve(workspace.value());
        Path discarded = folder.resolve(workspace.value() + DISCARDED);
        deleteFolder(discarded);
        if (Files.exists(current)) {
            Files.move(current, discarded);
        }
        JourneyIndex fresh = JourneyIndex.open(current, settings(workspace));
        fresh.forgetAs(holder.index);
        people.replay(workspace, (same, changes) -> put(fresh, changes));
        double last = Math.max(1, log.lastSequence(workspace));
        long reached = replayEvents(workspace, fresh, 0, sequence -> {
            holder.rebuilt = Math.min(1, sequence / last);
            progress.accept(holder.rebuilt);
        });
        JourneyIndex old;
        synchronized (holder.lock) {
            old = holder.index;
            holder.takenThrough = replayEvents(workspace, fresh, reached, sequence -> {});
            holder.lacksEvents = false;
            holder.duringRebuild.forEach(changes -> put(fresh, changes));
            holder.index = fresh;
        }
        fresh.compact();
        holder.compactedAt = clock.instant();
        progress.accept(1);
        old.close();
        deleteFolder(discarded);
    }

    /** Which part of the index is built anew, from 0 to 1; empty when it is not being built. */
    public OptionalDouble rebuilding(WorkspaceId workspace) {
        Holder holder = holder(workspace);
        return holder.isRebuilding ? OptionalDouble.of(holder.rebuilt) : OptionalDouble.empty();
    }

    private void deleteDiscarded() {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> folders = Files.list(folder)) {
            for (Path old : folders.toList()) {
                if (old.toString().endsWith(DISCARDED)) {
                    deleteFolder(old);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("what is left of old journey indexes cannot be deleted", failure);
        }
    }

    private static void deleteFolder(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private void compactWhatGrew() {
        AtomicBoolean isWell = new AtomicBoolean(true);
        holders.forEach((workspace, holder) -> {
            if (!holder.writing.tryLock()) {
                return;
            }
            try {
                if (hasGrown(holder)) {
                    holder.index.compact();
                    holder.compactedAt = clock.instant();
                }
            } catch (IOException | RuntimeException failure) {
                isWell.set(false);
                troubles.begin(
                        Troubles.Part.INDEX, "the journey index of " + workspace + " cannot be written", failure);
            } finally {
                holder.writing.unlock();
            }
        });
        if (isWell.get()) {
            troubles.over(Troubles.Part.INDEX);
        }
    }

    private boolean hasGrown(Holder holder) {
        long tail = holder.index.tailEvents();
        long base = holder.index.snapshot().eventCount() - tail;
        boolean isLarge = tail > Math.max(eventsPerCompaction, base / PART_OF_BASE);
        boolean isOld = Interval.isOver(holder.compactedAt, LONGEST_IN_TAIL, clock.instant());
        return isLarge || (tail > 0 && isOld && tail > base / (PART_OF_BASE * PART_OF_BASE));
    }

    /** Writes what is in memory to the index's files now. */
    public void compact(WorkspaceId workspace) throws IOException {
        forget(workspace, index -> {});
    }

    /** Bytes of the workspace's index on disk. */
    public long sizeBytes(WorkspaceId workspace) {
        Path current = folder.resolve(workspace.value());
        if (!Files.exists(current)) {
            return 0;
        }
        try (Stream<Path> all = Files.walk(current)) {
            return all.map(Path::toFile)
                    .filter(java.io.File::isFile)
                    .mapToLong(java.io.File::length)
                    .sum();
        } catch (IOException | UncheckedIOException vanished) {
            // A compaction removed files under our feet; the next look is right again.
            return 0;
        }
    }

    @Override
    public void close() {
        Stopping.afterWork(background);
        holders.values().forEach(holder -> holder.index.close());
    }
}
