package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.server.Await;
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
