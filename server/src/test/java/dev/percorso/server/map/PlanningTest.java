package dev.percorso.server.map;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.SettableClock;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.Event.Kind;
import dev.percorso.server.event.WorkspaceId;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What stands around the maps, on one server: four people, of whom two read the guide and two order. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PlanningTest {
    private static final OpenApi OPEN_API = OpenApi.load();
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final String BASE = "/api/workspaces/shop";
    private static final Map<String, String> SCOPE = Map.of("from", "2026-03-01", "to", "2026-03-31");

    private final SettableClock clock = new SettableClock(START.plus(Duration.ofDays(20)));
    private final RunningPercorso percorso;
    private String guide = "";
    private String persona = "";

    PlanningTest(@TempDir Path data) throws Exception {
        percorso = new RunningPercorso(data, clock);
    }

    @BeforeAll
    void start() throws Exception {
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop", "timeZone", "UTC"));
        List<Event> events = new ArrayList<>();
        journey(events, "anna", Map.of(), "Guide", "Order Completed");
        journey(events, "bruno", Map.of(), "Guide", "Page Engaged");
        journey(events, "carla", Map.of(), "Order Completed");
        journey(events, "dario", Map.of("channel", "mail"), "Leaflet", "Leaflet");
        percorso.percorso().collector().accept(new WorkspaceId("shop"), "test", events);
        percorso.percorso().awaitProjection();
        guide = created("/touchpoints", touchpoint("Guide", "Guide"));
        created("/touchpoints", touchpoint("Till", "Order Completed"));
        String readers = created(
                "/segments",
                Map.of(
                        "name",
                        "Readers",
                        "condition",
                        Map.of(
                                "type",
                                "event",
                                "match",
                                Map.of("event", "Guide"),
                                "comparison",
                                "atLeast",
                                "count",
                                1)));
        persona = created("/personas", Map.of("name", "Reader", "segment", readers));
        created("/personas", Map.of("name", "Nobody yet"));
        created("/maps", map());
    }

    @AfterAll
    void stop() {
        percorso.close();
    }

    private static void journey(List<Event> events, String person, Map<String, Object> properties, String... names) {
        for (int i = 0; i < names.length; i++) {
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

    private static Map<String, Object> touchpoint(String name, String event) {
        return Map.of(
                "name", name, "channel", "website", "direct", true, "online", true, "binding", Map.of("event", event));
    }

    private Map<String, Object> map() {
        return Map.of(
                "name",
                "Reading",
                "persona",
                persona,
                "stages",
                List.of(Map.of("id", "s", "name", "One", "hue", "awareness")),
                "lanes",
                List.of(Map.of("id", "t", "kind", "touchpoints")),
                "cards",
                List.of(Map.of("id", "c", "stage", "s", "lane", "t", "title", "Reads", "touchpoint", guide)),
                "emotions",
                List.of(
                        Map.of("id", "e", "stage", "s", "position", 0.2, "value", 1),
                        Map.of("id", "f", "stage", "s", "position", 0.8, "value", 2)));
    }

    private String created(String path, Map<String, Object> body) throws Exception {
        Answer created = percorso.post(BASE + path, body);
        assertEquals(201, created.status(), created.text());
        return created.json().get("id").asString();
    }

    private static JsonNode by(JsonNode list, String field, String value) {
        return StreamSupport.stream(list.spliterator(), false)
                .filter(one -> one.at(field).asString().equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + value + " in " + list));
    }

    @Test
    void shouldCompareThoseWhoMetATouchpointWithTheOthers() throws Exception {
        JsonNode figures = percorso.post(BASE + "/touchpoints/figures", SCOPE).json();

        assertEquals(List.of(), OPEN_API.faults("TouchpointFigures", figures));
        assertEquals(4, figures.get("persons").asLong());
        assertEquals(0.5, figures.at("/conversion/value").asDouble());
        // The heartbeat of a page is nothing that a touchpoint should know.
        assertEquals(6, figures.get("events").asLong());
        assertEquals(4, figures.get("known").asLong());
        JsonNode effect = by(figures.get("touchpoints"), "/touchpoint", guide);
        assertEquals(0.5, effect.get("share").asDouble());
        assertEquals(0.5, effect.at("/conversion/value").asDouble());
        assertEquals(0.5, effect.at("/others/value").asDouble());
        // Newcombe's interval of 1/2 against 1/2, from Wilson's 0.0945 to 0.9055 of each.
        assertEquals(0, effect.at("/difference/value").asDouble());
        assertEquals(-Math.hypot(0.40547, 0.40547), effect.at("/difference/low").asDouble(), 1e-4);
        assertFalse(effect.get("isGoal").asBoolean());
        JsonNode till = StreamSupport.stream(figures.get("touchpoints").spliterator(), false)
                .filter(one -> one.get("isGoal").asBoolean())
                .findFirst()
                .orElseThrow();
        assertEquals(1, till.at("/conversion/value").asDouble());
    }

    @Test
    void shouldSuggestWhatTheCatalogueLacks() throws Exception {
        JsonNode suggestions =
                percorso.post(BASE + "/touchpoints/figures", SCOPE).json().get("suggestions");

        assertEquals(2, suggestions.size(), suggestions.toString());
        JsonNode event = by(suggestions, "/basis", "event");
        assertEquals("Leaflet", event.at("/touchpoint/binding/event").asString());
        assertEquals("mail", event.at("/touchpoint/channel").asString());
        assertEquals(1, event.get("persons").asLong());
        JsonNode channel = by(suggestions, "/basis", "channel");
        assertEquals("Mail", channel.at("/touchpoint/name").asString());

        Answer accepted = percorso.send(
                "POST", BASE + "/touchpoints", channel.get("touchpoint").toString(), percorso.session());
        assertEquals(201, accepted.status(), accepted.text());
        assertEquals(1, accepted.json().get("persons").asLong());
        JsonNode after = percorso.post(BASE + "/touchpoints/figures", SCOPE).json();
        assertEquals(0, after.get("suggestions").size(), after.toString());
        assertEquals(6, after.get("known").asLong());
        percorso.delete(BASE + "/touchpoints/" + accepted.json().get("id").asString());
    }

    @Test
    void shouldShowWhatAPersonaIsToFeelBesideWhatItDoes() throws Exception {
        JsonNode matrix = percorso.post(BASE + "/personas/matrix", SCOPE).json();

        assertEquals(List.of(), OPEN_API.faults("PersonaMatrix", matrix));
        assertEquals(1, matrix.get("personas").size());
        JsonNode row = matrix.at("/personas/0");
        assertEquals(2, row.get("persons").asLong());
        JsonNode cell = by(row.get("cells"), "/touchpoint", guide);
        assertEquals(1, cell.get("share").asDouble());
        assertEquals(1, cell.get("times").asDouble());
        assertEquals(0.5, cell.at("/conversion/value").asDouble());
        assertEquals(1.5, cell.get("designed").asDouble());
        assertFalse(cell.has("satisfaction"));
        assertEquals(0.5, row.at("/ways/0/share").asDouble());
        assertEquals(guide, row.at("/ways/0/from").asString());
        assertTrue(row.at("/ways/1").isMissingNode());
    }

    @Test
    void shouldNameThePeopleBehindEachFigure() throws Exception {
        assertEquals(List.of("anna", "bruno", "carla", "dario"), people(Map.of()));
        assertEquals(List.of("anna", "carla"), people(Map.of("outcome", "converted")));
        assertEquals(List.of("dario"), people(Map.of("part", "beyond")));
        assertEquals(List.of("anna", "bruno"), people(Map.of("label", guide)));
        assertEquals(List.of("anna"), people(Map.of("label", guide, "outcome", "converted")));
        assertEquals(List.of("carla"), people(Map.of("label", guide, "part", "others", "outcome", "converted")));
        JsonNode way = percorso.post(BASE + "/personas/matrix", SCOPE).json().at("/personas/0/ways/0");
        Map<String, Object> taken = Map.of(
                "label", way.get("from").asString(), "toLabel", way.get("to").asString(), "persona", persona);
        assertEquals(List.of("anna"), people(taken));
        assertEquals(
                404,
                percorso.post(BASE + "/reports/people", asked(Map.of("label", "gone")))
                        .status());
    }

    private static Map<String, Object> asked(Map<String, Object> more) {
        Map<String, Object> query = new HashMap<>(more);
        query.putIfAbsent("kind", "touchpoint");
        query.put("scope", SCOPE);
        return query;
    }

    private List<String> people(Map<String, Object> more) throws Exception {
        Answer found = percorso.post(BASE + "/reports/people", asked(more));
        assertEquals(200, found.status(), found.text());
        return StreamSupport.stream(found.json().get("people").spliterator(), false)
                .map(person -> person.get("label").asString())
                .sorted()
                .toList();
    }

    @Test
    void shouldBringBackADeletedMapWithAllThatWasSaidOrElseLeaveNothing() throws Exception {
        String map = BASE + "/maps/" + created("/maps", map());
        percorso.post(map + "/comments", Map.of("text", "Is this so?"));
        percorso.post(map + "/versions", Map.of("name", "First"));
        percorso.put(map + "/governance", Map.of("owner", "Ada"));
        JsonNode before = percorso.get(map).json();

        assertEquals(204, percorso.delete(map).status());
        assertEquals(404, percorso.get(map).status());
        Answer restored = percorso.post(map + "/restore", Map.of());
        assertEquals(200, restored.status(), restored.text());
        assertEquals(before, percorso.get(map).json());
        assertEquals(1, percorso.get(map + "/comments").json().size());
        assertEquals(
                "Ada", percorso.get(map + "/governance").json().get("owner").asString());

        percorso.delete(map);
        assertEquals(1, percorso.get(map + "/versions").json().size());
        clock.advance(Duration.ofDays(1).plusHours(1));
        Await.until("nothing of the map", () -> got(map + "/versions").json().isEmpty());
        assertEquals(404, percorso.post(map + "/restore", Map.of()).status());
    }

    @Test
    void shouldKeepAPictureAsLongAsAPersonaNamesIt() throws Exception {
        Map<String, String> headers = new HashMap<>(percorso.session());
        headers.put("Content-Type", "application/octet-stream");
        Answer kept = percorso.send("POST", BASE + "/pictures", png(1_500, 30), headers);
        assertEquals(201, kept.status(), kept.text());
        assertEquals(List.of(), OPEN_API.faults("KeptPicture", kept.json()));
        assertEquals(1_024, kept.json().get("width").asInt());
        String picture = BASE + "/pictures/" + kept.json().get("id").asString();
        String face = BASE + "/personas/"
                + created(
                        "/personas",
                        Map.of("name", "Face", "picture", kept.json().get("id").asString()));

        Answer shown = percorso.get(picture);
        assertEquals(Optional.of("image/jpeg"), shown.header("Content-Type"));
        assertEquals(Optional.of("default-src 'none'; sandbox"), shown.header("Content-Security-Policy"));
        assertEquals(Optional.of("nosniff"), shown.header("X-Content-Type-Options"));
        byte[] page = "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>".getBytes(UTF_8);
        assertEquals(
                415, percorso.send("POST", BASE + "/pictures", page, headers).status());
        assertEquals(
                415,
                percorso.send("POST", BASE + "/pictures", Arrays.copyOf(png(40, 40), 60), headers)
                        .status());

        clock.advance(Duration.ofHours(2));
        percorso.delete(face);
        clock.advance(Duration.ofDays(1).plusHours(1));
        Await.until("no picture", () -> got(picture).status() == 404);
    }

    private Answer got(String path) {
        try {
            return percorso.get(path);
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static byte[] png(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", bytes);
        return bytes.toByteArray();
    }

    @Test
    void shouldTellWhatTheStageModelWas() throws Exception {
        for (String name : List.of("One", "Uno")) {
            Map<String, Object> model = Map.of(
                    "stages",
                    List.of(
                            Map.of("id", "one", "name", name, "hue", "awareness", "rules", List.of()),
                            Map.of("id", "two", "name", "Two", "hue", "purchase", "rules", List.of())));
            Answer saved = percorso.put(BASE + "/stages", model);
            assertEquals(200, saved.status(), saved.text());
        }
        JsonNode history = percorso.get(BASE + "/stages/history").json();
        assertEquals(List.of(), OPEN_API.faultsOfEach("SavedStageModel", history));
        assertEquals(2, history.size());
        assertEquals("Uno", history.at("/0/model/stages/0/name").asString());
        assertEquals("One", history.at("/1/model/stages/0/name").asString());
    }
}
