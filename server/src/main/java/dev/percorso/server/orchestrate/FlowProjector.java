package dev.percorso.server.orchestrate;

import dev.percorso.server.event.Interval;
import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.journal.ProjectionListener;
import dev.percorso.server.work.Worker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Keeps flows moving on a thread of its own: new events, what is due, segments that change as time passes. */
public final class FlowProjector implements ProjectionListener, AutoCloseable {
    private static final Duration REST = Duration.ofMillis(200);
    private static final Duration BETWEEN_SWEEPS = Duration.ofMinutes(1);
    private static final Duration BETWEEN_STRIKES = Duration.ofSeconds(1);

    private final FlowTurns turns;
    private final Throttles throttles;
    private final ListEntries lists;
    private final CouponAnswers coupons;
    private final SecondTries secondTries;
    private final ConditionWaits conditionWaits;
    private final InstantSource clock;
    private final Runnable messagesQueued;
    private final Worker worker = new Worker("flows", REST, this::look);
    private Instant nextSweep = Instant.MIN;
    private Instant nextStrike = Instant.MIN;

    /** @param messagesQueued is called after messages were queued */
    public FlowProjector(Flows flows, InstantSource clock, Runnable messagesQueued) {
        this.turns = flows.turns();
        this.throttles = flows.throttles();
        this.lists = flows.listEntries();
        this.coupons = flows.couponAnswers();
        this.secondTries = flows.secondTries();
        this.conditionWaits = flows.conditionWaits();
        this.clock = clock;
        this.messagesQueued = messagesQueued;
        flows.onResume(this::wake);
    }

    /** Takes up where the last stop left off; what became due meanwhile fires now, once. */
    public FlowProjector start() {
        turns.register();
        worker.start();
        return this;
    }

    @Override
    public void projected(WorkspaceId workspace, List<ProjectedEvent> events) {
        wake();
    }

    /** Tells that something may have happened. */
    public void wake() {
        worker.wake();
    }

    private boolean look() {
        Progress progress = step();
        if (progress == Progress.QUEUED_MESSAGES) {
            messagesQueued.run();
        }
        return progress != Progress.NONE;
    }

    private Progress step() {
        Progress progress = turns.fireDue()
                .and(turns.takeAnswers())
                .and(throttles.serve())
                .and(lists.take())
                .and(coupons.take())
                .and(secondTries.take());
        List<WorkspaceId> workspaces = turns.workspaces();
        for (WorkspaceId workspace : workspaces) {
            progress = progress.and(turns.followLog(workspace));
        }
        progress = progress.and(strike(workspaces));
        turns.setTraits();
        Instant now = clock.instant();
        if (Interval.hasCome(nextSweep, BETWEEN_SWEEPS, now)) {
            nextSweep = now.plus(BETWEEN_SWEEPS);
            for (WorkspaceId workspace : workspaces) {
                progress = progress.and(turns.sweep(workspace)).and(conditionWaits.look(workspace));
            }
        }
        return progress;
    }

    private Progress strike(List<WorkspaceId> workspaces) {
        Instant now = clock.instant();
        Progress progress = Progress.NONE;
        if (Interval.hasCome(nextStrike, BETWEEN_STRIKES, now)) {
            nextStrike = now.plus(BETWEEN_STRIKES);
            for (WorkspaceId workspace : workspaces) {
                progress = progress.and(turns.strike(workspace));
            }
        }
        return progress;
    }

    /** Stops after the turn under way. */
    @Override
    public void close() {
        worker.close();
    }
}
