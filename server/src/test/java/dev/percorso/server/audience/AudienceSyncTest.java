package dev.percorso.server.audience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.SettableClock;
import dev.percorso.server.Settings;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Audiences that follow a segment, against what the destinations document, with everything that goes wrong. */
class AudienceSyncTest {
    private static final String BASE = "/api/workspaces/shop";
    private static final WorkspaceId SHOP = new WorkspaceId("shop");
    private static final OpenApi OPEN_API = OpenApi.load();

    @TempDir
    private static Path data;

    private static SettableClock clock;
    private static RunningPercorso percorso;
    private static AdvertisingPeer peer;
    private static String segment = "";
    private static int events;

    @BeforeAll
    static void open() throws Exception {
        clock = new SettableClock(Instant.parse("2026-03-15T12:00:00Z"));
        peer = new AdvertisingPeer();
        percorso = running();
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop", "timeZone", "UTC"));
        segment = percorso.send(
                        "POST",
                        BASE + "/segments",
                        "{\"name\": \"VIP\", \"condition\": {\"type\": \"trait\", \"trait\": \"vip\","
                                + " \"operator\": \"equals\", \"value\": true}}",
                        percorso.session())
                .json()
                .get("id")
                .asString();
    }

    private static RunningPercorso running() throws IOException, InterruptedException {
        return new RunningPercorso(
                new Settings(
                        data,
                        "127.0.0.1",
                        0,
                        URI.create("https://shop.example"),
                        Optional.empty(),
                        new Settings.Storage(50_000, 50_000),
                        new Settings.Outward(true, URI.create("https://app.ecwid.com"))),
                clock);
    }

    @AfterAll
    static void close() {
        percorso.close();
        peer.close();
    }

    private static void say(String id, Map<String, Object> traits) throws InterruptedException {
        percorso.percorso()
                .collector()
                .accept(
                        SHOP,
                        "test",
                        List.of(new Event(
                                "m" + events++,
                                Event.Kind.IDENTIFY,
                                "",
                                Optional.empty(),
                                Optional.of(id),
                                Optional.empty(),
                                clock.instant(),
                                Map.of(),
                                traits,
                                "test")));
        percorso.percorso().awaitProjection();
    }

    private static void join(String id, boolean advertising, boolean profiling) throws InterruptedException {
        say(
                id,
                Map.of(
                        "email",
                        " " + id.toUpperCase(java.util.Locale.ROOT) + "@Example.com",
                        "vip",
                        true,
                        "consent.advertising",
                        advertising,
                        "consent.profiling",
                        profiling));
    }

    private static Map<String, Object> audience(String destination) {
        Map<String, Object> body = new HashMap<>(Map.of(
                "name",
                "VIP at " + destination,
                "active",
                true,
                "segment",
                segment,
                "destination",
                destination,
                "manager",
                "",
                "proxy",
                peer.address().toString()));
        switch (destination) {
            case "google" ->
                body.putAll(Map.of(
                        "account", "123-456-7890",
                        "audience", "777",
                        "secrets",
                                Map.of(
                                        "clientId", "client",
                                        "clientSecret", "shh",
                                        "refreshToken", "refresh/me")));
            case "meta" ->
                body.putAll(Map.of("account", "", "audience", "888", "secrets", Map.of("accessToken", "meta-token")));
            default ->
                body.putAll(
                        Map.of("account", "555", "audience", "999", "secrets", Map.of("accessToken", "tiktok-token")));
        }
        return body;
    }

    private static String create(String destination) throws IOException, InterruptedException {
        Answer created = percorso.post(BASE + "/audiences", audience(destination));
        assertEquals(201, created.status(), created.text());
        assertEquals(List.of(), OPEN_API.faults("AudienceSync", created.json()));
        assertFalse(created.text().contains("token"), "secrets stay inside");
        return created.json().path("id").asString();
    }

    private static JsonNode state(String id) {
        try {
            return percorso.get(BASE + "/audiences")
                    .json()
                    .valueStream()
                    .filter(sync -> sync.path("id").asString().equals(id))
                    .findFirst()
                    .orElseGet(Json.MAPPER::createObjectNode);
        } catch (IOException | InterruptedException failure) {
            throw new AssertionError(failure);
        }
    }

    /** By the JDK, not by what is tested. */
    private static Set<String> hashes(String... ids) throws Exception {
        Set<String> hashes = new TreeSet<>();
        for (String id : ids) {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest((id + "@example.com").getBytes(StandardCharsets.UTF_8));
            hashes.add(HexFormat.of().formatHex(digest));
        }
        return hashes;
    }

    private static void awaitEverywhere(Set<String> expected) throws InterruptedException {
        for (Set<String> audience : Arrays.asList(peer.google, peer.meta, peer.tiktok)) {
            Await.until("an audience of " + expected.size(), () -> audience.equals(expected), audience::toString);
        }
    }

