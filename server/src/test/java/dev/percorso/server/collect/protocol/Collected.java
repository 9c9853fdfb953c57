package dev.percorso.server.collect.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.people.Person;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What has come of the calls to a workspace: events, persons, refusals. */
record Collected(RunningPercorso percorso, WorkspaceId workspace) {
    Snapshot visible(long events) throws InterruptedException {
        percorso.percorso().awaitProjection();
        for (int look = 0; look < 2_000; look++) {
            Snapshot snapshot = percorso.percorso().journeys().snapshot(workspace);
            if (snapshot.eventCount() >= events) {
                assertEquals(events, snapshot.eventCount());
                return snapshot;
            }
            Thread.sleep(5);
        }
        throw new AssertionError(
                "%d events are not visible after 10 seconds; refused: %s".formatted(events, refusals()));
    }

    private String refusals() {
        try {
            return letters().toString();
        } catch (Exception failure) {
            return failure.toString();
        }
    }

    JsonNode letters() throws Exception {
        return percorso.get("/api/workspaces/" + workspace + "/dead-letters").json();
    }

    Person user(String id) {
        return percorso.percorso()
                .people()
                .find(workspace, IdentityKind.USER, id)
                .orElseThrow(() -> new AssertionError("nobody is " + id + "; refused: " + refusals()));
    }

    static List<String> names(Journey journey) {
        List<String> names = new ArrayList<>();
        for (int event = 0; event < journey.size(); event++) {
            names.add(journey.name(event));
        }
        return names;
    }

    static @Nullable Object value(Snapshot snapshot, Journey journey, int event, String property) {
        return journey.value(event, snapshot.property(property));
    }

    static void assertValues(Snapshot snapshot, Journey journey, int event, Map<String, Object> expected) {
        expected.forEach((name, value) -> assertEquals(value, value(snapshot, journey, event, name), name));
    }
}
