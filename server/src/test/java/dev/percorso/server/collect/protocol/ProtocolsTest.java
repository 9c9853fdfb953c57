package dev.percorso.server.collect.protocol;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.Person;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What other vendors' documents say their programs send, one workspace per test on one server. */
class ProtocolsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Map<String, String> NO_HEADERS = Map.of();
    private static final Map<String, String> FORM = Map.of("Content-Type", "application/x-www-form-urlencoded");

    @TempDir
    static Path data;

    private static RunningPercorso percorso;
    private static int workspaces;

    private Collected shop;
    private String key;

    @BeforeAll
    static void start() throws Exception {
        percorso = new RunningPercorso(data, () -> NOW);
    }

    @AfterAll
    static void stop() {
        percorso.close();
    }

    @BeforeEach
    void openShop() throws Exception {
        workspaces++;
        WorkspaceId workspace = new WorkspaceId("shop" + workspaces);
        percorso.post("/api/workspaces", Map.of("id", workspace.value(), "name", "Shop"));
        shop = new Collected(percorso, workspace);
        key = newKey("server", "segment");
    }

    private String newKey(String kind, String protocol) throws Exception {
        return percorso.post(
                        "/api/workspaces/" + shop.workspace() + "/sources",
                        Map.of("name", "Shop", "kind", kind, "protocol", protocol, "consent", "elsewhere"))
                .json()
                .get("writeKey")
                .asString();
    }

    private Answer send(String path, String body) throws Exception {
        return percorso.send("POST", path, body.replace("KEY", key), NO_HEADERS);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] gzip(String text) throws Exception {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(zipped)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return zipped.toByteArray();
    }

    // ---- PostHog

    @Test
    void shouldTakePostHogsEventsByAllItsWays() throws Exception {
        Answer answer = send("/i/v0/e/?ip=0&_=1", """
                {"event":"$pageview","uuid":"0190-1","timestamp":"2026-03-01T09:00:00Z","properties":{"token":"KEY",
                 "distinct_id":"device-1","$device_id":"device-1","$is_identified":false,
                 "$current_url":"https://shop.example/shoes?utm_source=google&utm_medium=cpc","$referrer":"$direct",
                 "title":"Shoes","$ip":"192.0.2.77","$groups":{"company":"acme"}}}
                """);
        assertEquals(200, answer.status());
        assertEquals("{\"status\":1}", answer.text());
        assertEquals(
                "{\"status\":1}",
                percorso.send(
                                "POST",
                                "/e/?compression=base64",
                                "data=" + URLEncoder.encode(base64("""
                                [{"event":"$identify","uuid":"0190-2","properties":{"token":"%s","distinct_id":"ada",
                                  "$anon_distinct_id":"device-1","$device_id":"device-1"},
                                  "$set":{"email":"ada@example.com","plan":"pro"},"$set_once":{"plan":"free","first":"x"}},
                                 {"event":"$set","uuid":"0190-3","properties":{"token":"%s","distinct_id":"ada",
                                  "$device_id":"device-1","$set_once":{"first":"y"},"$unset":["plan"]}}]
                                """.formatted(key, key)), StandardCharsets.UTF_8),
                                FORM)
                        .text());
        try (HttpClient client = HttpClient.newHttpClient()) {
            String batch = """
                    {"api_key":"%s","sent_at":"2026-03-01T09:59:00Z","batch":[
                     {"event":"Bought","distinct_id":"ada","uuid":"0190-4","timestamp":"2026-03-01T09:58:00Z",
                      "properties":{"revenue":12.5}},
                     {"event":"Bought","distinct_id":"ada","uuid":"0190-4","timestamp":"2026-03-01T09:58:00Z"},
                     {"event":"$create_alias","distinct_id":"ada","uuid":"0190-5","properties":{"distinct_id":"ada","alias":"countess"}},
                     {"event":"Nobody","uuid":"0190-6"}]}
                    """.formatted(key);
            HttpResponse<String> zipped = client.send(
                    HttpRequest.newBuilder(URI.create(percorso.address() + "/batch/"))
                            .header("Content-Encoding", "gzip")
                            .POST(HttpRequest.BodyPublishers.ofByteArray(gzip(batch)))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertEquals(200, zipped.statusCode());
            assertEquals("{\"status\":1}", zipped.body());
        }
        assertEquals(
                204,
                send(
                                "/e/?beacon=1",
                                "{\"event\":\"$pageleave\",\"uuid\":\"0190-7\",\"api_key\":\"KEY\","
                                        + "\"distinct_id\":\"countess\"}")
                        .status());

        Snapshot snapshot = shop.visible(3);
        Person ada = shop.user("ada");
        assertEquals(shop.user("countess"), ada);
        Journey journey = snapshot.journey(ada.id());
        assertEquals(List.of("Page Viewed", "Bought", "Page Left"), Collected.names(journey));
        Collected.assertValues(
                snapshot,
                journey,
                0,
                Map.of(
                        "url", "https://shop.example/shoes?utm_source=google&utm_medium=cpc",
                        "path", "/shoes",
                        "channel", "paidSearch",
                        "ip", "192.0.2.0",
                        "group.company", "acme"));
        assertEquals(Instant.parse("2026-03-01T09:59:00Z").toEpochMilli(), journey.time(1));
        assertEquals(12.5, Collected.value(snapshot, journey, 1, "value"));
        assertEquals("ada@example.com", ada.traits().get("email"));
        assertEquals("x", ada.traits().get("first"));
        assertEquals(false, ada.traits().containsKey("plan"));
        assertEquals("id-missing", shop.letters().get(0).get("code").asString());
    }

    @Test
    void shouldAnswerPostHogsNewerProtocolEventByEvent() throws Exception {
        Answer answer = percorso.send("POST", "/i/v1/analytics/events", """
                {"created_at":"2026-03-01T10:00:00Z","batch":[
                 {"event":"A","uuid":"1","distinct_id":"u","timestamp":"2026-03-01T10:00:00Z","properties":{}},
                 {"event":"B","uuid":"2","timestamp":"2026-03-01T10:00:00Z","properties":{}}]}
                """, Map.of("Authorization", "Bearer " + key));

        assertEquals("ok", answer.json().at("/results/1/result").asString());
        assertEquals("drop", answer.json().at("/results/2/result").asString());
        shop.visible(1);
    }

    @Test
    void shouldTellPostHogsBrowserSdkThatNothingElseIsOn() throws Exception {
        JsonNode configuration = percorso.send("GET", "/array/" + key + "/config", "", NO_HEADERS)
                .json();
        assertEquals(false, configuration.get("sessionRecording").asBoolean());
        assertTrue(percorso.send("GET", "/array/" + key + "/config.js", "", NO_HEADERS)
                .text()
                .contains("_POSTHOG_REMOTE_CONFIG"));
        assertEquals(
                "{}",
                send("/flags/?v=2", "{\"token\":\"KEY\"}").json().get("flags").toString());
        assertEquals(
                404, percorso.send("GET", "/array/x/config", "", NO_HEADERS).status());
    }

    // ---- Mixpanel

    @Test
    void shouldTakeMixpanelsEventsAndChangesOfProfiles() throws Exception {
        String event = """
                {"event":"Bought","properties":{"token":"%s","distinct_id":"$device:d1","$device_id":"d1","time":1772355600,
                 "$insert_id":"i1","$current_url":"https://shop.example/buy?gclid=1","amount":3}}
                """.formatted(key);
        assertEquals(
                "1",
                percorso.send(
                                "GET",
                                "/track?ip=1&data=" + URLEncoder.encode(base64(event), StandardCharsets.UTF_8),
                                "",
                                NO_HEADERS)
                        .text());
        Answer verbose = percorso.send(
                "POST",
                "/track/?verbose=1&ip=1",
                "data=" + base64("""
                        [{"event":"$identify","properties":{"token":"%s","distinct_id":"ada","$user_id":"ada","$device_id":"d1",
                          "$anon_distinct_id":"$device:d1","$insert_id":"i2","time":1772355601.5}},
                         {"event":"Bought","properties":{"token":"%s","$insert_id":"i3","time":1772355602000}}]
                        """.formatted(key, key)),
                Map.of("Content-Type", "application/x-www-form-urlencoded", "Origin", "https://shop.example"));
        assertEquals(1, verbose.json().get("status").asInt());
        assertEquals(
                "https://shop.example",
                verbose.header("access-control-allow-origin").orElse(""));
        assertEquals("true", verbose.header("access-control-allow-credentials").orElse(""));
        for (String change : List.of(
                "\"$set\":{\"$email\":\"ada@example.com\",\"plan\":\"free\",\"gone\":1}",
                "\"$set_once\":{\"plan\":\"pro\",\"first\":\"web\"}",
                "\"$add\":{\"orders\":2}",
                "\"$add\":{\"orders\":3}",
                "\"$append\":{\"likes\":\"tea\"}",
                "\"$union\":{\"likes\":[\"tea\",\"cake\"]}",
                "\"$append\":{\"likes\":\"rum\"}",
                "\"$remove\":{\"likes\":\"rum\"}",
                "\"$unset\":[\"gone\"]")) {
            assertEquals(
                    "1",
                    send("/engage", "[{\"$token\":\"KEY\",\"$distinct_id\":\"ada\"," + change + "}]")
                            .text());
        }
        assertEquals(
                "1",
                send("/engage", "{\"$token\":\"KEY\",\"$distinct_id\":\"bob\",\"$set\":{\"a\":1}}")
                        .text());
        assertEquals(
                "1",
                send("/engage", "{\"$token\":\"KEY\",\"$distinct_id\":\"bob\",\"$delete\":\"\"}")
                        .text());
        assertEquals("1", send("/track", """
                {"event":"$merge","properties":{"$distinct_ids":["ada","countess"],"token":"KEY"}}
                """).text());
        assertEquals("1", send("/groups", """
                [{"$token":"KEY","$group_key":"company","$group_id":"acme","$set":{"size":3}}]
                """).text());

        Snapshot snapshot = shop.visible(1);
        Person ada = shop.user("ada");
        assertEquals(shop.user("countess"), ada);
        assertEquals(List.of("Bought"), Collected.names(snapshot.journey(ada.id())));
        assertEquals(1_772_355_600_000L, snapshot.journey(ada.id()).time(0));
        assertEquals("paidSearch", Collected.value(snapshot, snapshot.journey(ada.id()), 0, "channel"));
        assertEquals(
                Map.of(
                        "email",
                        "ada@example.com",
                        "plan",
                        "free",
                        "first",
                        "web",
                        "orders",
                        5L,
                        "likes",
                        "[\"tea\",\"cake\"]"),
                ada.traits());
        assertEquals(Map.of(), shop.user("bob").traits());
        assertEquals(1, shop.letters().size());
    }

    @Test
    void shouldAnswerMixpanelsImportsRecordByRecord() throws Exception {
        Answer answer = percorso.send(
                "POST", "/import?strict=1&project_id=1", """
                [{"event":"A","properties":{"distinct_id":"u","time":1772355600,"$insert_id":"1"}},
                 {"event":"B","properties":{"distinct_id":"u","time":"soon","$insert_id":"2"}}]
                """, Map.of("Authorization", "Basic " + base64(key + ":")));

        assertEquals(400, answer.status());
        assertEquals(1, answer.json().get("num_records_imported").asInt());
        assertEquals("2", answer.json().at("/failed_records/0/insert_id").asString());
        shop.visible(1);
    }

    // ---- Google

    @Test
    void shouldTakeWhatGooglesDocumentationSends() throws Exception {
        Answer answer = percorso.send("POST", "/mp/collect?measurement_id=G-1&api_secret=" + key, """
                {"client_id":"123.456","user_id":"ada","timestamp_micros":"1772355600000000",
                 "user_properties":{"customer_tier":{"value":"premium"}},
                 "consent":{"ad_personalization":"DENIED"},
                 "events":[
                  {"name":"purchase","params":{"transaction_id":"T_12345","currency":"EUR","value":30.03,
                   "items":[{"item_id":"SKU_1","price":10.01,"quantity":3}]}},
                  {"name":"page_view","params":{"page_location":"https://shop.example/a?utm_medium=email","page_title":"A"}},
                  {"name":"tutorial_begin"},
                  {"params":{}}]}
                """, NO_HEADERS);

        assertEquals(204, answer.status());
        Snapshot snapshot = shop.visible(3);
        Journey journey = snapshot.journey(shop.user("ada").id());
        assertEquals(List.of("Order Completed", "Page Viewed", "tutorial_begin"), Collected.names(journey));
        Collected.assertValues(
                snapshot, journey, 0, Map.of("order_id", "T_12345", "value", 30.03, "sent_as", "purchase"));
        assertEquals("email", Collected.value(snapshot, journey, 1, "channel"));
        assertEquals(1_772_355_600_000L, journey.time(0));
        assertEquals(Map.of("customer_tier", "premium"), shop.user("ada").traits());
        assertEquals("name-missing", shop.letters().get(0).get("code").asString());
    }

    @Test
    void shouldValidateLikeGooglesDebugServerAndTakeNothing() throws Exception {
        JsonNode findings = percorso.send(
                        "POST", "/debug/mp/collect?measurement_id=G-1&api_secret=" + key, """
                        {"client_id":"1","events":[{"name":"_badEventName"},{"name":"session_start"},{"name":"ok"},{}]}
                        """, NO_HEADERS)
                .json()
                .get("validationMessages");

        assertEquals(3, findings.size());
        assertEquals("NAME_INVALID", findings.get(0).get("validationCode").asString());
        assertEquals("NAME_RESERVED", findings.get(1).get("validationCode").asString());
        assertEquals("VALUE_REQUIRED", findings.get(2).get("validationCode").asString());
        shop.visible(0);
    }

    private long counted() throws Exception {
        return percorso.get("/api/workspaces/" + shop.workspace() + "/sources")
                .json()
                .get(0)
                .get("withoutConsent")
                .asLong();
    }

    // ---- Matomo

    @Test
    void shouldTakeMatomosHits() throws Exception {
        String site = "idsite=" + key + "&rec=1&_id=0123456789abcdef&uid=ada";
        Answer pixel = percorso.send(
                "GET",
                "/matomo.php?" + site + "&url=https%3A%2F%2Fshop.example%2Fshoes%3Fmtm%3D1&action_name=Shoes"
                        + "&cip=192.0.2.77&urlref=https%3A%2F%2Fwww.google.it%2F",
                "",
                NO_HEADERS);
        assertEquals(200, pixel.status());
        assertEquals("image/gif", pixel.header("content-type").orElse(""));
        assertArrayEquals(
                "GIF89a".getBytes(StandardCharsets.US_ASCII),
                java.util.Arrays.copyOf(pixel.raw().body(), 6));
        assertEquals(
                204,
                percorso.send("POST", "/piwik.php", site + "&e_c=Video&e_a=Play&e_v=3&send_image=0", FORM)
                        .status());
        Answer bulk = send("/matomo.php", """
                {"requests":["?idsite=KEY&rec=1&_id=0123456789abcdef&idgoal=0&ec_id=1001&revenue=19.9&ec_tx=2&ec_items=%5B%5D",
                 "?idsite=KEY&rec=1&_id=0123456789abcdef&idgoal=3&revenue=5&cdt=2026-03-01%2009:30:00",
                 {"idsite":"KEY","rec":"1","_id":"0123456789abcdef","search":"shoes","search_count":"4"},
                 "?idsite=KEY&rec=1"]}
                """);
        assertEquals(3, bulk.json().get("tracked").asInt());
        assertEquals(1, bulk.json().get("invalid").asInt());

        Snapshot snapshot = shop.visible(5);
        Journey journey = snapshot.journey(shop.user("ada").id());
        assertEquals(
                List.of("Goal Reached", "Page Viewed", "Play", "Order Completed", "Products Searched"),
                Collected.names(journey));
        Collected.assertValues(
                snapshot,
                journey,
                1,
                Map.of("title", "Shoes", "path", "/shoes", "channel", "organicSearch", "ip", "192.0.2.0"));
        Collected.assertValues(snapshot, journey, 3, Map.of("order_id", "1001", "value", 19.9, "tax", 2.0));
        assertEquals(Instant.parse("2026-03-01T09:30:00Z").toEpochMilli(), journey.time(0));

        long before = counted();
        int refused = shop.letters().size();
        String hats = "/matomo.php?idsite=" + key + "&rec=1&url=https%3A%2F%2Fshop.example%2Fhats";
        assertEquals(200, percorso.send("GET", hats, "", NO_HEADERS).status());
        assertEquals(before + 1, counted(), "without an id of the visitor a hit is counted, as nobody's");
        assertEquals(refused, shop.letters().size());
    }

    // ---- Amplitude

    @Test
    void shouldTakeAmplitudesEventsAndSayTheStatusInTheBody() throws Exception {
        Answer answer = send("/2/httpapi", """
                {"api_key":"KEY","client_upload_time":"2026-03-01T10:00:00Z","events":[
                 {"user_id":"ada","device_id":"d1","event_type":"Bought","time":1772355600000,"insert_id":"1","ip":"$remote",
                  "event_properties":{"size":"L"},"groups":{"company":"acme"},"productId":"p1","price":4.5,"quantity":2,
                  "revenueType":"sale","session_id":-1},
                 {"user_id":"ada","device_id":"d1","event_type":"$identify","time":1772355600000,"insert_id":"2",
                  "user_properties":{"$set":{"plan":"pro"},"$add":{"n":1},"$setOnce":{"plan":"free"}}},
                 {"event_type":"Nobody","insert_id":"3"},
                 {"user_id":"bob","event_type":"[Amplitude] Page Viewed","insert_id":"1",
                  "event_properties":{"[Amplitude] Page Location":"https://shop.example/a","[Amplitude] Page Title":"A"}}]}
                """);
        assertEquals(200, answer.json().get("code").asInt());
        assertEquals(3, answer.json().get("events_ingested").asInt());
        assertEquals(
                "success",
                percorso.send(
                                "POST",
                                "/identify",
                                "api_key=" + key + "&identification="
                                        + URLEncoder.encode(
                                                "[{\"user_id\":\"ada\",\"user_properties\":{\"$unset\":{\"plan\":\"-\"},\"age\":36}}]",
                                                StandardCharsets.UTF_8),
                                FORM)
                        .text());
        Answer wrong = percorso.send("POST", "/batch", "{\"api_key\":\"wrong\",\"events\":[]}", NO_HEADERS);
        assertEquals(400, wrong.json().get("code").asInt());
        assertTrue(wrong.json().get("error").asString().startsWith("Invalid API key"));

        Snapshot snapshot = shop.visible(2);
        Journey journey = snapshot.journey(shop.user("ada").id());
        Collected.assertValues(snapshot, journey, 0, Map.of("size", "L", "group.company", "acme", "value", 9.0));
        assertEquals(
                "/a",
                Collected.value(snapshot, snapshot.journey(shop.user("bob").id()), 0, "path"));
        assertEquals(
                Map.of("n", 1L, "age", 36L, "group.type", "company", "group.id", "acme"),
                shop.user("ada").traits());
    }

    // ---- addresses that two share

    @Test
    void shouldTellWhoseCallItIsWhereTwoShareAnAddress() throws Exception {
        assertEquals(
                "{\"status\":1}",
                send(
                                "/track/",
                                "{\"event\":\"A\",\"uuid\":\"1\",\"properties\":{\"token\":\"KEY\",\"distinct_id\":\"u\"}}")
                        .text());
        assertEquals(
                "1",
                send("/track/", "{\"event\":\"B\",\"properties\":{\"token\":\"KEY\",\"distinct_id\":\"u\"}}")
                        .text());
        key = newKey("server", "posthog");
        assertEquals(
                "{\"status\":1}",
                send("/track", "{\"event\":\"C\",\"properties\":{\"token\":\"KEY\",\"distinct_id\":\"u\"}}")
                        .text());
        key = newKey("server", "mixpanel");
        assertEquals(
                "1",
                send(
                                "/track",
                                "{\"event\":\"D\",\"uuid\":\"2\",\"properties\":{\"token\":\"KEY\",\"distinct_id\":\"u\"}}")
                        .text());
        assertEquals(
                200,
                send("/batch", "{\"api_key\":\"KEY\",\"events\":[{\"event_type\":\"E\",\"user_id\":\"u\"}]}")
                        .json()
                        .get("code")
                        .asInt());
        assertEquals(
                "{\"status\":1}",
                send("/batch", "{\"api_key\":\"KEY\",\"batch\":[{\"event\":\"F\",\"distinct_id\":\"u\"}]}")
                        .text());
        assertEquals(6, shop.visible(6).journey(shop.user("u").id()).size());
    }

    // ---- RudderStack

    @Test
    void shouldTellRudderStacksBrowserSdkItsConfiguration() throws Exception {
        Answer answer = percorso.send(
                "GET",
                "/sourceConfig/?p=npm&writeKey=" + key,
                "",
                Map.of("Authorization", "Basic " + base64(key + ":")));

        assertEquals(true, answer.json().at("/source/enabled").asBoolean());
        assertEquals(0, answer.json().at("/source/destinations").size());
        assertEquals(
                200,
                send("/rudderstack/v1/track", "{\"writeKey\":\"KEY\",\"event\":\"A\",\"anonymousId\":\"a\"}")
                        .status());
        shop.visible(1);
    }
}
