package dev.percorso.server.journal;

import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.journal.ProjectionStore.Projection;
import dev.percorso.server.people.ErasedIds;
import dev.percorso.server.people.PersonCache;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.Troubles;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the journal in order on one thread and gives each batch its effects exactly once: people, sequence, projected
 * log, counters, hashes of the message ids and the checkpoint stand in one transaction. After it the journey index and
 * the listeners follow; what they miss in a crash they catch up from the log.
 */
public final class Projector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
    /** Bounds the time other writers of the state database wait. */
    private static final int EVENTS_PER_TRANSACTION = 8_000;

    private static final int HASHES_IN_MEMORY = 1_000_000;
    private static final int TRIES = 3;
    private static final Duration IDLE = Duration.ofMillis(500);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final Journal journal;
    private final Database database;
    private final Journeys journeys;
    private final List<ProjectionListener> listeners;
    private final Troubles troubles;
    private final PersonCache cache = new PersonCache();
    private final SeenMessages seen;
    private final ProjectionStore store;
    private final Thread thread;
    private long checkpoint;
    private int failures;
    private volatile boolean closing;

    /** @param folder where hashes of older messages are kept */
    public Projector(
            Journal journal,
            Database database,
            Path folder,
            ErasedIds erased,
            Journeys journeys,
            List<ProjectionListener> listeners,
            Troubles troubles) {
        this.journal = journal;
        this.database = database;
        this.journeys = journeys;
        this.listeners = List.copyOf(listeners);
        this.troubles = troubles;
        this.seen = new SeenMessages(database, folder, HASHES_IN_MEMORY);
        this.store = new ProjectionStore(seen, cache, erased);
        this.checkpoint = checkpoint(database);
        this.thread = Thread.ofPlatform().name("projector").unstarted(this::run);
    }

    /** Id of the last journal batch whose effects are in the state database. */
    public static long checkpoint(Database database) {
        return database.read(ProjectionStore::checkpoint);
    }

    public Projector start() {
        thread.start();
        return this;
    }

    private void run() {
        while (!closing) {
            try {
                journal.await(checkpoint, IDLE, () -> closing);
                step();
                troubles.over(Troubles.Part.PROJECTING);
            } catch (InterruptedException interruption) {
                return;
            } catch (Exception failure) {
                troubles.begin(Troubles.Part.PROJECTING, "stored events do not become visible", failure);
                if (!pause()) {
                    return;
                }
            }
        }
    }

    private boolean pause() {
        try {
            Thread.sleep(AFTER_FAILURE);
            return true;
        } catch (InterruptedException interruption) {
            return false;
        }
    }

    /** Projects what is there, up to one transaction's worth. */
    private void step() throws SQLException {
        List<JournalBatch> batches = journal.after(checkpoint, failures == 0 ? EVENTS_PER_TRANSACTION : 1);
        if (batches.isEmpty()) {
            return;
        }
        Map<WorkspaceId, Projection> projections;
        try {
            projections = database.write(handle -> store.project(handle, batches));
        } catch (Exception failure) {
            forget();
            setAsideOrThrow(batches, failure);
            return;
        }
        failures = 0;
        checkpoint = batches.getLast().id();
        seen.committed(batches.getLast().receivedAt());
        projections.forEach(this::follow);
        journal.projected(batches);
    }

    /** Identities were changed by somebody else; call it inside the transaction of {@code Database.write} that did. */
    public void forgetIdentities() {
        cache.forget();
    }

    /** A transaction failed: everything remembered from it is wrong. */
    private void forget() {
        cache.forget();
        seen.rolledBack();
        journal.rewind();
    }

    /** A batch that fails alone again and again, though the database works, must not stop all that come after it. */
    private void setAsideOrThrow(List<JournalBatch> batches, Exception failure) throws SQLException {
        failures++;
        if (batches.size() > 1 || failures <= TRIES || isOfDatabase(failure)) {
            throw new SQLException("projecting " + batches.size() + " batches failed", failure);
        }
        JournalBatch batch = batches.getFirst();
        LOG.error("journal batch {} cannot be projected and is set aside", batch.id(), failure);
        database.run(handle -> ProjectionStore.quarantine(handle, batch, String.valueOf(failure)));
        failures = 0;
        checkpoint = batch.id();
        journal.projected(batches);
    }

    private static boolean isOfDatabase(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return true;
            }
        }
        return false;
    }

    private void follow(WorkspaceId workspace, Projection projection) {
        journeys.apply(workspace, projection.events(), projection.people());
        for (ProjectionListener listener : listeners) {
            try {
                listener.projected(workspace, projection.events());
            } catch (RuntimeException failure) {
                LOG.error("a listener failed after projecting in {}", workspace, failure);
            }
        }
    }

    /** Stops after the transaction under way. */
    @Override
    public void close() {
        closing = true;
        journal.wake();
        try {
            thread.join();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
        seen.close();
    }
}
