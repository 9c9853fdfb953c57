package dev.percorso.server.privacy;

import dev.percorso.server.audit.AuditLog;
import dev.percorso.server.event.Interval;
import dev.percorso.server.event.Stopping;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.journal.EventFileWriter;
import dev.percorso.server.journal.Journeys;
import dev.percorso.server.people.ErasedIds;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.EventSelection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what is older than a workspace wants to keep, once a day and when asked. */
public final class Retention implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);
    private static final Duration BETWEEN_RUNS = Duration.ofDays(1);
    private static final Duration LOOK = Duration.ofMinutes(10);

    private final PrivacyStore store;
    private final Erasures erasures;
    private final ErasedIds erased;
    private final EventFileWriter events;
    private final Journeys journeys;
    private final AuditLog audit;
    private final InstantSource clock;
    private final ScheduledExecutorService background = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("retention").daemon().factory());

    public Retention(
            Database database,
            Erasures erasures,
            ErasedIds erased,
            EventFileWriter events,
            Journeys journeys,
            AuditLog audit,
            InstantSource clock) {
        this.store = new PrivacyStore(database);
        this.erasures = erasures;
        this.erased = erased;
        this.events = events;
        this.journeys = journeys;
        this.audit = audit;
        this.clock = clock;
    }

    public void start() {
        ScheduledFuture<?> _ = background.scheduleWithFixedDelay(this::runDue, 1, LOOK.toMinutes(), TimeUnit.MINUTES);
    }

    PrivacySettings settings(WorkspaceId workspace) {
        return store.settings(workspace);
    }

    PrivacySettings change(WorkspaceId workspace, PrivacySettings settings) {
        Optional<Integer> before = limitOfEvents(workspace);
        store.save(workspace, settings.checked());
        erased.reload();
        Optional<Integer> after = limitOfEvents(workspace);
        if (before.isPresent() && after.map(days -> days > before.get()).orElse(true)) {
            // Older events may come again, and the index that was cut would hide them.
            background.execute(() -> journeys.rebuild(workspace));
        }
        return store.settings(workspace);
    }

    private Optional<Integer> limitOfEvents(WorkspaceId workspace) {
        return Optional.ofNullable(store.settings(workspace).keepDays().get(RetentionKind.EVENTS));
    }

    List<RetentionRun> runs(WorkspaceId workspace) {
        return store.runs(workspace);
    }

    private void runDue() {
        for (WorkspaceId workspace : store.withLimits()) {
            Instant last = store.lastRun(workspace).orElse(Instant.EPOCH);
            if (Interval.isOver(last, BETWEEN_RUNS, clock.instant())) {
                run(workspace);
            }
        }
    }

    /** Applies the limits of every workspace now, and forgets whom they ask to forget before it returns. */
    public Map<WorkspaceId, RetentionRun> runAll() {
        Map<WorkspaceId, RetentionRun> runs = new java.util.LinkedHashMap<>();
        store.withLimits().forEach(workspace -> runs.put(workspace, run(workspace)));
        erasures.finishWaiting();
        return runs;
    }

    /** Applies the limits now. */
    synchronized RetentionRun run(WorkspaceId workspace) {
        Instant now = clock.instant();
        Map<RetentionKind, Integer> limits = store.settings(workspace).keepDays();
        Map<RetentionKind, Long> removed = new EnumMap<>(RetentionKind.class);
        String problem = "";
        for (RetentionKind kind : RetentionKind.values()) {
            Integer days = limits.get(kind);
            if (days == null) {
                continue;
            }
            try {
                removed.put(kind, remove(workspace, kind, now.minus(Duration.ofDays(days))));
            } catch (IOException | RuntimeException failure) {
                LOG.error("the limit for {} in {} was not applied; tomorrow again", kind, workspace, failure);
                problem = "Not everything was removed; the cause is in the server's log";
            }
        }
        RetentionRun run = new RetentionRun(now, removed, problem);
        store.add(workspace, run);
        if (removed.values().stream().anyMatch(count -> count > 0)) {
            audit.recordByItself(workspace, "retention", removed.toString());
        }
        return run;
    }

    private long remove(WorkspaceId workspace, RetentionKind kind, Instant before) throws IOException {
        return switch (kind) {
            case EVENTS -> removeEvents(workspace, before);
            case PERSONS -> forgetSilent(workspace, before);
            case DEAD_LETTERS, MESSAGES, FLOW_RUNS, AUDIT, AGGREGATES -> store.remove(workspace, kind, before);
        };
    }

    private long removeEvents(WorkspaceId workspace, Instant before) throws IOException {
        long removed = events.rewriteWithout(workspace, new EventSelection.Before(before))
                .removed();
        journeys.cutBefore(workspace, before);
        return removed;
    }

    private long forgetSilent(WorkspaceId workspace, Instant before) {
        BitSet active = journeys.snapshot(workspace).fold(new ActiveSince(before.toEpochMilli()));
        Set<Integer> silent = new HashSet<>(store.knownBefore(workspace, before));
        silent.removeIf(active::get);
        if (!silent.isEmpty()) {
            erasures.expire(workspace, silent);
        }
        return silent.size();
    }

    @Override
    public void close() {
        Stopping.afterWork(background);
    }
}
