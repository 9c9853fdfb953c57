package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.percorso.server.Await;
import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Versions, moves, the holdout, chance and failures of running flows, on one server. */
class RuntimeTest {
    private static final OpenApi API = OpenApi.load();
    private static final String CHANCE = """
            {"entry": {"type": "event", "match": {"event": "Came"}, "next": "split"}, "reentry": "never", "exits": [],
             "goal": {"event": "Bought"}, "holdout": 50,
             "steps": [{"id": "split", "type": "split", "ways": [{"label": "A", "percent": 50, "next": "wait"},
                        {"label": "B", "percent": 50, "next": "wait"}]},
                       {"id": "wait", "type": "wait", "duration": "P1D", "next": "end"}, {"id": "end", "type": "exit"}]}
            """;
    private static final String MARKETING = """
            {"entry": {"type": "event", "match": {"event": "Came"}, "next": "wait"}, "reentry": "never", "exits": [],
             "goal": {"event": "Bought"},
             "steps": [{"id": "wait", "type": "wait", "duration": "P1D", "next": "mail"},
                       {"id": "mail", "type": "email", "purpose": "marketing", "subject": "Hello", "body": "<p>Hi</p>",
                        "next": "end"}, {"id": "end", "type": "exit"}]}
            """;
    private static final String FIRST = """
            {"entry": {"type": "event", "match": {"event": "Started"}, "next": "%s"}, "reentry": "never", "exits": [],
             "steps": [{"id": "%s", "type": "wait", "duration": "%s", "next": "end"}, {"id": "end", "type": "exit"}]}
            """;

    @TempDir
    private Path folder;

    private FlowShop shop;

