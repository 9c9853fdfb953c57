package dev.percorso.server.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.Event.Kind;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A map with four steps A·C·P·R against journeys whose figures are worked out by hand. */
class MapTest {
    private static final WorkspaceId SHOP = new WorkspaceId("shop");
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final String BASE = "/api/workspaces/shop";
    private static final Map<String, String> SCOPE = Map.of("from", "2026-03-01", "to", "2026-03-31");
    private static final String MAP = """
            {"name": "Acquire", "goal": {"event": "P"},
             "stages": [{"id": "s1", "name": "One", "hue": "awareness"}, {"id": "s2", "name": "Two", "hue": "purchase"}],
             "lanes": [{"id": "t", "kind": "touchpoints"}],
             "cards": [
               {"id": "a", "stage": "s1", "lane": "t", "title": "Step A", "binding": {"event": "A"}, "step": "mandatory"},
               {"id": "c", "stage": "s1", "lane": "t", "title": "Step C", "binding": {"event": "C"}, "step": "mandatory"},
               {"id": "p", "stage": "s2", "lane": "t", "title": "Step P", "binding": {"event": "P"}, "step": "mandatory"},
               {"id": "r", "stage": "s2", "lane": "t", "title": "Step R", "binding": {"event": "R"}, "step": "mandatory"},
               {"id": "n", "stage": "s2", "lane": "t", "title": "A note"}],
             "emotions": [{"id": "e1", "stage": "s1", "position": 0.5, "value": 1.5}]}
            """;

    @TempDir
    private Path data = Path.of("");

    private RunningPercorso percorso;
    private final List<Event> events = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // JUnit calls start() first
    MapTest() {}

    @BeforeEach
    void start() throws Exception {
        percorso = new RunningPercorso(data, () -> START.plus(Duration.ofDays(20)));
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop", "timeZone", "UTC"));
    }

    @AfterEach
    void stop() {
        percorso.close();
    }

    private void journey(String person, String... names) {
        for (int i = 0; i < names.length; i++) {
            Map<String, Object> properties = names[i].equals("Survey Answered") ? Map.of("score", 5L) : Map.of();
            events.add(new Event(
                    person + i,
                    Kind.TRACK,
                    names[i],
                    Optional.empty(),
                    Optional.of(person),
                    Optional.empty(),
                    START.plus(Duration.ofHours(i)),
                    properties,
                    Map.of(),
                    "test"));
        }
    }

    private String createMap() throws IOException, InterruptedException {
        percorso.percorso().collector().accept(SHOP, "test", List.copyOf(events));
        percorso.percorso().awaitProjection();
        Answer created = percorso.send("POST", BASE + "/maps", MAP, percorso.session());
        assertEquals(201, created.status(), created.text());
        return BASE + "/maps/" + created.json().get("id").asString();
    }

    @Test
    void shouldScoreTheSkippedStepAsPublished() throws Exception {
        journey("anna", "A", "P", "R");
        String map = createMap();

        JsonNode result = percorso.post(map + "/conformance", SCOPE).json();

        assertEquals(1 - 1.0 / 7, result.get("fitness").asDouble(), 1e-12);
        assertEquals(0, result.at("/conformanceRate/value").asDouble());
        assertEquals(0.75, result.get("stepCoverage").asDouble());
        assertEquals("missing", result.at("/deviations/0/kind").asString());
        assertEquals("c", result.at("/deviations/0/card").asString());
        assertEquals("Step C", result.at("/deviations/0/label").asString());
    }

    @Test
    void shouldLeadFromADeviationToItsPeople() throws Exception {
        journey("anna", "A", "C", "P", "R");
        journey("bruno", "A", "P", "R");
        journey("carla", "A", "C");
        String map = createMap();

        JsonNode deviations = percorso.post(map + "/conformance", SCOPE).json().get("deviations");
        JsonNode skipped = null;
        for (JsonNode deviation : deviations) {
            if (deviation.get("id").asString().equals("missing:c")) {
                skipped = deviation;
            }
        }
        assertTrue(skipped != null && skipped.get("persons").asInt() == 1, deviations.toString());
        Answer people = percorso.post(
                BASE + "/reports/people",
                Map.of(
                        "kind",
                        "deviation",
                        "map",
                        map.substring(map.lastIndexOf('/') + 1),
                        "deviation",
                        "missing:c",
                        "scope",
                        SCOPE));
        assertEquals(200, people.status(), people.text());
        assertEquals(1, people.json().get("total").asInt());
        assertEquals("bruno", people.json().at("/people/0/label").asString());
    }

