package dev.percorso.server.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DashboardTest {
    private static final String PATH = "/api/workspaces/shop/dashboards";
    private static final OpenApi OPEN_API = OpenApi.load();

    @TempDir
    private static Path data;

    private static RunningPercorso percorso;

    @BeforeAll
    static void start() throws Exception {
        percorso = new RunningPercorso(data, InstantSource.fixed(Instant.parse("2025-04-04T10:00:00Z")));
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));
        percorso.post("/api/workspaces", Map.of("id", "other", "name", "Other"));
    }

    @AfterAll
    static void stop() {
        percorso.close();
    }

    private static Map<String, Object> tile(String id, Map<String, Object> request) {
        return Map.of(
                "id",
                id,
                "width",
                6,
                "height",
                2,
                "report",
                Map.of("kind", "overview", "show", "figure", "figure", "visitors", "period", "7d", "request", request));
    }

    private static Map<String, Object> dashboard(Object... tiles) {
        return Map.of("name", "Every day", "tiles", List.of(tiles));
    }

    private static Map<String, Object> basedOn(JsonNode saved, Map<String, Object> content) {
        Map<String, Object> body = new LinkedHashMap<>(content);
        body.put("revision", saved.get("revision").asLong());
        return body;
    }

    @Test
    void shouldKeepAndChangeADashboard() throws Exception {
        Answer created = percorso.post(PATH, dashboard(tile("a", Map.of("interval", "day"))));
        assertEquals(201, created.status(), created.text());
        assertEquals(List.of(), OPEN_API.faults("Dashboard", created.json()));
        assertEquals("7d", created.json().at("/tiles/0/report/period").asString());
        String path = PATH + "/" + created.json().get("id").asString();

        Map<String, Object> note = Map.of("id", "n", "width", 12, "height", 1, "text", "How are we doing?");
        Answer saved = percorso.put(path, basedOn(created.json(), dashboard(note, tile("a", Map.of()))));
        assertEquals(200, saved.status(), saved.text());
        assertEquals(
                List.of("n", "a"),
                saved.json()
                        .get("tiles")
                        .valueStream()
                        .map(tile -> tile.get("id").asString())
                        .toList());
        assertEquals(saved.json(), percorso.get(path).json());

        JsonNode list = percorso.get(PATH).json();
        assertEquals(List.of(), OPEN_API.faultsOfEach("DashboardSummary", list));
        assertTrue(list.valueStream().anyMatch(entry -> entry.get("tiles").asInt() == 2));

        assertEquals(404, percorso.get(path.replace("/shop/", "/other/")).status());
        assertEquals(204, percorso.delete(path).status());
        assertEquals(404, percorso.get(path).status());
    }

    @Test
    void shouldRefuseAChangeThatWouldUndoSomebodyElses() throws Exception {
        JsonNode first = percorso.post(PATH, dashboard()).json();
        String path = PATH + "/" + first.get("id").asString();
        assertEquals(
                200,
                percorso.put(path, basedOn(first, dashboard(tile("a", Map.of()))))
                        .status());
        Answer late = percorso.put(path, basedOn(first, dashboard(tile("b", Map.of()))));
        assertEquals(409, late.status());
        assertTrue(late.json().get("detail").asString().contains("revision 2"), late.text());
        assertEquals("a", percorso.get(path).json().at("/tiles/0/id").asString());
        assertEquals(422, percorso.put(path, dashboard()).status());
    }

    @Test
    void shouldSayWhatIsWrongWithATile() throws Exception {
        Answer wrong = percorso.post(PATH, dashboard(tile("a", Map.of()), tile("b", Map.of("interval", "year"))));
        assertEquals(422, wrong.status());
        assertEquals(
                "/tiles/1/report/request/interval",
                wrong.json().at("/errors/0/field").asString());
        for (Object tile : List.of(
                Map.of("id", "a", "width", 13, "height", 1, "text", "x"),
                Map.of("id", "a", "width", 12, "height", 0, "text", "x"),
                Map.of("id", "a", "width", 12, "height", 1),
                tile("a", Map.of("scope", Map.of("from", "2025-01-01", "to", "2025-01-01"))))) {
            assertEquals(422, percorso.post(PATH, dashboard(tile)).status(), tile.toString());
        }
        assertEquals(
                422,
                percorso.post(PATH, dashboard(tile("a", Map.of()), tile("a", Map.of())))
                        .status());
    }
}
