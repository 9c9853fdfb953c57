package dev.percorso.server.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.SettableClock;
import dev.percorso.server.access.Role;
import dev.percorso.server.access.Users;
import dev.percorso.server.http.Json;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Comments, approvals, versions and review links of a map, over HTTP. */
class MapReviewTest {
    private static final OpenApi OPEN_API = OpenApi.load();
    private static final String SHOP = "/api/workspaces/shop";
    private static final SettableClock CLOCK = new SettableClock(Instant.parse("2026-03-01T10:00:00Z"));

    @TempDir
    private static Path data;

    private static RunningPercorso percorso;

    @BeforeAll
    static void start() throws Exception {
        percorso = new RunningPercorso(data, CLOCK);
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "The shop", "timeZone", "UTC"));
    }

    @AfterAll
    static void stop() {
        percorso.close();
    }

    private static String map() throws Exception {
        Answer made = percorso.send("POST", SHOP + "/maps", """
                {"name": "Buying", "stages": [{"id": "s", "name": "One", "hue": "purchase"}],
                 "lanes": [{"id": "l", "kind": "opportunities"}],
                 "cards": [{"id": "c", "stage": "s", "lane": "l", "title": "Pay later"}], "emotions": []}
                """, percorso.session());
        assertEquals(201, made.status(), made.text());
        return SHOP + "/maps/" + made.json().get("id").asString();
    }

    private static JsonNode ok(int status, Answer answer, String schema) {
        assertEquals(status, answer.status(), answer.text());
        assertEquals(List.of(), OPEN_API.faults(schema, answer.json()));
        return answer.json();
    }

    @Test
    void shouldTalkAboutACardInThreads() throws Exception {
        String map = map();
        JsonNode first = ok(
                201,
                percorso.post(map + "/comments", Map.of("card", "c", "text", " @Ada, is it true? ")),
                "MapComment");
        assertEquals("@Ada, is it true?", first.get("text").asString());
        String id = first.get("id").asString();
        JsonNode second = ok(201, percorso.post(map + "/comments", Map.of("thread", id, "text", "Yes")), "MapComment");
        assertEquals("c", second.get("card").asString());
        assertEquals(
                204,
                percorso.put(map + "/comments/" + id + "/resolution", Map.of("resolved", true))
                        .status());
        JsonNode all = percorso.get(map + "/comments").json();
        assertEquals("Ada", all.get(0).get("resolvedBy").asString());
        assertFalse(all.get(1).has("resolvedAt"));
        assertEquals(0, overview(map).get("openThreads").asInt());

        assertEquals(422, percorso.post(map + "/comments", Map.of("text", "  ")).status());
        assertEquals(
                422,
                percorso.post(map + "/comments", Map.of("text", "?", "thread", "none"))
                        .status());
        assertEquals(
                404,
                percorso.put(map + "/comments/none/resolution", Map.of("resolved", true))
                        .status());
    }

    @Test
    void shouldTalkAboutAStepOfAFlowAsAViewerToo() throws Exception {
        JsonNode definition = Json.tree("""
                {"entry": {"type": "event", "match": {"event": "Came"}, "next": "end"}, "reentry": "never",
                 "steps": [{"id": "end", "type": "exit"}]}
                """.getBytes(StandardCharsets.UTF_8));
        String flow = SHOP + "/flows/"
                + percorso.post(SHOP + "/flows", Map.of("name", "Talked about", "definition", definition))
                        .json()
                        .get("id")
                        .asString();
        Map<String, String> vera = viewer();
        JsonNode first =
                ok(201, percorso.post(flow + "/comments", Map.of("card", "end", "text", "So soon?")), "MapComment");
        String thread = flow + "/comments/" + first.get("id").asString();
        String answer = Json.text(Map.of("thread", first.get("id").asString(), "text", "Yes"));
        JsonNode second = ok(201, percorso.send("POST", flow + "/comments", answer, vera), "MapComment");

        assertTrue(first.get("mine").asBoolean());
        JsonNode seen = percorso.get(flow + "/comments").json();
        assertFalse(seen.get(1).get("mine").asBoolean());
        assertEquals("end", seen.get(1).get("card").asString());
        assertEquals(403, percorso.send("DELETE", thread, "", vera).status(), "it is not hers");
        assertEquals(409, percorso.delete(thread).status(), "it was answered");
        String hers = flow + "/comments/" + second.get("id").asString();
        assertEquals(204, percorso.send("DELETE", hers, "", vera).status());
        assertEquals(204, percorso.delete(thread).status());
        assertEquals(0, percorso.get(flow + "/comments").json().size());
        assertEquals(404, percorso.get(SHOP + "/flows/none/comments").status());
    }

    /** The session of somebody who may look only. */
    private static Map<String, String> viewer() throws Exception {
        Users.Created vera = percorso.percorso().users().create("vera@example.com", "Vera", Role.VIEWER);
        String credentials = Json.text(Map.of("email", vera.user().email(), "password", vera.oneTimePassword()));
        Answer answer = percorso.send("POST", "/api/session", credentials, Map.of());
        String cookie = answer.header("set-cookie").orElseThrow();
        return Map.of(
                "Cookie",
                cookie.substring(0, cookie.indexOf(';')),
                "X-CSRF-Token",
                answer.json().get("csrfToken").asString());
    }

    private static JsonNode overview(String map) throws Exception {
        Answer all = percorso.get(SHOP + "/map-reviews");
        assertEquals(List.of(), OPEN_API.faultsOfEach("MapReviewOverview", all.json()));
        for (JsonNode one : all.json()) {
            if (map.endsWith(one.get("map").asString())) {
                return one;
            }
        }
        throw new AssertionError("the map is not listed: " + all.text());
    }

    @Test
    void shouldBeApprovedInReviewAndGrowStale() throws Exception {
        String map = map();
        assertEquals(
                422,
                percorso.put(map + "/governance", Map.of("status", "approved")).status());
        assertEquals(
                409, percorso.post(map + "/approvals", Map.of("approved", true)).status());
        ok(
                200,
                percorso.put(map + "/governance", Map.of("owner", "Ada", "status", "inReview", "reviewEveryDays", 1)),
                "MapGovernance");
        JsonNode approved =
                ok(200, percorso.post(map + "/approvals", Map.of("approved", true, "note", "Fine")), "MapGovernance");
        assertEquals("approved", approved.get("status").asString());
        assertEquals("Fine", approved.at("/approvals/0/note").asString());
        assertEquals(
                "approved", percorso.get(map + "/versions").json().at("/0/kept").asString());

        CLOCK.advance(Duration.ofDays(2));
        assertTrue(overview(map).at("/governance/stale").asBoolean());
        ok(200, percorso.post(map + "/reviewed", Map.of()), "MapGovernance");
        assertFalse(overview(map).at("/governance/stale").asBoolean());

        String other = map();
        percorso.put(map + "/governance", Map.of("counterpart", other.substring(other.lastIndexOf('/') + 1)));
        assertEquals(
                map.substring(map.lastIndexOf('/') + 1),
                percorso.get(other + "/governance").json().get("counterpart").asString());
    }

    @Test
    void shouldKeepVersionsAndBringThemBack() throws Exception {
        String map = map();
        JsonNode kept = ok(201, percorso.post(map + "/versions", Map.of("name", "Before")), "MapVersion");
        percorso.post(
                map + "/changes",
                Map.of(
                        "client",
                        "w",
                        "base",
                        1,
                        "changes",
                        List.of(Map.of(
                                "type", "set", "part", "cards", "id", "c", "field", "title", "value", "Pay now"))));
        String version = map + "/versions/" + kept.get("id").asString();
        assertEquals(
                "Pay later",
                ok(200, percorso.get(version), "WholeMapVersion")
                        .at("/content/cards/0/title")
                        .asString());
        JsonNode restored = ok(200, percorso.post(version + "/restore", Map.of()), "JourneyMap");
        assertEquals("Pay later", restored.at("/cards/0/title").asString());
        assertEquals(3, restored.get("revision").asInt());
        assertEquals(
                "replaced", percorso.get(map + "/versions").json().at("/0/kept").asString());
        assertEquals(404, percorso.get(map + "/versions/none").status());

        Answer cards = percorso.get(SHOP + "/map-cards?lane=opportunities");
        assertEquals(List.of(), OPEN_API.faultsOfEach("CardOfMap", cards.json()));
        assertEquals(422, percorso.get(SHOP + "/map-cards?lane=walls").status());
        ok(200, percorso.get(map + "/lint"), "MapChecklist");
    }

    @Test
    void shouldLetGuestsReadAndCommentUntilTheLinkEnds() throws Exception {
        String map = map();
        Answer made = percorso.post(
                SHOP + "/share-links",
                Map.of("kind", "map", "target", map.substring(map.lastIndexOf('/') + 1), "days", 7));
        assertEquals(201, made.status(), made.text());
        String shared = "/api/shares/" + made.json().get("token").asString();
        JsonNode seen = ok(200, percorso.send("GET", shared + "/map", "", Map.of()), "SharedMap");
        assertEquals("Pay later", seen.at("/content/cards/0/title").asString());

        String said = Json.text(Map.of("card", "c", "text", "I would use it", "name", "Carla"));
        JsonNode comment = ok(201, percorso.send("POST", shared + "/comments", said, Map.of()), "MapComment");
        assertTrue(comment.get("guest").asBoolean());
        assertEquals(
                "Carla", percorso.get(map + "/comments").json().at("/0/author").asString());
        Answer nameless = percorso.send(
                "POST",
                shared + "/comments",
                Json.text(Map.of("text", "?", "name", " ")),
                Map.of("Accept-Language", "it"));
        assertEquals(422, nameless.status());
        assertTrue(nameless.text().contains("indica il tuo nome"), nameless.text());

        percorso.delete(SHOP + "/share-links/" + made.json().get("id").asString());
        assertEquals(410, percorso.send("GET", shared + "/map", "", Map.of()).status());
        assertEquals(
                410, percorso.send("POST", shared + "/comments", said, Map.of()).status());
    }
}
