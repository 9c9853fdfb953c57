package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a flow lets the site show to a person. */
class OnSiteInFlowsTest {
    @TempDir
    private static Path folder;

    private static FlowShop shop;
    private static String key;

    @BeforeAll
    static void open() throws Exception {
        shop = new FlowShop(folder);
        key = shop.site();
        shop.server().put(FlowShop.API + "/push", Map.of("words", Map.of()));
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    @Test
    void shouldLetTheSiteAskOnceWhomAFlowChooses() throws Exception {
        shop.publish("""
                {"entry": {"type": "event", "match": {"event": "Looked"}, "next": "ask"}, "reentry": "always",
                 "steps": [{"id": "ask", "type": "askForPush", "duration": "P7D", "next": "end"},
                           {"id": "end", "type": "exit"}]}
                """);
        shop.visitor("ida");
        assertFalse(asked("ida").has("ask"), "nobody is asked unless a flow says so");
        shop.track("ida", "Looked", Map.of());
        Await.until("the question", () -> asked("ida").has("ask"));
        JsonNode asked = asked("ida");

        assertEquals(
                "Possiamo scriverti qui?", asked.path("words").path("title").asString());
        String offer = "/tag/offers/" + asked.path("ask").asString();
        assertEquals(
                204, shop.server().send("POST", offer + "/shown", "", Map.of()).status());
        assertEquals(
                404, shop.server().send("POST", offer + "x/shown", "", Map.of()).status());
        assertFalse(asked("ida").has("ask"), "once is enough");
        assertTrue(shop.server()
                .send("GET", "/tag/config/" + key, "", Map.of())
                .json()
                .path("push")
                .asBoolean());
    }

    @Test
    void shouldLetTheSiteShowAMessageUntilItWasSeenAndCountIt() throws Exception {
        String message = shop.server()
                .send(
                        "POST",
                        FlowShop.API + "/onsite-messages",
                        """
                        {"name": "For you", "active": true, "form": "modal", "place": "", "byFlow": true,
                         "variants": [{"words": {"en": {"title": "Sale", "text": "", "button": "Look", "url": "/sale"}}}],
                         "look": {"accent": "#0f6b67", "background": "#ffffff", "text": "#1f1b16"},
                         "onSite": {"shown": true, "paths": ["/shop*"], "stages": [], "delaySeconds": 0, "share": 1,
                                    "everyDays": 30, "gapDays": 7}}
                        """,
                        shop.server().session())
                .json()
                .path("id")
                .asString();
        String steps = """
                {"entry": {"type": "event", "match": {"event": "Hesitated"}, "next": "show"}, "reentry": "always",
                 "steps": [{"id": "show", "type": "showMessage", "message": "MESSAGE", "duration": "P1D", "next": "end"},
                           {"id": "end", "type": "exit"}]}
                """;
        JsonNode wrong = shop.server()
                .post(FlowShop.API + "/flows", Map.of("name", "Gone", "definition", FlowShop.tree(steps)))
                .json();
        String showing = shop.publish(steps.replace("MESSAGE", message));
        shop.visitor("karin");
        assertEquals(0, shown("karin").size(), "nobody sees it unless a flow says so");
        shop.track("karin", "Hesitated", Map.of());
        Await.until("the message", () -> shown("karin").size() == 1);
        JsonNode offered = shown("karin").get(0);
        Answer kept = shop.server().delete(FlowShop.API + "/onsite-messages/" + message);
        assertEquals(409, kept.status(), kept.text());
        assertTrue(kept.text().contains("used by flow Test flow"), kept.text());
        String offer = "/tag/offers/" + offered.path("offer").asString();

        assertEquals(
                "unknownMessage", wrong.path("problems").get(0).path("code").asString());
        assertEquals(100, offered.path("share").asInt(), "chance does not choose again");
        assertEquals("/shop*", offered.path("paths").get(0).asString());
        shop.server().send("POST", offer + "/shown", "", Map.of());
        assertEquals(0, shown("karin").size(), "a dialog is seen once");
        shop.server().send("POST", offer + "/clicked", "", Map.of());
        shop.server().send("POST", offer + "/clicked", "", Map.of());
        JsonNode step = shop.counts(showing).path("steps").get(0);
        assertEquals(
                List.of(1L, 1L),
                List.of(step.path("shown").asLong(), step.path("clicked").asLong()));
        assertEquals(List.of(), OpenApi.load().faults("FlowCounts", shop.counts(showing)));
        String stepId = step.path("step").asString();
        for (String outcome : List.of("shown", "clicked")) {
            assertEquals(1, behind(showing, stepId, outcome).path("total").asInt(), outcome);
        }
        assertEquals(0, behind(showing, stepId, "sent").path("total").asInt());

        shop.track("karin", "Hesitated", Map.of());
        Await.until("another", () -> shown("karin").size() == 1);
        shop.later(Duration.ofHours(25));
        assertEquals(0, shown("karin").size(), "its time is over");
        shop.server().post(FlowShop.API + "/flows/" + showing + "/stop", Map.of());
        assertEquals(
                204,
                shop.server()
                        .delete(FlowShop.API + "/onsite-messages/" + message)
                        .status());
    }

    private static JsonNode behind(String flow, String step, String outcome) throws Exception {
        return shop.server()
                .post(
                        FlowShop.API + "/reports/people",
                        Map.of("kind", "flowStep", "flow", flow, "stepId", step, "outcome", outcome))
                .json();
    }

    private static JsonNode shown(String id) {
        try {
            return shop.server()
                    .send("GET", "/tag/messages/" + key + "?anonymousId=browser-of-" + id, "", Map.of())
                    .json();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static JsonNode asked(String id) {
        try {
            return shop.server()
                    .send("GET", "/tag/push/" + key + "?language=it&anonymousId=browser-of-" + id, "", Map.of())
                    .json();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