    @Test
    void shouldShowRealFiguresOnCardsAndBetweenStages() throws Exception {
        journey("anna", "A", "C", "P", "Survey Answered", "R");
        journey("bruno", "A", "A", "P", "A");
        journey("carla", "A", "C");
        String map = createMap();

        JsonNode live = percorso.post(map + "/live", SCOPE).json();

        assertEquals(3, live.get("persons").asInt());
        JsonNode card = live.at("/cards/0");
        assertEquals("a", card.get("card").asString());
        assertEquals(3, card.get("persons").asInt());
        assertEquals(5, card.get("occurrences").asInt());
        assertEquals(2.0 / 3, card.at("/conversion/value").asDouble(), 1e-12);
        assertEquals(2 * 3600, card.get("medianSecondsToGoal").asDouble());
        assertEquals(2, live.at("/stages/1/persons").asInt());
        assertEquals(2, live.at("/stages/1/satisfaction").asDouble());
        JsonNode transition = live.at("/transitions/0");
        assertEquals(2, transition.get("on").asInt());
        assertEquals(1, transition.get("returned").asInt());
        assertEquals(1, transition.get("left").asInt());
        assertEquals(0, transition.get("skipped").asInt());
        String stage = transition.get("from").asString();
        for (String part : List.of("on", "returned", "left", "skipped")) {
            assertEquals(
                    transition.get(part).asInt(),
                    behind(map, Map.of("kind", "mapStage", "stage", stage, "part", part))
                            .size(),
                    part);
        }
        assertEquals(List.of("bruno"), behind(map, Map.of("kind", "mapStage", "stage", stage, "part", "returned")));
        assertEquals(List.of("anna", "bruno", "carla"), behind(map, Map.of("kind", "mapStage", "stage", stage)));
        assertEquals(List.of("anna"), behind(map, Map.of("kind", "cases", "part", "fitting")));
        assertEquals(List.of("bruno", "carla"), behind(map, Map.of("kind", "cases", "part", "deviating")));
        // A survey's answer measures; nothing that a map should know.
        assertEquals(List.of(), behind(map, Map.of("kind", "cases", "part", "beyond")));
    }

    private List<String> behind(String map, Map<String, Object> figure) throws Exception {
        Map<String, Object> query = new HashMap<>(figure);
        query.put("map", map.substring(map.lastIndexOf('/') + 1));
        query.put("scope", SCOPE);
        Answer people = percorso.post(BASE + "/reports/people", query);
        assertEquals(200, people.status(), people.text());
        return StreamSupport.stream(people.json().get("people").spliterator(), false)
                .map(person -> person.get("label").asString())
                .sorted()
                .toList();
    }

    @Test
    void shouldKeepAnEditThatWasMadeFromAnOldRevision() throws Exception {
        String map = createMap();
        String save = MAP.stripTrailing();
        String first = save.substring(0, save.length() - 1).replace("Acquire", "First") + ", \"revision\": 1}";
        String second = save.substring(0, save.length() - 1).replace("Acquire", "Second") + ", \"revision\": 1}";

        assertEquals(200, percorso.send("PUT", map, first, percorso.session()).status());
        Answer refused = percorso.send("PUT", map, second, percorso.session());

        assertEquals(409, refused.status());
        assertTrue(refused.text().contains("Ada saved this map meanwhile"), refused.text());
        assertEquals("First", percorso.get(map).json().get("name").asString());
        assertEquals(2, percorso.get(map).json().get("revision").asInt());
        assertEquals(1.5, percorso.get(map).json().at("/emotions/0/value").asDouble());
    }

    @Test
    void shouldSayWhatIsWrongWithAMap() throws Exception {
        Answer wrong = percorso.send(
                "POST",
                BASE + "/maps",
                MAP.replace("\"stage\": \"s1\", \"lane\"", "\"stage\": \"s9\", \"lane\""),
                percorso.session());
        assertEquals(422, wrong.status());
        assertTrue(wrong.text().contains("stands in the stage 's9', which the map does not have"), wrong.text());

        Answer unbound = percorso.post(
                BASE + "/maps", Map.of("name", "Empty", "stages", List.of(), "lanes", List.of(), "cards", List.of()));
        Answer conformance =
                percorso.post(BASE + "/maps/" + unbound.json().get("id").asString() + "/conformance", SCOPE);
        assertEquals(409, conformance.status());
        assertTrue(conformance.text().contains("No card of this map is bound"), conformance.text());
    }

    @Test
    void shouldPutPeopleIntoStagesAndPersonasOnSegments() throws Exception {
        journey("anna", "A", "P");
        journey("bruno", "A");
        createMap();
        String model = """
                {"stages": [
                  {"id": "one", "name": "One", "hue": "awareness", "enter": [{"event": "A"}]},
                  {"id": "two", "name": "Two", "hue": "purchase", "enter": [{"event": "P"}], "exitAfterDays": 400}]}
                """;
        Answer saved = percorso.send("PUT", BASE + "/stages", model, percorso.session());
        assertEquals(200, saved.status(), saved.text());
        assertEquals("{\"stage\":\"two\",\"persons\":1}", Json.text(saved.json().at("/occupancy/1")));

        Answer segment = percorso.post(
                BASE + "/segments", Map.of("name", "Buyers", "condition", Map.of("type", "stage", "stage", "two")));
        assertEquals(201, segment.status(), segment.text());
        String id = segment.json().get("id").asString();
        Answer persona = percorso.post(BASE + "/personas", Map.of("name", "Martina", "segment", id));
        assertEquals(201, persona.status(), persona.text());
        assertEquals(1, persona.json().get("size").asInt());
        assertEquals(0.5, persona.json().get("share").asDouble());
        assertFalse(persona.json().has("revenueInterval"), "one person says nothing about others");

        Answer inUse = percorso.delete(BASE + "/segments/" + id);
        assertEquals(409, inUse.status());
        assertTrue(inUse.text().contains("Martina"), inUse.text());
    }
}
