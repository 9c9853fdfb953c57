package dev.percorso.server.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedReportTest {
    private static final String REPORTS = "/api/workspaces/shop/saved-reports";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2025-03-30T12:00:00Z"));
    private static final Map<String, Object> FUNNEL = Map.of(
            "steps",
            List.of(
                    Map.of("any", List.of(Map.of("event", "Product Viewed"))),
                    Map.of("any", List.of(Map.of("event", "Order Completed")))),
            "window",
            "P3D");

    @Test
    void shouldKeepChangeAndDeleteAReport(@TempDir Path data) throws Exception {
        try (RunningPercorso percorso = withShop(data)) {
            // when
            Answer created = percorso.post(REPORTS, Map.of("name", " Checkout ", "kind", "funnel", "request", FUNNEL));
            String id = created.json().get("id").asString();
            Answer changed = percorso.put(
                    REPORTS + "/" + id,
                    Map.of("name", "Days", "kind", "overview", "request", Map.of("interval", "week")));
            Answer listed = percorso.get(REPORTS);
            Answer deleted = percorso.delete(REPORTS + "/" + id);

            // then
            OpenApi api = OpenApi.load();
            assertEquals(201, created.status());
            assertEquals("Checkout", created.json().get("name").asString());
            assertEquals(List.of(), api.faults("SavedReport", created.json()));
            assertEquals(200, changed.status());
            assertEquals(List.of(), api.faultsOfEach("SavedReport", listed.json()));
            assertEquals(1, listed.json().size());
            assertEquals("week", listed.json().at("/0/request/interval").asString());
            assertEquals(204, deleted.status());
            assertEquals(0, percorso.get(REPORTS).json().size());
            assertEquals(404, percorso.delete(REPORTS + "/" + id).status());
        }
    }

    @Test
    void shouldRefuseWhatTheReportWouldRefuse(@TempDir Path data) throws Exception {
        try (RunningPercorso percorso = withShop(data)) {
            // given
            Map<String, Object> oneStep = Map.of("steps", List.of(Map.of("any", List.of(Map.of("event", "A")))));
            Map<String, Object> badOperator = Map.of(
                    "measure",
                    "count",
                    "match",
                    Map.of("event", "A", "where", List.of(Map.of("property", "p", "operator", "resembles"))));

            // when
            Answer shortFunnel = percorso.post(REPORTS, Map.of("name", "F", "kind", "funnel", "request", oneStep));
            Answer unknown = percorso.post(REPORTS, Map.of("name", "E", "kind", "events", "request", badOperator));
            Answer scoped = percorso.post(
                    REPORTS, Map.of("name", "O", "kind", "overview", "request", Map.of("scope", Map.of())));

            // then
            assertEquals(422, shortFunnel.status());
            assertEquals(
                    "a funnel has 2 to 20 'steps', not 1",
                    shortFunnel.json().at("/errors/0/message").asString());
            assertEquals(422, unknown.status());
            assertEquals(
                    "/request/match/where/0/operator",
                    unknown.json().at("/errors/0/field").asString());
            assertEquals(
                    "'resembles' is not right; expected is one of equals, notEquals, contains, startsWith, greater, "
                            + "atLeast, less, atMost, between, in, exists, notExists",
                    unknown.json().at("/errors/0/message").asString());
            assertEquals(422, scoped.status());
            assertTrue(scoped.text().contains("without its 'scope'"), scoped.text());
        }
    }

    private static RunningPercorso withShop(Path data) throws Exception {
        RunningPercorso percorso = new RunningPercorso(data, CLOCK);
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));
        return percorso;
    }
}
