package dev.percorso.server.identity;

import dev.percorso.server.event.Stopping;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.journal.EventFileWriter;
import dev.percorso.server.journal.Journeys;
import dev.percorso.server.journal.Projector;
import dev.percorso.server.people.MergeHistoryStore;
import dev.percorso.server.people.People;
import dev.percorso.server.people.PersonChanges;
import dev.percorso.server.people.PersonMerge;
import dev.percorso.server.store.Database;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one person of two when a user says so, and takes explicit merges back. Undoing works out anew who is who from the
 * persons' events, gives stored events to the right person and builds the journey index anew; it survives a stop.
 */
public final class Merges implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Merges.class);

    private final Database database;
    private final People people;
    private final MergeHistoryStore merges;
    private final Projector projector;
    private final EventFileWriter events;
    private final Journeys journeys;
    private final ExecutorService background = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("merge-undo").daemon().factory());

    public Merges(
            Database database,
            People people,
            MergeHistoryStore merges,
            Projector projector,
            EventFileWriter events,
            Journeys journeys) {
        this.database = database;
        this.people = people;
        this.merges = merges;
        this.projector = projector;
        this.events = events;
        this.journeys = journeys;
    }

    /** Goes on with what the last stop interrupted. */
    public void start() {
        background.execute(this::undoBegun);
    }

    /** Makes one person of two; {@code into} remains. */
    List<PersonMerge> merge(WorkspaceId workspace, int into, int other, String by) {
        people.known(workspace, into);
        people.known(workspace, other);
        PersonChanges changes = database.write(handle -> {
            PersonChanges made = merges.merge(handle, workspace, other, into, by);
            projector.forgetIdentities();
            return made;
        });
        journeys.changed(workspace, changes);
        return merges.history(workspace, into);
    }

    List<PersonMerge> history(WorkspaceId workspace, int person) {
        return merges.history(workspace, people.canonical(workspace, person));
    }

    /** Persons who may be the same one. */
    List<Integer> alike(WorkspaceId workspace, int person) {
        return merges.alike(workspace, people.canonical(workspace, person));
    }

    /** Begins to take a merge back. */
    void undo(WorkspaceId workspace, long merge, String by) {
        merges.beginUndo(workspace, merge, by);
        background.execute(this::undoBegun);
    }

    private void undoBegun() {
        for (MergeHistoryStore.Undoing undoing : merges.begun()) {
            try {
                undo(undoing);
            } catch (IOException | RuntimeException failure) {
                LOG.error("undoing the merge {} failed; it is tried again at the next start", undoing.merge(), failure);
            }
        }
    }

    private void undo(MergeHistoryStore.Undoing undoing) throws IOException {
        MergeHistoryStore.Replay replay = merges.replay(undoing);
        events.reassign(undoing.workspace(), undoing.group(), replay::accept, handle -> {
            projector.forgetIdentities();
            return replay.finish(handle);
        });
        journeys.rebuild(undoing.workspace());
        merges.finishUndo(undoing);
    }

    /** Stops after the undoing under way. */
    @Override
    public void close() {
        Stopping.afterWork(background);
    }
}