    @BeforeEach
    void open() throws Exception {
        shop = new FlowShop(folder);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void shouldMeasureAndMoveAndTryAgain() throws Exception {
        measuresAgainstTheHoldout();
        movesPeopleToTheNewestVersion();
        triesFailuresAgain();
    }

    @Test
    void shouldTellWhySomebodyWasOrWasNotInside() throws Exception {
        shop.person("early", true);
        shop.track("early", "Came", Map.of());
        shop.person("never", true);
        shop.later(Duration.ofHours(1));
        String flow = shop.publish(MARKETING);
        // However late the server comes to it: the flow was not live yet.
        shop.person("behind", true);
        shop.trackLate("behind", "Came", Duration.ofMinutes(30));
        shop.person("inside", true);
        shop.track("inside", "Came", Map.of());
        shop.track("stranger", "Came", Map.of());
        shop.awaitCount(flow, "entered", 1);

        JsonNode run = presence("flows/" + flow, "inside").path("runs").path(0);
        assertEquals("wait", run.path("step").asString());
        assertTrue(run.has("waitsUntil") && !run.has("endedAt"), run.toString());
        assertEquals("eventBefore Came", absence(flow, "early"));
        assertEquals("eventBefore Came", absence(flow, "behind"));
        assertEquals("eventNever Came", absence(flow, "never"));
        assertEquals("noProfiling ", absence(flow, "stranger"));
        shop.track("inside", "Bought", Map.of());
        shop.awaitCount(flow, "exited", 1);
        run = presence("flows/" + flow, "inside").path("runs").path(0);
        assertEquals("goal", run.path("exit").asString());
        assertTrue(run.path("goal").asBoolean() && run.has("endedAt"), run.toString());

        String segment = shop.segment("firstName", "EARLY");
        String bySegment = shop.publish(MARKETING.replace(
                "{\"type\": \"event\", \"match\": {\"event\": \"Came\"}",
                "{\"type\": \"segment\", \"segment\": \"%s\"".formatted(segment)));
        assertEquals("inSegmentBefore " + segment, absence(bySegment, "early"));
        assertEquals("notInSegment " + segment, absence(bySegment, "never"));
        JsonNode draft = shop.server()
                .post(FlowShop.API + "/flows", Map.of("name", "Draft", "definition", FlowShop.tree(MARKETING)))
                .json();
        assertEquals("notPublished ", absence(draft.path("id").asString(), "never"));

        shop.send(Map.of("name", "News", "segment", segment, "subject", "News", "body", "<p>News</p>"));
        String campaign = shop.server()
                .get(FlowShop.API + "/campaigns")
                .json()
                .at("/0/id")
                .asString();
        assertTrue(presence("campaigns/" + campaign, "early").path("inAudience").asBoolean());
        assertTrue(
                !presence("campaigns/" + campaign, "never").path("inAudience").asBoolean());
        assertEquals(
                404,
                shop.server()
                        .get(FlowShop.API + "/flows/" + flow + "/people/nobody")
                        .status());
    }

    private JsonNode presence(String of, String person) throws Exception {
        Answer answer = shop.server().get(FlowShop.API + "/" + of + "/people/" + shop.personNumber(person));
        assertEquals(200, answer.status(), answer.text());
        String schema = of.startsWith("flows") ? "PersonInFlow" : "PersonInCampaign";
        assertEquals(List.of(), API.faults(schema, answer.json()));
        return answer.json();
    }

    private String absence(String flow, String person) throws Exception {
        JsonNode absence = presence("flows/" + flow, person).path("absence");
        return absence.path("reason").asString("") + " " + absence.path("what").asString("");
    }

    private void measuresAgainstTheHoldout() throws Exception {
        String flow = shop.publish(CHANCE);
        for (int person = 0; person < 40; person++) {
            shop.track("p" + person, "Came", Map.of());
        }
        shop.awaitCount(flow, "entered", 40);
        long heldOut = shop.counts(flow).path("heldOut").asLong();
        shop.later(Duration.ofHours(1));
        for (int person = 0; person < 40; person += 2) {
            shop.track("p" + person, "Bought", Map.of());
        }
        Await.until(
                "the goals are counted", () -> shop.counts(flow).path("goals").asLong() > 0);

        JsonNode tooEarly = get(flow, "effect?days=7");
        shop.later(Duration.ofDays(8));
        shop.track("late", "Came", Map.of());
        shop.awaitCount(flow, "entered", 41);
        Await.until("all purchases are known", () -> converted(get(flow, "effect?days=7")) == 20);
        JsonNode effect = get(flow, "effect?days=7");
        JsonNode ways = shop.counts(flow).path("ways");

        assertEquals(List.of(), API.faults("FlowEffect", effect));
        assertEquals(List.of(), API.faults("FlowCounts", shop.counts(flow)));
        assertTrue(heldOut > 5 && heldOut < 35, "half of 40, by the hash: " + heldOut);
        assertEquals(40, tooEarly.path("tooRecent").asInt());
        assertEquals(1, effect.path("tooRecent").asInt());
        assertEquals(heldOut, effect.path("heldOut").path("people").asLong());
        assertEquals(40 - heldOut, effect.path("treated").path("people").asLong());
        double difference = share(effect, "treated") - share(effect, "heldOut");
        assertEquals(difference, effect.path("difference").path("estimate").asDouble(), 1e-12);
        assertEquals(
                shop.counts(flow).path("entered").asLong()
                        - shop.counts(flow).path("heldOut").asLong(),
                ways.valueStream()
                        .mapToLong(way -> way.path("persons").asLong())
                        .sum());
        assertTrue(
                ways.valueStream().mapToLong(way -> way.path("goals").asLong()).sum() > 0);
        // Both ways lead to the same step; each is counted for itself.
        assertEquals(
                ways.valueStream()
                        .map(way -> way.path("way").asString() + " " + way.path("persons"))
                        .sorted()
                        .toList(),
                shop.counts(flow)
                        .path("edges")
                        .valueStream()
                        .filter(edge -> edge.path("from").asString().equals("split"))
                        .map(edge -> edge.path("outlet").asString() + " " + edge.path("persons"))
                        .sorted()
                        .toList());
        assertEquals(
                422,
                shop.server()
                        .get(FlowShop.API + "/flows/" + flow + "/effect?days=0")
                        .status());
    }

    private static double share(JsonNode effect, String group) {
        return effect.path(group).path("converted").asDouble()
                / effect.path(group).path("people").asDouble();
    }

    private static long converted(JsonNode effect) {
        return effect.path("treated").path("converted").asLong()
                + effect.path("heldOut").path("converted").asLong();
    }

    private JsonNode get(String flow, String what) {
        try {
            return shop.server()
                    .get(FlowShop.API + "/flows/" + flow + "/" + what)
                    .json();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private Answer post(String flow, String what, Object body) throws Exception {
        return shop.server().post(FlowShop.API + "/flows/" + flow + "/" + what, body);
    }

    private void movesPeopleToTheNewestVersion() throws Exception {
        String flow = shop.publish(FIRST.formatted("old", "old", "P30D"));
        shop.track("mia", "Started", Map.of());
        shop.track("noa", "Started", Map.of());
        shop.awaitCount(flow, "active", 2);
        shop.publishAgain(flow, FIRST.formatted("fresh", "fresh", "P2D"));

        JsonNode versions = get(flow, "versions");
        Answer unknownStep = post(flow, "moves", Map.of("from", 1));
        Answer newest = post(flow, "moves", Map.of("from", 2));
        Answer moved = post(flow, "moves", Map.of("from", 1, "steps", Map.of("old", "fresh"), "retime", true));

        assertEquals(List.of(), API.faultsOfEach("FlowVersion", versions));
        assertEquals(
                List.of("2 false 0", "1 true 2"),
                versions.valueStream()
                        .map(version ->
                                version.path("number") + " " + version.path("draining") + " " + version.path("inside"))
                        .toList());
        assertEquals(422, unknownStep.status());
        assertTrue(unknownStep.text().contains("'old'"), unknownStep.text());
        assertEquals(409, newest.status());
        assertEquals("{\"moved\":2,\"failed\":0}", moved.text());
        assertEquals(0, get(flow, "versions").get(1).path("inside").asInt());
        JsonNode counts = shop.counts(flow);
        assertEquals(
                List.of("entry old 2"),
                counts.path("edges")
                        .valueStream()
                        .map(edge -> "%s %s %s"
                                .formatted(
                                        edge.path("from").asString(),
                                        edge.path("to").asString(),
                                        edge.path("persons")))
                        .toList());
        assertTrue(
                counts.path("steps")
                        .valueStream()
                        .allMatch(step -> step.path("passed").asLong() == 0),
                counts.toString());
        shop.later(Duration.ofDays(2).plusMinutes(1));
        shop.awaitCount(flow, "active", 0);
    }

    private void triesFailuresAgain() throws Exception {
        AtomicInteger status = new AtomicInteger(404);
        HttpServer receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        receiver.start();
        try {
            String flow = shop.publish("""
                    {"entry": {"type": "event", "match": {"event": "Called"}, "next": "hook"}, "reentry": "never", "exits": [],
                     "steps": [{"id": "hook", "type": "webhook", "url": "http://127.0.0.1:%d/", "next": "end"},
                               {"id": "end", "type": "exit"}]}
                    """.formatted(receiver.getAddress().getPort()));
            shop.track("eva", "Called", Map.of());
            Await.until("the call failed", () -> get(flow, "failures").size() == 1);
            JsonNode failures = get(flow, "failures");
            status.set(204);

            Answer retried = post(flow, "retries", Map.of("kind", "webhook"));
            Await.until("the call is made", () -> get(flow, "failures").isEmpty());

            assertEquals(List.of(), API.faultsOfEach("FlowFailure", failures));
            assertEquals("webhook", failures.get(0).path("kind").asString());
            assertEquals("{\"retried\":1}", retried.text());
            assertEquals(
                    422,
                    post(flow, "retries", Map.of("kind", "uncertainMessage")).status());
        } finally {
            receiver.stop(0);
        }
    }
}