    @Test
    void shouldFollowASegmentThroughWithdrawalsFaultsAndStops() throws Exception {
        join("ann", true, true);
        join("bob", true, true);
        join("carl", true, false);
        join("dora", false, true);
        List<String> ids = List.of(create("google"), create("meta"), create("tiktok"));

        awaitEverywhere(hashes("ann", "bob"));
        assertEquals(List.of(), peer.wrong);
        Await.until(
                "all told",
                () -> ids.stream().allMatch(id -> state(id).path("members").asInt() == 2));
        assertEquals(1, state(ids.get(1)).path("invalid").asInt(), "Meta tells what it cannot read");

        say("bob", Map.of("consent.advertising", false));
        join("eve", true, true);
        clock.advance(Duration.ofSeconds(16));
        awaitEverywhere(hashes("ann", "eve"));

        // Everything that can happen to a call, for each of them in turn: nobody is lost, nobody stays.
        for (AdvertisingPeer.Fault fault :
                List.of(AdvertisingPeer.Fault.BUSY, AdvertisingPeer.Fault.BROKEN, AdvertisingPeer.Fault.DROPPED)) {
            peer.faults.addAll(List.of(fault, fault, fault));
            String newcomer = "new" + fault.name().toLowerCase(Locale.ROOT);
            join(newcomer, true, true);
            clock.advance(Duration.ofSeconds(16));
            Await.until(
                    "it is told",
                    () -> ids.stream()
                            .allMatch(
                                    id -> state(id).path("trouble").asString("").contains(" ")));
            say(newcomer, Map.of("consent.advertising", false));
            clock.advance(Duration.ofSeconds(70));
            awaitEverywhere(hashes("ann", "eve"));
            Await.until(
                    "no trouble",
                    () -> ids.stream()
                            .allMatch(id -> state(id).path("trouble").isMissingNode()
                                    && state(id).path("waiting").asInt() == 0));
        }

        shouldSayWhatToDoAboutAKeyAndGoOnWithANewOne(ids.get(2));
        shouldSurviveAStop(ids);
        shouldTakeEverybodyOutInTheEnd(ids);
        assertEquals(List.of(), peer.wrong);
    }

    private static void shouldSayWhatToDoAboutAKeyAndGoOnWithANewOne(String tiktok) throws Exception {
        peer.faults.add(AdvertisingPeer.Fault.KEY);
        join("fred", true, true);
        clock.advance(Duration.ofSeconds(1));
        percorso.post(BASE + "/audiences/" + tiktok + "/sync", Map.of());
        Await.until(
                "told",
                () -> state(tiktok)
                        .path("trouble")
                        .asString("")
                        .contains("authorise the app anew and enter the new token"));
        Map<String, Object> moved = audience("tiktok");
        moved.remove("secrets");
        moved.put("proxy", "https://elsewhere.example");
        assertEquals(422, percorso.put(BASE + "/audiences/" + tiktok, moved).status(), "secrets never go elsewhere");
        assertEquals(
                200,
                percorso.put(BASE + "/audiences/" + tiktok, audience("tiktok")).status());
        clock.advance(Duration.ofSeconds(16));
        awaitEverywhere(hashes("ann", "eve", "fred"));
    }

    private static void shouldSurviveAStop(List<String> ids) throws Exception {
        peer.faults.addAll(
                List.of(AdvertisingPeer.Fault.DROPPED, AdvertisingPeer.Fault.DROPPED, AdvertisingPeer.Fault.DROPPED));
        join("gina", true, true);
        clock.advance(Duration.ofSeconds(16));
        Await.until("the calls were lost", () -> peer.faults.isEmpty());
        percorso.close();
        percorso = running();
        clock.advance(Duration.ofSeconds(70));
        awaitEverywhere(hashes("ann", "eve", "fred", "gina"));
        Await.until(
                "all told",
                () -> ids.stream().allMatch(id -> state(id).path("members").asInt() == 4));
        assertEquals(
                409,
                percorso.delete(BASE + "/segments/" + segment).status(),
                "what an audience follows is not deleted");
    }

    private static void shouldTakeEverybodyOutInTheEnd(List<String> ids) throws Exception {
        for (String id : ids) {
            assertEquals(204, percorso.delete(BASE + "/audiences/" + id).status());
        }
        awaitEverywhere(Set.of());
        assertTrue(percorso.get(BASE + "/audiences").json().isEmpty());
    }

    @Test
    void shouldSayWhatIsMissing() throws Exception {
        Map<String, Object> withoutKey = audience("meta");
        withoutKey.remove("secrets");
        Map<String, Object> withoutAccount = audience("google");
        withoutAccount.put("account", "my shop");

        assertTrue(percorso.post(BASE + "/audiences", withoutKey).text().contains("enter the access token"));
        assertTrue(percorso.post(BASE + "/audiences", withoutAccount).text().contains("id of the account is a number"));
        assertEquals(404, percorso.post(BASE + "/audiences/gone/sync", Map.of()).status());
    }
}
