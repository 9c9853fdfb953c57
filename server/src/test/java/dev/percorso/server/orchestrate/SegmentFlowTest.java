package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SegmentFlowTest {
    private static final String BY_SEGMENT = """
            {"entry": {"type": "segment", "segment": "SEGMENT", "next": "mark"}, "reentry": "never",
             "steps": [
               {"id": "mark", "type": "setTrait", "trait": "welcomed", "value": "yes", "next": "branch"},
               {"id": "branch", "type": "condition", "next": "mail", "otherwise": "end",
                "condition": {"type": "trait", "trait": "welcomed", "operator": "equals", "value": "yes"}},
               {"id": "mail", "type": "email", "subject": "Welcome", "body": "<p>Hi</p>", "next": "pause"},
               {"id": "pause", "type": "wait", "duration": "P1D", "next": "end"},
               {"id": "end", "type": "exit"}]}
            """;

    @TempDir
    private Path folder;

    private FlowShop shop;

    @BeforeEach
    void open() throws IOException, InterruptedException {
        shop = new FlowShop(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void shouldEnterWhoComesIntoTheSegmentButNotWhoWasInIt() throws Exception {
        String buyers = segment("""
                {"type": "event", "match": {"event": "Ordered"}, "comparison": "atLeast", "count": 1}
                """);
        shop.person("ann", true);
        shop.track("ann", "Ordered", Map.of());
        shop.server().percorso().awaitProjection();
        String flow = shop.publish(BY_SEGMENT.replace("SEGMENT", buyers));

        shop.person("bob", true);
        shop.track("bob", "Ordered", Map.of());
        shop.track("ann", "Ordered", Map.of());
        shop.awaitMessages("SENT", 1);
        JsonNode waiting = people(flow, "pause", "waiting");
        JsonNode passed = people(flow, "mail", "passed");
        Answer inUse = shop.server().delete(FlowShop.API + "/segments/" + buyers);

        assertEquals(List.of("bob@example.com: Welcome"), shop.received());
        assertEquals(1, shop.counts(flow).path("entered").asLong());
        assertEquals(1, waiting.path("total").asLong());
        assertEquals(
                waiting.path("people").get(0).path("id"),
                passed.path("people").get(0).path("id"));
        assertEquals(409, inUse.status());
    }

    @Test
    void shouldEnterWhoComesIntoTheSegmentBecauseTimePassed() throws Exception {
        String quiet = segment("{\"type\": \"lastSeen\", \"comparison\": \"atLeast\", \"days\": 30}");
        shop.person("ann", true);
        shop.track("ann", "Ordered", Map.of());
        shop.server().percorso().awaitProjection();
        shop.publish(BY_SEGMENT.replace("SEGMENT", quiet));

        shop.later(Duration.ofDays(31));
        // Asked of the mail server: the month has ended the administrator's session, too.
        Await.until("a message arrives", () -> !shop.received().isEmpty());

        assertEquals(List.of("ann@example.com: Welcome"), shop.received());
    }

    @Test
    void shouldLeaveAndReachTheGoalBySegmentAndCondition() throws Exception {
        String buyers = segment("""
                {"type": "event", "match": {"event": "Ordered"}, "comparison": "atLeast", "count": 1}
                """);
        String content = segment("""
                {"type": "not", "condition":
                 {"type": "event", "match": {"event": "Complained"}, "comparison": "atLeast", "count": 1}}
                """);
        String flow = shop.publish("""
                {"entry": {"type": "event", "match": {"event": "Began"}, "next": "pause"}, "reentry": "never",
                 "goal": {"segment": "BUYERS", "when": "entered"}, "goalExits": false,
                 "exits": [{"segment": "CONTENT", "when": "left"},
                           {"condition": {"type": "event", "match": {"event": "Visited"}, "comparison": "atLeast", "count": 2}}],
                 "steps": [{"id": "pause", "type": "wait", "duration": "P30D", "next": "end"}, {"id": "end", "type": "exit"}]}
                """.replace("BUYERS", buyers).replace("CONTENT", content));
        for (String person : List.of("ann", "bob", "cid", "dan")) {
            shop.track(person, "Began", Map.of());
        }
        shop.awaitCount(flow, "active", 4);

        shop.track("ann", "Ordered", Map.of());
        shop.awaitCount(flow, "goals", 1);
        shop.track("bob", "Complained", Map.of());
        shop.awaitCount(flow, "exited", 1);
        shop.track("cid", "Visited", Map.of());
        shop.track("cid", "Visited", Map.of());
        shop.awaitCount(flow, "exited", 2);
        JsonNode stored =
                shop.server().get(FlowShop.API + "/flows/" + flow).json().path("definition");
        Answer inUse = shop.server().delete(FlowShop.API + "/segments/" + content);
        Answer wrong =
                shop.server().post(FlowShop.API + "/flows", Map.of("name", "Wrong", "definition", FlowShop.tree("""
                                        {"entry": {"type": "api"}, "reentry": "never", "steps": [],
                                         "exits": [{"segment": "nobody", "when": "gone"}]}
                                        """)));

        assertEquals(2, shop.counts(flow).path("active").asLong());
        assertEquals(List.of(), OpenApi.load().faults("FlowDefinition", stored));
        assertEquals(409, inUse.status());
        assertTrue(wrong.text().contains("'gone' is no moment of a segment. Write entered or left."), wrong.text());
        assertTrue(wrong.text().contains("segment nobody, which does not exist"), wrong.text());
    }

    @Test
    void shouldKeepWhatConditionsAndSchedulesAskFor() throws Exception {
        String asked = segment("{\"type\": \"lastSeen\", \"comparison\": \"atLeast\", \"days\": 30}");
        String invited = segment("{\"type\": \"lastSeen\", \"comparison\": \"atLeast\", \"days\": 60}");
        String free = segment("{\"type\": \"lastSeen\", \"comparison\": \"atLeast\", \"days\": 90}");
        String list = shop.server()
                .post(FlowShop.API + "/lists", Map.of("name", "Guests"))
                .json()
                .path("id")
                .asString();
        shop.publish("""
                {"entry": {"type": "schedule", "start": "2030-01-01T09:00:00", "rule": "FREQ=DAILY",
                           "segment": "INVITED", "next": "branch"}, "reentry": "never", "exits": [],
                 "steps": [{"id": "branch", "type": "condition", "next": "end", "otherwise": "end",
                            "condition": {"type": "any", "conditions": [
                              {"type": "not", "condition": {"type": "segment", "segment": "ASKED"}},
                              {"type": "list", "list": "LIST"}]}},
                           {"id": "end", "type": "exit"}]}
                """.replace("INVITED", invited).replace("ASKED", asked).replace("LIST", list));

        for (String kept : List.of("segments/" + asked, "segments/" + invited, "lists/" + list)) {
            Answer answer = shop.server().delete(FlowShop.API + "/" + kept);
            assertEquals(409, answer.status(), kept + ": " + answer.text());
            assertTrue(answer.text().contains("Test flow"), answer.text());
        }
        assertEquals(
                204, shop.server().delete(FlowShop.API + "/segments/" + free).status());
    }

    private String segment(String condition) throws IOException, InterruptedException {
        return shop.server()
                .post(FlowShop.API + "/segments", Map.of("name", "Segment", "condition", FlowShop.tree(condition)))
                .json()
                .path("id")
                .asString();
    }

    private JsonNode people(String flow, String step, String outcome) throws IOException, InterruptedException {
        return shop.server()
                .post(
                        FlowShop.API + "/reports/people",
                        Map.of("kind", "flowStep", "flow", flow, "stepId", step, "outcome", outcome))
                .json();
    }
}
