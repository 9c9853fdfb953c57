package dev.percorso.server.privacy;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.ProjectedEvent;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import dev.percorso.server.journal.Journeys;
import dev.percorso.server.journal.StoredEvents;
import dev.percorso.server.people.DataSubject;
import dev.percorso.server.people.People;
import dev.percorso.server.people.Person;
import dev.percorso.server.people.PersonFacts;
import dev.percorso.server.store.Database;
import dev.percorso.server.store.EventSelection;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Everything that is kept about one person as one JSON document, written as it is read. */
public final class AccessExport {
    /** Told in the document, so that whoever reads it knows what to expect; the manual describes it. */
    private static final String FORMAT = "percorso-person-export/1";

    private final Database database;
    private final People people;
    private final PersonFacts facts;
    private final Erasures.Keepers keepers;
    private final StoredEvents stored;
    private final InstantSource clock;

    public AccessExport(
            Database database,
            People people,
            PersonFacts facts,
            Erasures.Keepers keepers,
            StoredEvents stored,
            InstantSource clock) {
        this.database = database;
        this.people = people;
        this.facts = facts;
        this.keepers = keepers;
        this.stored = stored;
        this.clock = clock;
    }

    /** The person that remains of the number. */
    Person person(WorkspaceId workspace, int number) {
        return people.known(workspace, number);
    }

    void write(WorkspaceId workspace, Person person, OutputStream target) throws IOException {
        DataSubject subject = keepers.people().subject(workspace, List.of(person.id()));
        Journeys journeys = keepers.journeys();
        try (JsonGenerator json = Json.MAPPER.createGenerator(target)) {
            json.writeStartObject();
            json.writeStringProperty("format", FORMAT);
            json.writeStringProperty("workspace", workspace.value());
            json.writeStringProperty("exportedAt", clock.instant().toString());
            json.writePOJOProperty("person", known(workspace, person, subject));
            for (Map.Entry<String, Object> part : parts(subject).entrySet()) {
                json.writePOJOProperty(part.getKey(), part.getValue());
            }
            json.writePOJOProperty("segments", facts.segmentsOf(workspace, person.id()));
            json.writePOJOProperty("sessions", sessions(journeys.snapshot(workspace), person.id()));
            json.writeArrayPropertyStart("events");
            stored.read(
                    workspace,
                    0,
                    new EventSelection.OfPersons(new HashSet<>(subject.numbers())),
                    events -> events.forEach(event -> write(event, json)));
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private Map<String, Object> known(WorkspaceId workspace, Person person, DataSubject subject) {
        Map<String, Object> known = new LinkedHashMap<>();
        known.put("id", Integer.toString(person.id()));
        known.put("numbers", subject.numbers());
        known.put("label", person.label());
        person.email().ifPresent(email -> known.put("email", email));
        known.put("identified", person.identified());
        known.put("firstKnownAt", person.createdAt());
        facts.stageOf(workspace, keepers.journeys().snapshot(workspace), person.id())
                .ifPresent(stage -> known.put("stage", stage));
        return known;
    }

    private Map<String, Object> parts(DataSubject subject) {
        return database.read(handle -> {
            Map<String, Object> parts = new LinkedHashMap<>(keepers.people().export(handle, subject));
            keepers.others().forEach(owner -> parts.putAll(owner.export(handle, subject)));
            return parts;
        });
    }

    /** When a session began and ended, and how many events it has. */
    private record SessionSpan(Instant from, Instant to, int events) {}

    private static List<SessionSpan> sessions(Snapshot snapshot, int person) {
        Journey journey = snapshot.journey(person);
        List<SessionSpan> sessions = new ArrayList<>();
        int start = 0;
        for (int event = 1; event <= journey.size(); event++) {
            if (event == journey.size() || journey.session(event) != journey.session(start)) {
                sessions.add(new SessionSpan(
                        Instant.ofEpochMilli(journey.time(start)),
                        Instant.ofEpochMilli(journey.time(event - 1)),
                        event - start));
                start = event;
            }
        }
        return sessions;
    }

    private static void write(ProjectedEvent projected, JsonGenerator json) {
        Event event = projected.event();
        Map<String, Object> written = new LinkedHashMap<>();
        written.put("time", event.time());
        written.put("kind", event.kind());
        written.put("name", event.name());
        written.put("messageId", event.messageId());
        event.anonymousId().ifPresent(id -> written.put("anonymousId", id));
        event.userId().ifPresent(id -> written.put("userId", id));
        event.previousId().ifPresent(id -> written.put("previousId", id));
        written.put("source", event.source());
        written.put("properties", event.properties());
        written.put("traits", event.traits());
        json.writePOJO(written);
    }
}
