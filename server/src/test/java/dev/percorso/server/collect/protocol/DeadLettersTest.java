package dev.percorso.server.collect.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.IdentityKind;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Refused events are understood, put right, taken once and counted as what they are. */
class DeadLettersTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final WorkspaceId SHOP = new WorkspaceId("shop");
    private static final String LETTERS = "/api/workspaces/shop/dead-letters";

    @TempDir
    Path data;

    private RunningPercorso percorso;
    private JsonNode source;

    @BeforeEach
    void start() throws Exception {
        percorso = new RunningPercorso(data, () -> NOW);
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));
        source = percorso.post(
                        "/api/workspaces/shop/sources",
                        Map.of("name", "Web shop", "kind", "server", "consent", "elsewhere"))
                .json();
        // 40 events that name the user in a field nobody reads, 3 without a name, 1 from PostHog, 2 good ones
        List<String> events = new ArrayList<>();
        for (int order = 0; order < 40; order++) {
            events.add("""
                    {"type":"track","event":"Bought","user":{"id":"u%d"},"properties":{"order":%d}}
                    """.formatted(order % 4, order));
        }
        for (int nameless = 0; nameless < 3; nameless++) {
            events.add(
                    "{\"type\":\"track\",\"userId\":\"u\",\"messageId\":\"n%d\",\"timestamp\":\"2026-03-01T09:00:00Z\"}"
                            .formatted(nameless));
        }
        events.add("{\"type\":\"track\",\"event\":\"Good\",\"userId\":\"u\",\"messageId\":\"g1\"}");
        events.add("{\"type\":\"track\",\"event\":\"Good\",\"userId\":\"u\",\"messageId\":\"g2\"}");
        send(
                "/v1/batch",
                "{\"writeKey\":\"KEY\",\"sentAt\":\"2026-03-01T09:59:00Z\",\"batch\":[%s]}"
                        .formatted(String.join(",", events)));
        send("/e/", "{\"api_key\":\"KEY\",\"event\":\"Played\",\"uuid\":\"p1\"}");
    }

    @AfterEach
    void stop() {
        percorso.close();
    }

    private void send(String path, String body) throws Exception {
        String key = source.get("writeKey").asString();
        assertEquals(
                200,
                percorso.send("POST", path, body.replace("KEY", key), Map.of()).status());
    }

    private JsonNode letters(String query) throws Exception {
        return percorso.get(LETTERS + "?limit=500" + query).json();
    }

    private JsonNode retry(Map<String, Object> filter, List<Map<String, Object>> repairs, boolean isRehearsal)
            throws Exception {
        return percorso.post(LETTERS + "/retry", Map.of("filter", filter, "repairs", repairs, "rehearsal", isRehearsal))
                .json();
    }

    /** Accepted, refused and duplicate are what was sent: 46 events, always. */
    private void assertCounts(int accepted, int refused) throws Exception {
        percorso.percorso().awaitProjection();
        JsonNode counted = percorso.get("/api/workspaces/shop/sources").json().get(0);
        assertEquals(accepted, counted.get("accepted").asInt());
        assertEquals(refused, counted.get("refused").asInt());
        assertEquals(46 - accepted - refused, counted.get("duplicate").asInt());
    }

    @Test
    void shouldTakeAllOfOneReasonOnceAfterARenameThatWasRehearsed() throws Exception {
        assertCounts(2, 44);
        Map<String, Object> filter = Map.of("code", "id-missing", "text", "bought");
        List<Map<String, Object>> rename = List.of(Map.of("kind", "rename", "field", "user.id", "to", "userId"));

        // nothing is taken as it is, and a rehearsal changes nothing
        assertEquals(0, retry(filter, List.of(), true).get("taken").asInt());
        assertEquals(40, retry(filter, rename, true).get("taken").asInt());
        assertEquals(44, letters("").size());

        // four at once take each event once
        Callable<JsonNode> attempt = () -> retry(filter, rename, false);
        try (var pool = Executors.newFixedThreadPool(4)) {
            int taken = 0;
            for (var tried : pool.invokeAll(List.of(attempt, attempt, attempt, attempt))) {
                taken += tried.get().get("taken").asInt();
            }
            assertEquals(40, taken);
        }
        assertCounts(42, 4);
        int buyer = percorso.percorso()
                .people()
                .find(SHOP, IdentityKind.USER, "u3")
                .orElseThrow()
                .id();
        var journey = percorso.percorso().journeys().snapshot(SHOP).journey(buyer);
        assertEquals(10, journey.size());
        assertEquals(NOW.toEpochMilli(), journey.time(0));
        assertEquals(4, letters("").size());
    }

    @Test
    void shouldTakeACorrectedEventAndSayWhatIsStillWrong() throws Exception {
        OpenApi openApi = OpenApi.load();
        JsonNode nameless = letters("&code=name-missing");
        assertEquals(List.of(), openApi.faultsOfEach("DeadLetter", nameless));
        JsonNode letter = nameless.get(0);
        String path = LETTERS + "/" + letter.get("sequence") + "/retry";

        JsonNode still = percorso.post(path, Map.of("payload", "{\"type\":\"track\",\"event\":\"A\"}"))
                .json();
        assertEquals(1, still.get("refused").asInt());
        assertTrue(still.get("reason").asString().contains("id of a user"));
        assertEquals(List.of(), openApi.faults("DeadLettersTried", still));
        assertEquals(400, percorso.post(path, Map.of("payload", "{")).status());

        String corrected = letter.get("payload").asString().replace("\"type\"", "\"event\":\"Named\",\"type\"");
        assertEquals(
                1,
                percorso.post(path, Map.of("payload", corrected))
                        .json()
                        .get("taken")
                        .asInt());
        assertEquals(404, percorso.post(path, Map.of("payload", corrected)).status());
        assertCounts(3, 43);
        int user = percorso.percorso()
                .people()
                .find(SHOP, IdentityKind.USER, "u")
                .orElseThrow()
                .id();
        var journey = percorso.percorso().journeys().snapshot(SHOP).journey(user);
        assertEquals("Named", journey.name(0));
        assertEquals(Instant.parse("2026-03-01T09:01:00Z").toEpochMilli(), journey.time(0));
    }

    @Test
    void shouldGroupByReasonHideKeysAndDeleteWithoutForgettingTheCount() throws Exception {
        JsonNode groups = percorso.get(LETTERS + "/groups").json();
        assertEquals(List.of(), OpenApi.load().faultsOfEach("DeadLetterGroup", groups));
        assertEquals("id-missing", groups.get(0).get("code").asString());
        assertEquals(41, groups.get(0).get("count").asInt());
        assertEquals(41, groups.get(0).get("replayable").asInt());
        assertFalse(letters("&text=played")
                .get(0)
                .get("payload")
                .asString()
                .contains(source.get("writeKey").asString()));

        assertEquals(
                3,
                percorso.post(LETTERS + "/delete", Map.of("filter", Map.of("code", "name-missing")))
                        .json()
                        .get("deleted")
                        .asInt());
        assertEquals(41, letters("").size());
        assertEquals(
                422,
                percorso.post(
                                LETTERS + "/retry",
                                Map.of("filter", Map.of(), "repairs", List.of(Map.of("kind", "remove", "field", ""))))
                        .status());
        assertCounts(2, 44);

        // PostHog's event is read as PostHog's again
        assertEquals(
                1,
                retry(
                                Map.of("text", "played"),
                                List.of(Map.of("kind", "put", "field", "distinct_id", "value", "u")),
                                false)
                        .get("taken")
                        .asInt());
        assertCounts(3, 43);
    }
}
