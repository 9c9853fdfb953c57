package dev.percorso.server.collect.protocol;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.people.Purpose;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SegmentTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final WorkspaceId SHOP = new WorkspaceId("shop");

    @TempDir
    Path data;

    private RunningPercorso percorso;
    private JsonNode source;
    private String key;

    @BeforeEach
    void start() throws Exception {
        percorso = new RunningPercorso(data, () -> NOW);
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));
        source = percorso.post(
                        "/api/workspaces/shop/sources",
                        Map.of("name", "Web shop", "kind", "web", "consent", "elsewhere"))
                .json();
        key = source.get("writeKey").asString();
    }

    @AfterEach
    void stop() {
        percorso.close();
    }

    private Answer send(String call, String body) throws Exception {
        String basic = Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
        return percorso.send("POST", "/v1/" + call, body, Map.of("Authorization", "Basic " + basic));
    }

    private Snapshot visible(long events) throws InterruptedException {
        for (int look = 0; look < 2_000; look++) {
            Snapshot snapshot = percorso.percorso().journeys().snapshot(SHOP);
            if (snapshot.eventCount() >= events) {
                return snapshot;
            }
            Thread.sleep(5);
        }
        throw new AssertionError("%d events are not visible after 10 seconds".formatted(events));
    }

    private static @Nullable Object value(Snapshot snapshot, Journey journey, String property) {
        return journey.value(0, snapshot.property(property));
    }

    @Test
    void shouldMakeAPageViewOfAPageCall() throws Exception {
        Answer answer = percorso.send(
                "POST",
                "/v1/p",
                """
                {"writeKey":"%s","messageId":"m1","anonymousId":"a1","name":"Home","timestamp":"2026-03-01T09:00:00.000Z",
                 "sentAt":"2026-03-01T09:59:00.000Z","properties":{"nested":{"deep":{"x":1.5}},"list":[1,"b"],"none":null},
                 "context":{"page":{"url":"https://shop.example/shoes?utm_term=red+shoes","title":"Shoes",
                   "referrer":"https://www.google.it/"},
                   "campaign":{"source":"newsletter","medium":"email","name":"spring"},"locale":"it-IT",
                   "userAgent":"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Mobile/15E148","ip":"192.0.2.77"}}
                """.formatted(key),
                Map.of("Content-Type", "text/plain", "Origin", "https://shop.example"));

        assertEquals(200, answer.status());
        assertEquals("{\"success\":true}", answer.text());
        assertEquals(
                "https://shop.example",
                answer.header("access-control-allow-origin").orElse(""));
        Snapshot snapshot = visible(1);
        Journey journey = snapshot.journey(1);
        assertEquals("Page Viewed", journey.name(0));
        assertEquals(Instant.parse("2026-03-01T09:01:00Z").toEpochMilli(), journey.time(0));
        Map.ofEntries(
                        Map.entry("path", "/shoes"),
                        Map.entry("title", "Shoes"),
                        Map.entry("name", "Home"),
                        Map.entry("nested.deep.x", 1.5),
                        Map.entry("list", "[1,\"b\"]"),
                        Map.entry("utm_source", "newsletter"),
                        Map.entry("utm_campaign", "spring"),
                        Map.entry("utm_term", "red shoes"),
                        Map.entry("channel", "email"),
                        Map.entry("device", "mobile"),
                        Map.entry("locale", "it-IT"),
                        Map.entry("ip", "192.0.2.0"))
                .forEach((name, expected) -> assertEquals(expected, value(snapshot, journey, name), name));
        assertFalse(snapshot.propertyNames().contains("none"));
    }

    @Test
    void shouldKeepTheGoodEventsOfABatchAndTellWhyOthersWereRefused() throws Exception {
        String large = "x".repeat(40_000);
        Answer answer = send("batch", """
                {"sentAt":"2026-03-01T10:00:00.000Z","batch":[
                 {"type":"track","event":"Good","userId":"u1","messageId":"1","timestamp":"2026-03-01T10:00:00.000Z"},
                 {"type":"track","userId":"u1","messageId":"2"},
                 {"type":"dance","userId":"u1","messageId":"3"},
                 {"type":"track","event":"Nobody","messageId":"4"},
                 {"type":"track","event":"Nobody","userId":"undefined","messageId":"5"},
                 {"type":"track","event":"When","userId":"u1","timestamp":"yesterday","messageId":"6"},
                 {"type":"track","event":"Large","userId":"u1","messageId":"7","properties":{"text":"%s"}},
                 {"type":"track","event":"Deep","userId":"u1","messageId":"8","properties":%s},
                 {"type":"track","event":"Private","userId":"u1","messageId":"9",
                   "context":{"consent":{"categoryPreferences":{"Analytics":false}}}},
                 17,
                 {"type":"track","event":"Good","userId":17,"messageId":"10"}]}
                """.formatted(large, "{\"a\":".repeat(70) + "1" + "}".repeat(70)));

        assertEquals(200, answer.status());
        assertEquals(2, visible(2).eventCount());
        JsonNode letters = percorso.get("/api/workspaces/shop/dead-letters").json();
        assertEquals(
                "[\"not-an-object\",\"too-deep\",\"too-large\",\"bad-time\",\"unusable-id\","
                        + "\"id-missing\",\"unknown-type\",\"name-missing\"]",
                codes(letters));
        assertEquals(32_768, letters.get(2).get("payload").asString().length());
        assertTrue(letters.get(5).get("payload").asString().startsWith("{\"type\":\"track\",\"event\":\"Nobody\""));
        JsonNode counted = percorso.get("/api/workspaces/shop/sources").json().get(0);
        assertEquals(2, counted.get("accepted").asInt());
        assertEquals(8, counted.get("refused").asInt());
        assertEquals(1, counted.get("withoutConsent").asInt());
        assertEquals(0, counted.get("duplicate").asInt());
    }

    private static String codes(JsonNode letters) {
        StringBuilder codes = new StringBuilder("[");
        for (JsonNode letter : letters) {
            codes.append(codes.length() == 1 ? "" : ",").append(letter.get("code"));
        }
        return codes.append("]").toString();
    }

    @Test
    void shouldRefuseAWrongKeyBrokenJsonAndTooLargeBatchesWithNothingTaken() throws Exception {
        assertEquals(
                401,
                percorso.send("POST", "/v1/track", "{\"writeKey\":\"wrong\"}", Map.of())
                        .status());
        assertEquals(401, percorso.send("POST", "/v1/track", "{}", Map.of()).status());
        assertEquals(400, send("track", "{\"event\":").status());
        assertEquals(400, send("track", "[]").status());
        assertEquals(400, send("track", "").status());
        assertEquals(
                413,
                send("batch", "{\"batch\":[\"" + "x".repeat(520_000) + "\"]}").status());
        assertEquals(404, send("nothing", "{}").status());
        percorso.delete("/api/workspaces/shop/sources/" + source.get("id").asString());
        assertEquals(401, send("track", "{\"event\":\"A\",\"userId\":\"u\"}").status());
        assertEquals(0, percorso.percorso().journeys().snapshot(SHOP).eventCount());
    }

    @Test
    void shouldAnswerPreflightWithTheHeadersThatSdksSend() throws Exception {
        Answer answer = percorso.send("OPTIONS", "/v1/b", "", Map.of("Origin", "https://shop.example"));

        assertEquals(204, answer.status());
        assertEquals(
                "authorization, content-type, x-retry-count",
                answer.header("access-control-allow-headers").orElse(""));
        assertEquals(
                "Retry-After", answer.header("access-control-expose-headers").orElse(""));
    }

    @Test
    void shouldTakeGzipAndCountARepeatedMessageOnce() throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write("""
                    {"writeKey":"%s","event":"Order Completed","userId":"u1","messageId":"m",
                     "properties":{"revenue":"19.90"}}
                    """.formatted(key).getBytes(StandardCharsets.UTF_8));
        }
        HttpRequest request = HttpRequest.newBuilder(URI.create(percorso.address() + "/v1/t"))
                .POST(HttpRequest.BodyPublishers.ofByteArray(zipped.toByteArray()))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int time = 0; time < 3; time++) {
                assertEquals(
                        200,
                        client.send(request, HttpResponse.BodyHandlers.discarding())
                                .statusCode());
            }
        }
        send("track", "{\"event\":\"Last\",\"userId\":\"u1\"}");

        Snapshot snapshot = visible(2);
        assertEquals(2, snapshot.eventCount());
        assertEquals(19.9, value(snapshot, snapshot.journey(1), "value"));
        JsonNode counted = percorso.get("/api/workspaces/shop/sources").json().get(0);
        assertEquals(2, counted.get("accepted").asInt());
        assertEquals(2, counted.get("duplicate").asInt());
    }

    @Test
    void shouldLearnWhoItIsFromIdentifyAndAlias() throws Exception {
        send("track", "{\"event\":\"Seen\",\"anonymousId\":\"phone\"}");
        send("i", """
                {"userId":"ada","anonymousId":"phone","traits":{"firstName":"Ada","lastName":"Lovelace",
                 "email":"ada@example.com","address":{"city":"Pisa"}},
                 "context":{"consent":{"categoryPreferences":{"email":true,"profiling":false}}}}
                """);
        send("group", "{\"userId\":\"ada\",\"groupId\":\"g1\",\"traits\":{\"name\":\"Engines Ltd\"}}");
        send("track", "{\"event\":\"Seen\",\"userId\":\"countess\"}");
        send("alias", "{\"userId\":\"ada\",\"previousId\":\"countess\"}");
        send("track", "{\"event\":\"Seen\",\"userId\":\"countess\"}");

        Snapshot snapshot = visible(3);
        var people = percorso.percorso().people();
        int ada = people.find(SHOP, IdentityKind.USER, "countess").orElseThrow().id();
        assertEquals(3, snapshot.journey(ada).size());
        assertEquals("Ada Lovelace", people.label(SHOP, ada));
        assertEquals("ada@example.com", people.email(SHOP, ada).orElse(""));
        assertEquals("Pisa", people.traits(SHOP, ada).get("address.city"));
        assertEquals("g1", people.traits(SHOP, ada).get("group.id"));
        assertFalse(people.traits(SHOP, ada).containsKey("consent.email"));
        assertTrue(people.allows(SHOP, ada, Purpose.EMAIL));
        assertFalse(people.allows(SHOP, ada, Purpose.PROFILING));
        assertEquals(1, people.count(SHOP));
    }

    @Test
    void shouldClampTimesFarAheadAndFlagThem() throws Exception {
        send("track", "{\"event\":\"Future\",\"userId\":\"u\",\"timestamp\":\"2031-01-01T00:00:00Z\"}");

        Snapshot snapshot = visible(1);
        assertEquals(NOW.toEpochMilli(), snapshot.journey(1).time(0));
        assertEquals(true, value(snapshot, snapshot.journey(1), "time_corrected"));
    }

    @Test
    void shouldTellABrowserSdkWhereToSend() throws Exception {
        Answer settings = percorso.send("GET", "/v1/projects/" + key + "/settings", "", Map.of());

        JsonNode destination = settings.json().get("integrations").get("Segment.io");
        assertEquals(key, destination.get("apiKey").asString());
        assertEquals(
                percorso.address() + "/v1",
                "http://" + destination.get("apiHost").asString());
        assertEquals(
                404,
                percorso.send("GET", "/v1/projects/x/settings", "", Map.of()).status());
    }
}
