package dev.percorso.server.privacy;

import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.journal.EventFileWriter;
import dev.percorso.server.journal.Journal;
import dev.percorso.server.journal.Journeys;
import dev.percorso.server.journal.Projector;
import dev.percorso.server.people.DataSubject;
import dev.percorso.server.people.ErasedIds;
import dev.percorso.server.people.PeopleDataStore;
import dev.percorso.server.people.PersonalData;
import dev.percorso.server.people.PersonalFiles;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.Rewritten;
import dev.percorso.server.work.Worker;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets persons, on a thread of its own. From the moment of the request their ids are refused; then their events leave
 * the log and the event files, the journey index and all records, and at last both databases are written anew, because a
 * deleted row leaves its bytes behind. Each step can be done again: after a stop an erasure goes on by itself.
 */
public final class Erasures implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Erasures.class);
    private static final Duration LONGEST_PROJECTION = Duration.ofSeconds(30);
    private static final Duration REST = Duration.ofSeconds(5);
    /** Writing the databases anew takes at most about this part of the time, however many erasures come. */
    private static final int PART_FOR_CLEANING = 10;
    /** Taking more persons out of an index one by one is slower than building it anew. */
    private static final int MOST_FROM_INDEX = 1_000;

    /**
     * The parts of the server that have something about persons.
     *
     * @param others everyone who keeps something, the people's own tables excepted
     * @param files beside the databases and the event files
     */
    public record Keepers(
            PeopleDataStore people,
            List<PersonalData> others,
            PersonalFiles files,
            ErasedIds erased,
            Journal journal,
            Projector projector,
            EventFileWriter events,
            Journeys journeys) {
        public Keepers {
            others = List.copyOf(others);
        }
    }

    private final Database database;
    private final ErasureStore store;
    private final RemainingStore remaining;
    private final Keepers keepers;
    private final InstantSource clock;
    private final Ids ids;
    private final Worker worker = new Worker("erasures", REST, this::step);
    /** What to look for at the end, of erasures that this server began; never on disk. */
    private final Map<String, List<String>> telling = new HashMap<>();

    private long nextCleaning;

    public Erasures(Database database, Keepers keepers, InstantSource clock, Ids ids) {
        this.database = database;
        this.store = new ErasureStore(database);
        this.remaining = new RemainingStore(database);
        this.keepers = keepers;
        this.clock = clock;
        this.ids = ids;
        this.nextCleaning = System.nanoTime();
    }

    /** Takes up what the last stop interrupted. */
    public void start() {
        worker.start();
    }

    /** Begins to forget a person; when this returns, new events of the person are refused. */
    Erasure request(WorkspaceId workspace, int person, String requestedBy) {
        if (store.isUnderWay(workspace, person)) {
            throw ProblemException.of(ErrorCode.ALREADY_EXISTS, "This person is being erased already");
        }
        String id = ids.next();
        database.run(handle -> {
            DataSubject subject = keepers.people().subject(handle, workspace, List.of(person));
            Set<String> hashes = keepers.erased().hashes(subject);
            ErasureStore.insert(
                    handle,
                    new ErasureStore.New(subject, id, Erasure.Reason.REQUEST, requestedBy, hashes),
                    clock.instant());
        });
        keepers.erased().reload();
        worker.wake();
        return store.find(workspace, id).orElseThrow();
    }

    /** Begins to forget persons whose time is over. They may come again, as somebody new. */
    public void expire(WorkspaceId workspace, Set<Integer> persons) {
        String id = ids.next();
        database.run(handle -> {
            DataSubject subject = keepers.people().subject(handle, workspace, persons);
            ErasureStore.insert(
                    handle, new ErasureStore.New(subject, id, Erasure.Reason.RETENTION, "", Set.of()), clock.instant());
        });
        worker.wake();
    }

    List<Erasure> list(WorkspaceId workspace) {
        return store.list(workspace);
    }

    /** Takes events with the ids of an erased person again. */
    void lift(WorkspaceId workspace, String id) {
        if (!store.lift(workspace, id, clock.instant())) {
            throw ProblemException.notFound("A finished erasure '" + id + "'");
        }
        keepers.erased().reload();
    }

    /** Does everything that waits, on the caller's thread: for commands, which do not {@link #start}. */
    public void finishWaiting() {
        while (step()) {
            nextCleaning = System.nanoTime();
        }
    }

    /** Brings every open erasure on; false when there is nothing to do now. */
    private boolean step() {
        boolean moved = false;
        for (ErasureStore.Open erasure : store.open()) {
            if (!worker.isClosing() && erasure.phase() != Erasure.Phase.CLEANING) {
                moved |= attempt(erasure);
            }
        }
        List<ErasureStore.Open> toClean = store.open().stream()
                .filter(erasure -> erasure.phase() == Erasure.Phase.CLEANING)
                .toList();
        if (!worker.isClosing() && !toClean.isEmpty() && System.nanoTime() - nextCleaning >= 0) {
            moved |= clean(toClean);
        }
        return moved;
    }

    private boolean attempt(ErasureStore.Open erasure) {
        try {
            forget(erasure);
            return true;
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException failure) {
            LOG.error("the erasure {} cannot go on and is tried again", erasure.id(), failure);
            store.failed(erasure, "It is tried again; the cause is in the server's log");
        }
        return false;
    }

    private void forget(ErasureStore.Open erasure) throws IOException, InterruptedException {
        WorkspaceId workspace = erasure.workspace();
        DataSubject subject = keepers.people().subject(workspace, erasure.numbers());
        if (erasure.reason() == Erasure.Reason.REQUEST) {
            telling.put(erasure.id(), subject.telling());
        }
        store.enter(erasure, Erasure.Phase.EVENTS);
        if (erasure.reason() == Erasure.Reason.REQUEST) {
            keepers.files().forget(subject);
        }
        if (!keepers.journal().awaitProjectedSoFar(LONGEST_PROJECTION)) {
            throw new IOException("what was accepted before the erasure is not projected yet");
        }
        EventForgetting forgetting = new EventForgetting(subject, erasure.reason() == Erasure.Reason.REQUEST);
        Rewritten outcome = keepers.events().rewrite(workspace, forgetting.selection(), forgetting);
        store.removed(erasure, outcome);
        store.enter(erasure, Erasure.Phase.INDEX);
        if (outcome.changed() > 0 || subject.numbers().size() > MOST_FROM_INDEX) {
            keepers.journeys().rebuild(workspace);
        }
        keepers.journeys().erase(workspace, subject.numbers());
        store.enter(erasure, Erasure.Phase.RECORDS);
        database.run(handle -> {
            keepers.others().forEach(owner -> owner.erase(handle, subject));
            keepers.people().erase(handle, subject);
            keepers.projector().forgetIdentities();
            ErasureStore.enter(handle, erasure, Erasure.Phase.CLEANING);
        });
    }

    /** Writes the databases anew, once for all erasures that wait for it. */
    private boolean clean(List<ErasureStore.Open> waiting) {
        long start = System.nanoTime();
        for (ErasureStore.Open erasure : waiting) {
            // A turn of a flow or a message that was under way may have written once more.
            DataSubject numbers = new DataSubject(erasure.workspace(), erasure.numbers(), List.of(), List.of());
            database.run(handle -> keepers.others().forEach(owner -> owner.erase(handle, numbers)));
        }
        database.run(keepers.people()::compactSearch);
        boolean isJournalClean = keepers.journal().scrub();
        boolean isClean = database.scrub() && isJournalClean;
        nextCleaning = System.nanoTime() + PART_FOR_CLEANING * (System.nanoTime() - start);
        if (!isClean) {
            return false;
        }
        for (ErasureStore.Open erasure : waiting) {
            List<String> texts = telling.remove(erasure.id());
            store.finish(erasure, texts == null ? List.of() : remaining.places(texts), clock.instant());
        }
        keepers.erased().reload();
        return true;
    }

    /** Stops after the step under way. */
    @Override
    public void close() {
        worker.close();
    }
}
