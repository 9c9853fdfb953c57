package dev.percorso.server.exchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Maps leave as Percorso's own files and come back as they were, through the whole server. */
class MapFileTest {
    private static final OpenApi OPEN_API = OpenApi.load();
    private static final String SHOP = "/api/workspaces/shop";
    private static final String OTHER = "/api/workspaces/other";

    private static @Nullable RunningPercorso running;

    @BeforeContainer
    static void start() throws Exception {
        running = new RunningPercorso(
                Files.createTempDirectory("map-files"), () -> Instant.parse("2026-03-01T10:00:00Z"));
        server().post("/api/workspaces", Map.of("id", "shop", "name", "Shop", "timeZone", "UTC"));
        server().post("/api/workspaces", Map.of("id", "other", "name", "Other", "timeZone", "UTC"));
    }

    @AfterContainer
    static void stop() {
        server().close();
    }

    private static RunningPercorso server() {
        return java.util.Objects.requireNonNull(running);
    }

    private static Answer send(String workspace, byte[] file) throws IOException, InterruptedException {
        return server().send("POST", workspace + "/maps/import", file, server().session());
    }

    private static byte[] throughWorkspace(String workspace, byte[] file) throws IOException, InterruptedException {
        Answer taken = send(workspace, file);
        assertEquals(201, taken.status(), taken.text());
        assertEquals(List.of(), OPEN_API.faults("ImportedMap", taken.json()));
        Answer given =
                server().get(workspace + "/maps/" + taken.json().at("/map/id").asString() + "/export");
        assertEquals(200, given.status(), given.text());
        return given.raw().body();
    }

    /** The map with what it refers to in the place of the reference: what must not change, whatever keys are called. */
    private static JsonNode expanded(byte[] file) {
        JsonNode document = Json.tree(file);
        ObjectNode map = (ObjectNode) document.get("map").deepCopy();
        if (map.has("persona")) {
            map.set("persona", document.get("personas").get(map.get("persona").asString()));
        }
        for (JsonNode card : map.get("cards")) {
            if (card.has("touchpoint")) {
                ((ObjectNode) card)
                        .set(
                                "touchpoint",
                                document.get("touchpoints")
                                        .get(card.get("touchpoint").asString()));
            }
        }
        return map;
    }

    @Property(tries = 20)
    void shouldComeBackAsItWas(@ForAll long seed) throws Exception {
        byte[] given = MapDocument.write(new RandomMaps(seed).next());

        byte[] first = throughWorkspace(SHOP, given);

        assertEquals(expanded(given), expanded(first));
        assertEquals(List.of(), OPEN_API.faults("MapDocument", Json.tree(first)));
        assertArrayEquals(first, throughWorkspace(SHOP, first), "in the same workspace");
        assertArrayEquals(first, throughWorkspace(OTHER, first), "in another workspace");
    }

    @Example
    void shouldBringPersonasAndTouchpointsAlongOnlyOnce() throws Exception {
        server().post("/api/workspaces", Map.of("id", "empty", "name", "Empty", "timeZone", "UTC"));
        String there = "/api/workspaces/empty";
        String file = """
                {"format": "percorso-map", "version": 1,
                 "map": {"name": "Città", "persona": "p1", "stages": [{"id": "s", "name": "One", "hue": "purchase"}],
                   "lanes": [{"id": "l", "kind": "touchpoints"}],
                   "cards": [{"id": "c", "stage": "s", "lane": "l", "title": "Pay", "touchpoint": "t1"}],
                   "emotions": []},
                 "personas": {"p1": {"name": "Vera"}},
                 "touchpoints": {"t1": {"name": "Till", "channel": "store", "direct": true, "online": false}}}
                """;

        Answer first = send(there, file.getBytes(StandardCharsets.UTF_8));
        Answer second = send(there, file.getBytes(StandardCharsets.UTF_8));
        Answer alike = send(there, file.replace("store", "kiosk").getBytes(StandardCharsets.UTF_8));

        assertEquals(2, first.json().get("notes").size(), first.text());
        assertEquals(0, second.json().get("notes").size(), second.text());
        assertEquals(1, alike.json().get("notes").size(), alike.text());
        assertEquals(1, server().get(there + "/personas").json().size());
        assertEquals(1, server().get(there + "/touchpoints").json().size());
        Answer named =
                server().get(there + "/maps/" + first.json().at("/map/id").asString() + "/export");
        assertEquals(
                "attachment; filename=\"citta.json\"",
                named.header("content-disposition").orElse(""));
        Map<String, String> italian = new HashMap<>(server().session());
        italian.put("Accept-Language", "it");
        Answer told = server().send(
                        "POST",
                        there + "/maps/import",
                        file.replace("store", "phone").getBytes(StandardCharsets.UTF_8),
                        italian);
        assertTrue(told.text().contains("punto di contatto"), told.text());
    }

