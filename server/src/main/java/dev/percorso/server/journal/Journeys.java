package dev.percorso.server.journal;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.JourneyIndex;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.server.access.EventSpans;
import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.JourneySnapshots;
import dev.percorso.server.people.PersonChanges;
import dev.percorso.server.people.PersonListener;
import dev.percorso.server.people.PersonReplayStore;
import dev.percorso.server.store.EventFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journey index of each workspace, kept up by the projector. It is derived: when it is opened, what its files lack
 * is replayed from the event files and the projected log; when its folder is gone, everything is.
 */
public final class Journeys implements JourneySnapshots, PersonListener, EventSpans, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Journeys.class);
    /** A compaction writes everything again, so the tail must have grown by this part of it. */
    private static final int PART_OF_BASE = 10;

    private static final Duration LONGEST_IN_TAIL = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int REPLAY_PORTION = 5_000;

    /** One workspace's index; replaced as a whole when it is built anew. */
    private static final class Holder {
        final Object lock = new Object();
        volatile JourneyIndex index;
        volatile Instant compactedAt;

        Holder(JourneyIndex index, Instant openedAt) {
            this.index = index;
            this.compactedAt = openedAt;
        }
    }

    private final Path folder;
    private final ProjectedLog log;
    private final EventFiles files;
    private final PersonReplayStore people;
    private final InstantSource clock;
    private final long eventsPerCompaction;
    private final Map<WorkspaceId, Holder> holders = new ConcurrentHashMap<>();
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("journey-compactor").daemon().factory());

    /**
     * Opens the index of every workspace that has events.
     *
     * @param eventsPerCompaction so many new events at least before an index writes itself anew
     */
    public Journeys(
            Path folder,
            ProjectedLog log,
            EventFiles files,
            PersonReplayStore people,
            InstantSource clock,
            int eventsPerCompaction) {
        this.folder = folder;
        this.log = log;
        this.files = files;
        this.people = people;
        this.clock = clock;
        this.eventsPerCompaction = eventsPerCompaction;
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

    /** Times of the oldest and the newest event. */
    private record SpanFold() implements Fold<long[]> {
        @Override
        public long[] newAccumulator() {
            return new long[] {Long.MAX_VALUE, Long.MIN_VALUE};
        }

        @Override
        public void accept(Journey journey, long[] span) {
            span[0] = Math.min(span[0], journey.time(0));
            span[1] = Math.max(span[1], journey.time(journey.size() - 1));
        }

        @Override
        public long[] combine(long[] left, long[] right) {
            return new long[] {Math.min(left[0], right[0]), Math.max(left[1], right[1])};
        }
    }

    private Holder holder(WorkspaceId workspace) {
        Holder known = holders.get(workspace);
        return known != null
                ? known
                : holders.computeIfAbsent(workspace, ignored -> new Holder(open(workspace), clock.instant()));
    }

    private JourneyIndex open(WorkspaceId workspace) {
        try {
            JourneyIndex index = JourneyIndex.open(folder.resolve(workspace.value()), IndexSettings.defaults());
            if (!index.openingNote().isEmpty()) {
                LOG.warn("the journey index of {} is built anew: {}", workspace, index.openingNote());
            }
            replay(workspace, index);
            return index;
        } catch (IOException failure) {
            throw new UncheckedIOException("the journey index of " + workspace + " cannot be opened", failure);
        }
    }

    private void replay(WorkspaceId workspace, JourneyIndex index) {
        people.replay(workspace, (same, changes) -> put(index, changes));
        long covered = index.coveredSequence();
        files.read(workspace, covered, events -> append(index, events));
        long next = Math.max(covered, files.coveredSequence(workspace));
        List<ProjectedEvent> events = log.after(workspace, next, REPLAY_PORTION);
        while (!events.isEmpty()) {
            append(index, events);
            events = log.after(workspace, events.getLast().sequence(), REPLAY_PORTION);
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
                put(holder.index, changes);
            }
        } catch (RuntimeException failure) {
            LOG.error("the journey index of {} could not take events and is built anew", workspace, failure);
            background.execute(() -> rebuild(workspace));
        }
    }

    @Override
    public void changed(WorkspaceId workspace, PersonChanges changes) {
        Holder holder = holder(workspace);
        synchronized (holder.lock) {
            put(holder.index, changes);
        }
    }

    /**
     * Forgets the persons, everyone merged into them and all their events and traits; when this returns, the index's
     * files hold nothing of them. Their events must be gone from the event files and the log, or must go in the same
     * step: an index that is built anew takes what it finds there. Repeat it after a failure; repeating is harmless.
     */
    public void erase(WorkspaceId workspace, Collection<Integer> persons) throws IOException {
        forget(workspace, index -> persons.forEach(index::erase));
    }

    /**
     * Forgets all events before the instant, also those that still arrive; when this returns, the index's files hold
     * none of them. An index that is built anew takes them from the event files again, so repeat it after each start
     * as long as they are there.
     */
    public void cutBefore(WorkspaceId workspace, Instant instant) throws IOException {
        forget(workspace, index -> index.cutBefore(instant));
    }

    private void forget(WorkspaceId workspace, Consumer<JourneyIndex> change) throws IOException {
        Holder holder = holder(workspace);
        JourneyIndex index;
        synchronized (holder.lock) {
            index = holder.index;
            change.accept(index);
        }
        index.compact();
        holder.compactedAt = clock.instant();
    }

    /** Builds the index anew from the event files and the log. Reports see the old one until the new one is ready. */
    public void rebuild(WorkspaceId workspace) {
        Holder holder = holder(workspace);
        synchronized (holder.lock) {
            JourneyIndex old = holder.index;
            Path current = folder.resolve(workspace.value());
            Path discarded = folder.resolve(workspace.value() + ".discarded");
            try {
                deleteFolder(discarded);
                if (Files.exists(current)) {
                    Files.move(current, discarded);
                }
                holder.index = open(workspace);
                old.close();
                deleteFolder(discarded);
            } catch (IOException failure) {
                throw new UncheckedIOException("the journey index of " + workspace + " cannot be built anew", failure);
            }
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
        holders.forEach((workspace, holder) -> {
            try {
                if (hasGrown(holder)) {
                    holder.index.compact();
                    holder.compactedAt = clock.instant();
                }
            } catch (IOException | RuntimeException failure) {
                LOG.warn("the journey index of {} stays as it was; compacting is tried again", workspace, failure);
            }
        });
    }

    private boolean hasGrown(Holder holder) {
        long tail = holder.index.tailEvents();
        long base = holder.index.snapshot().eventCount() - tail;
        boolean isLarge = tail > Math.max(eventsPerCompaction, base / PART_OF_BASE);
        boolean isOld = holder.compactedAt.plus(LONGEST_IN_TAIL).isBefore(clock.instant());
        return isLarge || (tail > 0 && isOld && tail > base / (PART_OF_BASE * PART_OF_BASE));
    }

    /** Writes what is in memory to the index's files now. */
    public void compact(WorkspaceId workspace) throws IOException {
        holder(workspace).index.compact();
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
        background.shutdown();
        try {
            background.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
        holders.values().forEach(holder -> holder.index.close());
    }
}
