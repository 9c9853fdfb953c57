package dev.percorso.server.onsite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.SettableClock;
import dev.percorso.server.event.Contrast;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class OnSiteTest {
    private static final String BASE = "/api/workspaces/shop";
    private static final String MESSAGES = BASE + "/onsite-messages";
    private static final Instant START = Instant.parse("2026-03-15T12:00:00Z");
    private static final String MESSAGE = """
            {"name": "NAME", "active": true, "form": "banner", "place": "",
             "variants": [{"words": {"en": {"title": "Sale", "text": "", "button": "Look", "url": "/sale"},
                                     "it": {"title": "Saldi", "text": "", "button": "Guarda", "url": "/saldi"}}}],
             "look": {"accent": "#0f6b67", "background": "#ffffff", "text": "#1f1b16"},
             "onSite": {"shown": true, "paths": ["/shop*"], "stages": [], "delaySeconds": 0, "share": 100,
                        "everyDays": 30, "gapDays": 7}}
            """;

    @TempDir
    private static Path data;

    private static RunningPercorso percorso;

    @BeforeAll
    static void start() throws Exception {
        percorso = new RunningPercorso(data, new SettableClock(START));
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop", "timeZone", "UTC"));
    }

    @AfterAll
    static void stop() {
        percorso.close();
    }

    @Test
    void shouldTellTheTagWhatToShowWhom() throws Exception {
        String key = percorso.post(BASE + "/sources", Map.of("name", "Site", "kind", "web"))
                .json()
                .get("writeKey")
                .asString();
        assertFalse(config(key), "nothing to show yet");
        String segment = percorso.send(
                        "POST",
                        BASE + "/segments",
                        "{\"name\": \"VIP\", \"condition\":"
                                + " {\"type\": \"trait\", \"trait\": \"vip\", \"operator\": \"equals\", \"value\": true}}",
                        percorso.session())
                .json()
                .get("id")
                .asString();
        JsonNode open = create(MESSAGE.replace("NAME", "Everybody"));
        JsonNode vip = create(MESSAGE.replace("NAME", "Vip")
                .replace("\"stages\": []", "\"stages\": [], \"segment\": \"%s\"".formatted(segment)));
        known("agreed", Map.of("vip", true, "consent.profiling", true));
        known("silent", Map.of("vip", true));

        assertEquals(List.of(), OpenApi.load().faults("OnSiteMessage", open));
        assertTrue(config(key));
        assertEquals(List.of("Everybody"), shown(key, "nobody"));
        assertEquals(List.of("Everybody", "Vip"), shown(key, "agreed"));
        assertEquals(List.of("Everybody"), shown(key, "silent"), "no looking at behaviour without consent to it");
        assertTrue(percorso.send("GET", "/tag/messages/" + key + "?language=it", "", Map.of())
                .text()
                .contains("Saldi"));
        assertEquals(
                401,
                percorso.send("GET", "/tag/messages/nonsense", "", Map.of()).status());
        assertEquals(409, percorso.delete(BASE + "/segments/" + segment).status(), "a message builds on it");

        String path = MESSAGES + "/" + vip.get("id").asString();
        Answer off = percorso.send(
                "PUT",
                path,
                MESSAGE.replace("NAME", "Vip").replace("\"active\": true", "\"active\": false"),
                percorso.session());
        assertEquals(200, off.status(), off.text());
        assertEquals(List.of("Everybody"), shown(key, "agreed"));
        assertEquals(204, percorso.delete(path).status());
        assertEquals(404, percorso.delete(path).status());
    }

    @Test
    void shouldRefuseWhatNobodyCouldReadOrFollow() throws Exception {
        assertRefused("\"text\": \"#1f1b16\"", "\"text\": \"#cccccc\"", "too alike");
        assertRefused("\"accent\": \"#0f6b67\"", "\"accent\": \"#ffee00\"", "too alike");
        assertRefused("\"url\": \"/sale\"", "\"url\": \"javascript:alert(1)\"", "a path such as /sale");
        assertRefused("\"url\": \"/sale\"", "\"url\": \"//evil.example\"", "a path such as /sale");
        assertRefused("\"url\": \"/sale\"", "\"url\": \"\"", "an address a button");
        assertRefused("\"form\": \"banner\"", "\"form\": \"inline\"", "the element it goes into");
        assertRefused("\"stages\": []", "\"stages\": [\"nowhere\"]", "no stage");
        assertEquals(21.0, Contrast.of("#000000", "#ffffff"), 1e-9);
        // The grey that WCAG's own documents give as just enough on white.
        assertEquals(4.54, Contrast.of("#767676", "#ffffff"), 0.005);
    }

    private static void assertRefused(String right, String wrong, String reason) throws Exception {
        Answer answer = percorso.send("POST", MESSAGES, MESSAGE.replace(right, wrong), percorso.session());
        assertEquals(422, answer.status(), answer.text());
        assertTrue(answer.text().contains(reason), answer.text());
    }

    private static JsonNode create(String content) throws Exception {
        Answer answer = percorso.send("POST", MESSAGES, content, percorso.session());
        assertEquals(201, answer.status(), answer.text());
        return answer.json();
    }

    private static boolean config(String key) throws Exception {
        return percorso.send("GET", "/tag/config/" + key, "", Map.of())
                .json()
                .get("messages")
                .asBoolean();
    }

    private static List<String> shown(String key, String anonymousId) throws Exception {
        return percorso.send("GET", "/tag/messages/" + key + "?anonymousId=" + anonymousId, "", Map.of())
                .json()
                .valueStream()
                .map(message -> message.get("name").asString())
                .toList();
    }

    private static void known(String anonymousId, Map<String, Object> traits) throws InterruptedException {
        Event event = new Event(
                "known-" + anonymousId,
                Event.Kind.IDENTIFY,
                "",
                Optional.of(anonymousId),
                Optional.empty(),
                Optional.empty(),
                START,
                Map.of(),
                traits,
                "test");
        percorso.percorso().collector().accept(new WorkspaceId("shop"), "test", List.of(event));
        percorso.percorso().awaitProjection();
    }
}