    @Example
    void shouldSayWhatEachKindOfFileLeavesBehind() throws Exception {
        String file = """
                {"format": "percorso-map", "version": 1,
                 "map": {"name": "Lossy", "stages": [{"id": "s", "name": "One", "hue": "purchase"}],
                   "lanes": [{"id": "l", "kind": "actions"}, {"id": "p", "kind": "pains"}],
                   "cards": [
                     {"id": "a", "stage": "s", "lane": "l", "title": "Pays", "text": "by card", "image": "none",
                      "binding": {"event": "Paid"}, "next": [{"card": "b"}]},
                     {"id": "b", "stage": "s", "lane": "p", "title": "Slow", "severity": 4}],
                   "emotions": [{"id": "e", "stage": "s", "position": 0.5, "value": -1, "note": "waits"}]}}
                """;
        Answer taken = send(SHOP, file.getBytes(StandardCharsets.UTF_8));
        assertTrue(taken.text().contains("Not in this workspace: 1 pictures"), taken.text());
        String map = SHOP + "/maps/" + taken.json().at("/map/id").asString();
        server().post(map + "/comments", Map.of("text", "Is this so?"));

        assertEquals(List.of("comments 1", "pictures 1"), losses(map, "json"));
        assertEquals(List.of("comments 1", "ways 1"), losses(map, "pdf"));
        assertEquals(List.of("comments 1", "events 1", "severities 1", "pictures 1", "ways 1"), losses(map, "xlsx"));
        assertEquals(
                List.of(
                        "comments 1",
                        "cards 1",
                        "texts 1",
                        "feelings 1",
                        "reasons 1",
                        "events 1",
                        "severities 1",
                        "pictures 1",
                        "ways 1"),
                losses(map, "mermaid"));
    }

    private static List<String> losses(String map, String format) throws Exception {
        Answer losses = server().get(map + "/export/losses?format=" + format);
        assertEquals(List.of(), OPEN_API.faultsOfEach("MapLoss", losses.json()));
        return losses.json()
                .valueStream()
                .map(loss ->
                        loss.get("what").asString() + " " + loss.get("count").asLong())
                .toList();
    }

    @Example
    void shouldSayWhatIsWrongAndKeepNothing() throws Exception {
        int before = server().get(SHOP + "/maps").json().size();
        int touchpoints = server().get(SHOP + "/touchpoints").json().size();
        String good = """
                {"format": "percorso-map", "version": 1,
                 "map": {"name": "M", "stages": [{"id": "s", "name": "One", "hue": "purchase"}],
                   "lanes": [{"id": "l", "kind": "touchpoints"}],
                   "cards": [{"id": "c", "stage": "s", "lane": "l", "title": "Pay", "touchpoint": "t1"}],
                   "emotions": []},
                 "personas": {}, "touchpoints": {"t1": {"name": "New one", "channel": "x", "direct": true, "online": true}}}
                """;
        refused(422, "the file is empty", "");
        refused(422, "no file of a map", "\u0000\u0001binary");
        refused(422, "no table of a map", "neither this nor that");
        refused(422, "line 2: the file is not well-formed", "<CJML>\n<a></CJML>");
        refused(400, "(line 2, column", "{\"format\": \"percorso-map\",\n \"version\": }");
        refused(422, "no map of Percorso", "{\"nodes\": []}");
        refused(422, "has the version '2'", good.replace("\"version\": 1", "\"version\": 2"));
        refused(422, "/map/cards/0", good.replace("\"title\"", "\"titel\""));
        refused(422, "/map/cards/0/title", good.replace("\"title\": \"Pay\",", ""));
        refused(422, "/map/stages/0/hue", good.replace(", \"hue\": \"purchase\"", ""));
        refused(422, "one of goals, actions", good.replace("\"kind\": \"touchpoints\"", "\"kind\": \"nonsense\""));
        refused(
                422,
                "does not describe the touchpoint 't9'",
                good.replace("\"touchpoint\": \"t1\"", "\"touchpoint\": \"t9\""));
        refused(422, "stands in the stage 's9'", good.replace("\"stage\": \"s\"", "\"stage\": \"s9\""));
        refused(422, "a text of 1001 characters", good.replace("Pay", "P".repeat(1_001)));
        refused(413, "", " ".repeat((4 << 20) + 10) + good);
        refused(400, "nesting", "{\"format\":" + "[".repeat(500) + "]".repeat(500) + "}");
        assertEquals(before, server().get(SHOP + "/maps").json().size());
        assertEquals(touchpoints, server().get(SHOP + "/touchpoints").json().size());
    }

    private static void refused(int status, String reason, String file) throws IOException, InterruptedException {
        Answer answer = send(SHOP, file.getBytes(StandardCharsets.UTF_8));
        assertEquals(status, answer.status(), answer.text());
        assertTrue(answer.text().contains(reason), reason + " is not in " + answer.text());
    }
}
