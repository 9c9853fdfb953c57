package dev.percorso.server.journal;

import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import dev.percorso.server.work.Worker;
import java.time.Duration;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Hands every projected event, in order and each exactly once, to somebody who keeps something of it in the state
 * database. What was kept and how far it came are committed together.
 */
public final class LogFollower implements ProjectionListener, AutoCloseable {
    private static final int EVENTS_AT_ONCE = 4_000;
    private static final Duration REST = Duration.ofSeconds(5);

    private final Database database;
    private final String consumer;
    private final Keeper keeper;
    private final ProjectedLog log;
    private final CheckpointStore checkpoints;
    private final Worker worker;

    /** Keeps something of events. */
    @FunctionalInterface
    public interface Keeper {
        /** In a transaction that is taken back if this fails; the events then come again. */
        void keep(Handle handle, WorkspaceId workspace, List<ProjectedEvent> events);
    }

    /**
     * A follower that is not started yet.
     *
     * @param consumer the name under which its place in the log is kept, for good
     * @param title what it looks after, for logs and thread dumps
     */
    public LogFollower(Database database, String consumer, String title, Keeper keeper) {
        this.database = database;
        this.consumer = consumer;
        this.keeper = keeper;
        this.log = new ProjectedLog(database);
        this.checkpoints = new CheckpointStore(database);
        this.worker = new Worker(title, REST, this::look);
    }

    /** Who is new begins with the events that come from now on. */
    public void start() {
        checkpoints.register(consumer);
        worker.start();
    }

    @Override
    public void projected(WorkspaceId workspace, List<ProjectedEvent> events) {
        worker.wake();
    }

    private boolean look() {
        boolean moved = false;
        for (WorkspaceId workspace : log.workspaces()) {
            moved |= look(workspace);
        }
        return moved;
    }

    private boolean look(WorkspaceId workspace) {
        long position = database.read(handle -> checkpoints.position(handle, workspace, consumer));
        List<ProjectedEvent> events = log.after(workspace, position, EVENTS_AT_ONCE);
        if (events.isEmpty()) {
            return false;
        }
        database.run(handle -> {
            keeper.keep(handle, workspace, events);
            checkpoints.advance(handle, workspace, consumer, events.getLast().sequence());
        });
        return true;
    }

    /** Stops after the step under way. */
    @Override
    public void close() {
        worker.close();
    }
}
