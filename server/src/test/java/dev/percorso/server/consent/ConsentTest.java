package dev.percorso.server.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.IdentityKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ConsentTest {
    private static final Instant NOW = Instant.parse("2026-03-01T22:30:00Z");
    private static final WorkspaceId SHOP = new WorkspaceId("shop");
    private static final String API = "/api/workspaces/shop";
    private static final String CONSENT = API + "/consent";
    private static final String MARCH = "?from=2026-03-01&to=2026-03-31";
    /** What in a data folder would give the visitor away. */
    private static final List<String> IDENTIFIERS =
            List.of("visitor-4711-secret", "rossi-user-99", "mario.rossi@example.com", "Mario Rossi");

    @TempDir
    Path data;

    private RunningPercorso percorso;
    private String source;
    private String key;

    @BeforeEach
    void start() throws Exception {
        percorso = new RunningPercorso(data, () -> NOW);
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));
        JsonNode created = percorso.post(API + "/sources", Map.of("name", "Web shop", "kind", "web"))
                .json();
        source = created.get("id").asString();
        key = created.get("writeKey").asString();
    }

    @AfterEach
    void stop() {
        percorso.close();
    }

    private Answer batch(String events) throws Exception {
        return percorso.send(
                "POST",
                "/v1/batch",
                "{\"writeKey\":\"%s\",\"batch\":[%s]}".formatted(key, events),
                Map.of("Content-Type", "text/plain", "User-Agent", "Mozilla/5.0 (iPhone) Mobile/15E148"));
    }

    private static String page(String message, String path, String ids) {
        return """
                {"type":"page","messageId":"%s",%s"properties":{"url":"https://shop.example%s?utm_medium=email"}}
                """.formatted(message, ids, path);
    }

    private Answer choose(String receipt, String ids, boolean granted) throws Exception {
        return percorso.send(
                "POST",
                "/v1/consent",
                """
                {"writeKey":"%s","receipt":"%s",%s"analytics":%s,"profiling":%s,"marketing":false,"textVersion":1,
                 "language":"it","origin":"banner"}
                """.formatted(key, receipt, ids, granted, granted),
                Map.of(
                        "Content-Type", "text/plain",
                        "X-Forwarded-For", "203.0.113.77",
                        "User-Agent", "Mozilla/5.0 (iPhone) Mobile/15E148",
                        "Origin", "https://shop.example"));
    }

    private JsonNode without() throws Exception {
        return percorso.get(CONSENT + "/without" + MARCH).json();
    }

    private JsonNode ledger() throws Exception {
        return percorso.get(CONSENT + "/ledger").json();
    }

    private static Map<String, Long> rows(JsonNode rows) {
        Map<String, Long> counts = new LinkedHashMap<>();
        rows.forEach(
                row -> counts.put(row.get("name").asString(), row.get("events").asLong()));
        return counts;
    }

    @Test
    void shouldOnlyCountThoseWhoDidNotAgreeAndKeepNothingOfThem() throws Exception {
        String ids = "\"anonymousId\":\"visitor-4711-secret\",\"userId\":\"rossi-user-99\",";
        String traits = "\"context\":{\"traits\":{\"email\":\"mario.rossi@example.com\",\"name\":\"Mario Rossi\"}},";
        String refused = "\"context\":{\"consent\":{\"categoryPreferences\":{\"analytics\":false}}},";
        String all = String.join(
                ",",
                page("1", "/", ids),
                page("2", "/shoes", ids + traits),
                page("3", "/orders/rossi@example.com/123456", ids + refused),
                page("4", "/shoes", refused),
                "{\"type\":\"track\",\"messageId\":\"5\",\"event\":\"Product Added\"," + ids + "\"properties\":{}}",
                "{\"type\":\"identify\",\"messageId\":\"6\"," + ids
                        + "\"traits\":{\"email\":\"mario.rossi@example.com\"}}",
                "{\"type\":\"track\",\"messageId\":\"7\"," + ids + refused.replaceAll(",$", "") + "}");
        assertEquals(200, batch(all).status());
        assertEquals(200, batch(all).status(), "a repeated call is counted once");

        JsonNode counted = without();
        assertEquals(List.of(), OpenApi.load().faults("EventsWithoutConsent", counted));
        assertEquals(5, counted.get("events").asLong());
        assertEquals(4, counted.get("pageViews").asLong());
        assertEquals(Map.of("2026-03-01", 5L), rows(counted.get("days")));
        assertEquals(Map.of("Page Viewed", 4L, "Product Added", 1L), rows(counted.get("names")));
        assertEquals(Map.of("/shoes", 2L, "/", 1L, "/orders/:id/:id", 1L), rows(counted.get("pages")));
        assertEquals(Map.of("email", 4L), rows(counted.get("channels")));
        assertEquals(Map.of("mobile", 4L), rows(counted.get("devices")));
        JsonNode sent = percorso.get(API + "/sources").json().get(0);
        assertEquals(List.of(), OpenApi.load().faults("Source", sent));
        assertEquals(5, sent.get("withoutConsent").asInt());
        assertEquals(2, sent.get("refused").asInt(), "the event without a name, twice");
        assertEquals(0, percorso.percorso().people().count(SHOP));
        percorso.percorso().awaitProjection();
        percorso.close();
        assertEquals(List.of(), found());
        start0();
    }

    /** So that {@link #stop} has something to stop. */
    private void start0() throws IOException, InterruptedException {
        percorso = new RunningPercorso(data, () -> NOW);
    }

    private List<String> found() throws IOException {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile)
                    .flatMap(file -> IDENTIFIERS.stream()
                            .filter(identifier -> contains(file, identifier))
                            .map(identifier -> file + " has " + identifier))
                    .toList();
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @Test
    void shouldKeepARefusalOfNobodyOnceAndAConsentWithItsProof() throws Exception {
        assertEquals(200, choose("r-1", "", false).status());
        assertEquals(200, choose("r-1", "", false).status());
        assertEquals(422, choose("r-2", "", true).status());
        for (String broken : List.of("{}", "{\"writeKey\":null}", "[]", "{\"writeKey\":\"" + key + "\"}", "x")) {
            int status = percorso.send("POST", "/v1/consent", broken, Map.of()).status();
            assertTrue(status >= 400 && status < 500, broken + " gives " + status);
        }
        Answer agreed = choose("r-3", "\"anonymousId\":\"browser-1\",", true);
        assertEquals(200, agreed.status());
        assertEquals(
                "https://shop.example",
                agreed.header("access-control-allow-origin").orElse(""));
        batch(page("1", "/", "\"anonymousId\":\"browser-1\","));
        percorso.percorso().awaitProjection();

        JsonNode page = ledger();
        JsonNode texts = percorso.get(CONSENT + "/texts").json();
        assertEquals(List.of(), OpenApi.load().faults("ConsentLedgerPage", page));
        assertEquals(List.of(), OpenApi.load().faultsOfEach("ConsentText", texts));
        assertEquals(6, page.get("entries").size());
        JsonNode granted = page.at("/entries/2");
        assertEquals("analytics", granted.at("/consent/purpose").asString());
        assertEquals("1", granted.get("person").asString());
        JsonNode proof = granted.at("/consent/proof");
        // Anybody can write X-Forwarded-For: without a trusted proxy it proves nothing.
        assertEquals("127.0.0.0", proof.get("network").asString());
        assertEquals("mobile", proof.get("device").asString());
        assertEquals("banner", proof.get("origin").asString());
        assertEquals("r-3", proof.get("receipt").asString());
        assertEquals(texts.at("/0/hashes/it").asString(), proof.get("textHash").asString());
        assertFalse(page.at("/entries/5").has("person"));
        assertEquals(1, percorso.percorso().journeys().snapshot(SHOP).eventCount());

        JsonNode overview = percorso.get(CONSENT + "/overview" + MARCH).json();
        assertEquals(List.of(), OpenApi.load().faults("ConsentOverview", overview));
        assertEquals(
                "{\"purpose\":\"analytics\",\"granted\":1,\"refused\":1,\"allowing\":1}",
                overview.at("/purposes/0").toString());
        assertEquals("2026-03-01", overview.at("/days/0/day").asString());
        assertTrue(percorso.get(CONSENT + "/ledger.csv?granted=true")
                .text()
                .contains(",analytics,true,2026-03-01T22:30:00Z,banner,"));
    }

    @Test
    void shouldFollowNobodyAnyMoreAfterAWithdrawal() throws Exception {
        String ids = "\"anonymousId\":\"browser-1\",";
        choose("r-1", ids, true);
        batch(page("1", "/", ids));
        choose("r-2", ids, false);
        batch(page("2", "/", ids) + ","
                + page(
                        "3",
                        "/",
                        ids + "\"context\":{\"consent\":{\"categoryPreferences\":" + "{\"analytics\":true}}},"));
        percorso.percorso().awaitProjection();

        assertEquals(1, percorso.percorso().journeys().snapshot(SHOP).eventCount());
        assertEquals(2, without().get("events").asLong());
        int person = percorso.percorso()
                .people()
                .find(SHOP, IdentityKind.ANONYMOUS, "browser-1")
                .orElseThrow()
                .id();
        JsonNode history = percorso.get(API + "/people/" + person + "/consent").json();
        assertEquals(List.of(), OpenApi.load().faultsOfEach("ConsentLedgerEntry", history));
        assertEquals(5, history.size(), history.toString());
        JsonNode detail = percorso.get(API + "/people/" + person).json();
        assertEquals(List.of(), OpenApi.load().faults("PersonDetail", detail));
        assertFalse(detail.at("/consent/0/granted").asBoolean());
    }

    @Test
    void shouldTakeWhatAnOperatorNotesAndASourceThatVouches() throws Exception {
        percorso.patch(API + "/sources/" + source, Map.of("consent", "elsewhere"));
        batch(page("1", "/", "\"userId\":\"u1\","));
        percorso.percorso().awaitProjection();
        Answer unexplained =
                percorso.post(API + "/people/1/consent", Map.of("purpose", "analytics", "granted", false, "note", " "));
        Answer noted = percorso.post(
                API + "/people/1/consent",
                Map.of("purpose", "analytics", "granted", false, "note", "told us by phone"));
        batch(page("2", "/", "\"userId\":\"u1\",") + "," + page("3", "/", "\"userId\":\"u2\","));
        percorso.percorso().awaitProjection();

        assertEquals(422, unexplained.status());
        assertEquals(
                "told us by phone", noted.json().at("/0/consent/proof/note").asString());
        assertEquals("Ada", noted.json().at("/0/consent/source").asString());
        assertEquals(2, percorso.percorso().journeys().snapshot(SHOP).eventCount());
        assertEquals(1, without().get("events").asLong());
        JsonNode changes = percorso.get(CONSENT + "/sources").json();
        assertEquals(List.of(), OpenApi.load().faultsOfEach("SourceConsentChange", changes));
        assertEquals(2, changes.size());
        assertEquals("elsewhere", changes.at("/0/consent").asString());
        assertEquals("Ada", changes.at("/0/byWhom").asString());
    }

    @Test
    void shouldVersionTheWordsAndTellTheTagHowToAsk() throws Exception {
        JsonNode original = percorso.get(CONSENT + "/texts").json().get(0);
        JsonNode config =
                percorso.send("GET", "/tag/config/" + key, "", Map.of()).json();
        Answer added = percorso.post(CONSENT + "/texts", Map.of("texts", original.get("texts"), "askAgain", false));
        JsonNode after =
                percorso.send("GET", "/tag/config/" + key, "", Map.of()).json();
        JsonNode italian = percorso.send("GET", "/tag/consent/" + key + "?language=it-IT", "", Map.of())
                .json();
        Map<String, Object> pale = Map.of(
                "banner",
                true,
                "countRefusals",
                true,
                "showLink",
                false,
                "askAfterMonths",
                6,
                "accent",
                "#0f6b66",
                "background",
                "#ffffff",
                "text",
                "#eeeeee",
                "linkedDomains",
                List.of("shop.example"));
        Answer unreadable = percorso.put(CONSENT + "/settings", pale);
        Map<String, Object> dark = new LinkedHashMap<>(pale);
        dark.put("text", "#222222");
        Answer saved = percorso.put(CONSENT + "/settings", dark);

        assertEquals(
                "{\"consent\":\"banner\",\"version\":1,\"askedSince\":1,\"askAfterMonths\":6,\"countRefusals\":false,"
                        + "\"showLink\":true,\"linkedDomains\":[],\"surveys\":false,\"messages\":false,"
                        + "\"push\":false,\"forms\":false}",
                config.toString());
        assertEquals(201, added.status(), added.text());
        assertEquals(2, after.get("version").asInt());
        assertEquals(1, after.get("askedSince").asInt());
        assertEquals("Rifiuta tutto", italian.at("/text/refuseAll").asString());
        assertEquals("/text", unreadable.json().at("/errors/0/field").asString());
        assertEquals(List.of(), OpenApi.load().faults("ConsentSettings", saved.json()));
        assertEquals(
                401, percorso.send("GET", "/tag/config/wrong", "", Map.of()).status());
        Await.until("the new settings", () -> {
            try {
                return percorso.send("GET", "/tag/config/" + key, "", Map.of())
                        .json()
                        .get("countRefusals")
                        .asBoolean();
            } catch (IOException | InterruptedException failure) {
                throw new AssertionError(failure);
            }
        });
    }
}
