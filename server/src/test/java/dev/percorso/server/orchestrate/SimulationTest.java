package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.event.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a simulation says of days in which the flow really ran must be what happened. */
class SimulationTest {
    private static final OpenApi API = OpenApi.load();
    private static final String FLOW = """
            {"entry": {"type": "event", "match": {"event": "Came"}, "next": "bought"}, "reentry": "afterExit",
             "exits": [{"event": "Refunded"}], "goal": {"event": "Thanked"}, "goalExits": true,
             "steps": [
               {"id": "bought", "type": "waitForEvent", "match": {"event": "Bought"}, "timeout": "PT1H", "since": "flow",
                "next": "often", "timeoutNext": "remind"},
               {"id": "remind", "type": "email", "subject": "Hello {{ person.firstName }}", "purpose": "marketing",
                "body": "<p>{{ event.product }}</p>", "next": "day"},
               {"id": "day", "type": "wait", "duration": "P1D", "next": "often"},
               {"id": "often", "type": "condition", "condition": {"type": "event", "match": {"event": "Bought"},
                "comparison": "atLeast", "count": 2}, "next": "mark", "otherwise": "end"},
               {"id": "mark", "type": "setTrait", "trait": "loyal", "value": true, "next": "loyal"},
               {"id": "loyal", "type": "switch", "trait": "loyal", "ways": [{"label": "yes", "values": ["true"],
                "next": "thanks"}], "otherwise": "end"},
               {"id": "thanks", "type": "email", "subject": "Thanks", "purpose": "marketing", "body": "<p>.</p>",
                "next": "end"},
               {"id": "end", "type": "exit"}]}
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

    private JsonNode simulate(String flow, String more) throws Exception {
        Answer answer = shop.server()
                .post(
                        FlowShop.API + "/flows/" + flow + "/simulations",
                        FlowShop.tree("{\"from\": \"2026-03-02\", \"to\": \"2026-03-05\"" + more + "}"));
        assertEquals(200, answer.status(), answer.text());
        return answer.json();
    }

    /** Live through three days with the flow running. */
    private String live() throws Exception {
        String flow = shop.publish(FLOW);
        shop.person("ann", true);
        shop.person("bob", true);
        shop.person("cat", false);
        shop.person("dan", true);
        shop.track("ann", "Came", Map.of("product", "Lamp"));
        shop.track("cat", "Came", Map.of("product", "Desk"));
        shop.awaitCount(flow, "entered", 2);
        shop.later(Duration.ofMinutes(30));
        shop.track("bob", "Bought", Map.of());
        shop.track("bob", "Came", Map.of("product", "Chair"));
        shop.track("dan", "Came", Map.of());
        shop.awaitCount(flow, "entered", 4);
        shop.track("bob", "Bought", Map.of());
        shop.track("dan", "Refunded", Map.of());
        shop.awaitCount(flow, "exited", 2);
        shop.later(Duration.ofMinutes(40));
        shop.awaitMessages("SENT", 2);
        shop.awaitMessages("SKIPPED", 1);
        shop.track("ann", "Came", Map.of("product", "Lamp"));
        shop.later(Duration.ofHours(1));
        shop.track("cat", "Thanked", Map.of());
        shop.awaitCount(flow, "goals", 1);
        return flow;
    }

    @Test
    void shouldSayWhatReallyHappened() throws Exception {
        String flow = live();
        JsonNode real = shop.counts(flow);

        JsonNode simulation = simulate(flow, ", \"version\": 1");
        JsonNode draft = simulate(flow, "");

        assertEquals(List.of(), API.faults("Simulation", simulation));
        // What is inside now is due tomorrow, within the days of the simulation.
        assertEquals(1, real.path("active").asInt());
        assertEquals(0, simulation.path("counts").path("active").asInt());
        assertEquals(real.path("goals"), simulation.path("counts").path("goals"));
        shop.later(Duration.ofDays(1));
        shop.awaitCount(flow, "exited", 4);
        JsonNode later = shop.counts(flow);
        assertEquals(edges(later), edges(simulation.path("counts")));
        assertEquals(mails(later), mails(simulation.path("counts")));
        assertEquals(edges(later), edges(draft.path("counts")));
        assertEquals(1, times(simulation, "refused", "reason", "alreadyInside", "times"));
        assertEquals(1, times(simulation, "held", "rule", "consent", "messages"));
        assertEquals(4, simulation.path("people").asInt());
        assertEquals("thanks", simulation.path("messages").get(0).path("step").asString());
        peopleBehind(flow, simulation.path("id").asString());
        walks(flow);
        byTheCalendarAndBySegments();
        refusesWhatCannotBePlayed();
    }

    private static List<String> edges(JsonNode counts) {
        return counts.path("edges").valueStream().map(JsonNode::toString).toList();
    }

    private static List<String> mails(JsonNode counts) {
        return counts.path("steps")
                .valueStream()
                .map(step -> step.path("step").asString() + " " + step.path("sent") + " " + step.path("skipped"))
                .toList();
    }

    private static int times(JsonNode simulation, String list, String field, String value, String count) {
        return simulation
                .path(list)
                .valueStream()
                .filter(each -> each.path(field).asString().equals(value))
                .mapToInt(each -> each.path(count).asInt())
                .sum();
    }

    private void peopleBehind(String flow, String simulation) throws Exception {
        Map<String, Object> query = Map.of(
                "kind", "flowStep", "flow", flow, "stepId", "remind", "outcome", "passed", "simulation", simulation);
        JsonNode people =
                shop.server().post(FlowShop.API + "/reports/people", query).json();
        Answer gone = shop.server()
                .post(
                        FlowShop.API + "/reports/people",
                        Map.of("kind", "flowStep", "flow", flow, "stepId", "remind", "simulation", "other"));

        assertEquals(2, people.path("total").asInt(), people.toString());
        assertEquals(404, gone.status());
    }

    private void walks(String flow) throws Exception {
        JsonNode ann = walk(flow, "ann", "");
        JsonNode forced = walk(flow, "dan", ", \"enterAt\": \"2026-03-03T09:00:00Z\"");

        assertEquals(List.of(), API.faults("Walk", ann));
        assertEquals(
                List.of("entered", "moved", "waits", "moved", "message", "moved", "waits", "moved", "moved", "left"),
                ann.path("steps")
                        .valueStream()
                        .map(step -> step.path("kind").asString())
                        .toList());
        JsonNode message = ann.path("steps").get(4).path("message");
        assertEquals("Hello ANN", message.path("content").path("subject").asString());
        assertTrue(message.path("content").path("html").asString().contains("Lamp"));
        assertEquals("timeout", ann.path("steps").get(3).path("outlet").asString());
        assertEquals(1, ann.path("refused").size());
        assertEquals(
                "test", forced.path("steps").get(5).path("cause").path("kind").asString(), forced.toString());
    }

    private JsonNode walk(String flow, String person, String more) throws Exception {
        Answer answer = shop.server()
                .post(
                        FlowShop.API + "/flows/" + flow + "/walks",
                        FlowShop.tree("{\"personId\": \"%d\", \"from\": \"2026-03-02\", \"to\": \"2026-03-05\"%s}"
                                .formatted(shop.personNumber(person), more)));
        assertEquals(200, answer.status(), answer.text());
        return answer.json();
    }

    private void byTheCalendarAndBySegments() throws Exception {
        shop.accept(new Event(
                "visit",
                Event.Kind.TRACK,
                "Visited",
                Optional.empty(),
                Optional.of("ann"),
                Optional.empty(),
                FlowShop.START,
                Map.of(),
                Map.of(),
                "test"));
        String segment = shop.server()
                .post(FlowShop.API + "/segments", FlowShop.tree("""
                                {"name": "Recent", "condition": {"type": "event", "match": {"event": "Visited"},
                                 "comparison": "atLeast", "count": 1, "within": "P2D"}}"""))
                .json()
                .path("id")
                .asString();
        String body = "\"next\": \"end\"}, \"steps\": [{\"id\": \"end\", \"type\": \"exit\"}], \"exits\": []";
        String entering = draft("{\"reentry\": \"always\", \"entry\": {\"type\": \"segment\", \"segment\": \"" + segment
                + "\", " + body + "}");
        String leaving = draft("{\"reentry\": \"always\", \"entry\": {\"type\": \"segmentLeft\", \"segment\": \""
                + segment + "\", " + body + "}");
        String daily = draft("{\"reentry\": \"always\", \"entry\": {\"type\": \"schedule\", \"start\": "
                + "\"2026-03-02T09:00\", \"rule\": \"FREQ=DAILY\", " + body + "}");

        Await.until("the visit is known", () -> entered(entering) == 1);
        assertEquals(1, entered(leaving));
        assertEquals(4 * shop.server().percorso().people().count(FlowShop.SHOP), entered(daily));
    }

    private String draft(String definition) throws Exception {
        return shop.server()
                .post(FlowShop.API + "/flows", Map.of("name", "Draft", "definition", FlowShop.tree(definition)))
                .json()
                .path("id")
                .asString();
    }

    private int entered(String flow) {
        try {
            return simulate(flow, "").path("counts").path("entered").asInt();
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private void refusesWhatCannotBePlayed() throws Exception {
        String unfinished = draft("{\"entry\": {\"type\": \"event\"}, \"reentry\": \"never\", \"steps\": []}");
        String path = FlowShop.API + "/flows/" + unfinished + "/simulations";

        assertEquals(
                422,
                shop.server()
                        .post(path, Map.of("from", "2026-03-01", "to", "2026-03-02"))
                        .status());
        assertEquals(
                422,
                shop.server()
                        .post(path, Map.of("from", "2026-03-02", "to", "2026-03-01"))
                        .status());
        assertEquals(422, shop.server().post(path, Map.of()).status());
        assertEquals(
                404,
                shop.server()
                        .post(path, Map.of("from", "2026-03-01", "to", "2026-03-02", "version", 7))
                        .status());
    }
}
