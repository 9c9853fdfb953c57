package dev.percorso.server.journal;

import dev.percorso.server.event.Event;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.ErasedIds;
import dev.percorso.server.people.PeopleStore;
import dev.percorso.server.people.PersonReplayStore;
import dev.percorso.server.store.Database;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Journal, projector, files and index over a folder, as the server puts them together. */
final class Pipeline implements AutoCloseable {
    static final WorkspaceId SHOP = new WorkspaceId("shop");
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    final Database database;
    final EventFiles files;
    final ProjectedLog log;
    final CheckpointStore checkpoints;
    final Journeys journeys;
    final PeopleStore people;
    final EventFileWriter fileWriter;
    final Journal journal;
    final Projector projector;

    Pipeline(Path folder) {
        this(folder, () -> NOW);
    }

    Pipeline(Path folder, InstantSource clock) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Troubles troubles = new Troubles(clock);
        database = Database.open(folder.resolve("state.sqlite"));
        files = new EventFiles(database, folder.resolve("files"));
        log = new ProjectedLog(database);
        checkpoints = new CheckpointStore(database);
        journeys = new Journeys(
                folder.resolve("index"),
                log,
                files,
                new PersonReplayStore(database),
                workspace -> Duration.ofMinutes(30),
                clock,
                50_000,
                troubles);
        people = new PeopleStore(database, clock, journeys);
        fileWriter = new EventFileWriter(database, log, files, clock, 50_000, troubles);
        journal = Journal.open(folder.resolve("journal.sqlite"), Projector.checkpoint(database), clock, troubles);
        projector = new Projector(
                journal,
                database,
                folder.resolve("seen"),
                new ErasedIds(database, new Ids()),
                journeys,
                List.of(fileWriter),
                troubles);
    }

    Pipeline start() {
        projector.start();
        return this;
    }

    void append(Event... events) {
        journal.append(SHOP, "source", List.of(events));
    }

    void awaitProjected() throws InterruptedException {
        for (int look = 0; look < 10_000 && journal.unprojectedEvents() > 0; look++) {
            Thread.sleep(2);
        }
        if (journal.unprojectedEvents() > 0) {
            throw new AssertionError(journal.unprojectedEvents() + " events are not projected after 20 seconds");
        }
    }

    List<ProjectedEvent> everything() {
        List<ProjectedEvent> all = new ArrayList<>();
        new StoredEvents(files, log).read(SHOP, 0, new EventSelection.Everything(), all::addAll);
        return all;
    }

    static Event track(String messageId, String name, Optional<String> anonymousId, Optional<String> userId) {
        return event(messageId, Event.Kind.TRACK, name, anonymousId, userId, Map.of());
    }

    static Event event(
            String messageId,
            Event.Kind kind,
            String name,
            Optional<String> anonymousId,
            Optional<String> userId,
            Map<String, Object> traits) {
        return new Event(
                messageId,
                kind,
                name,
                anonymousId,
                userId,
                Optional.empty(),
                NOW,
                Map.of("path", "/" + messageId, "value", 12.5, "items", 3L, "member", true),
                traits,
                "source");
    }

    @Override
    public void close() {
        projector.close();
        journal.close();
        fileWriter.close();
        journeys.close();
        database.close();
    }
}
