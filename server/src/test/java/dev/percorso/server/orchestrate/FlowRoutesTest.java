package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class FlowRoutesTest {
    private static final OpenApi API = OpenApi.load();
    private static final String FLOWS = FlowShop.API + "/flows";
    private static final String UNFINISHED = """
            {"entry": {"type": "event", "match": {"event": ""}, "next": "mail"}, "reentry": "never",
             "steps": [
               {"id": "mail", "type": "email", "subject": "", "body": "{% if %}", "next": "until"},
               {"id": "until", "type": "waitForEvent", "match": {"event": "Ordered",
                "where": [{"property": "value", "operator": "greater", "value": "much"}]}, "timeout": "soon", "next": "end"},
               {"id": "end", "type": "exit"},
               {"id": "island", "type": "wait", "duration": "PT1H", "next": "end"}]}
            """;
    private static final String EMPTY = """
            {"entry": {"type": "event", "match": {"event": "Came"}, "next": "end"}, "reentry": "never", "exits": [],
             "steps": [{"id": "end", "type": "exit", "position": {"x": 1.5, "y": 2.5}}]}
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
    void shouldKeepAnUnfinishedDraftAndNameEveryProblem() throws Exception {
        Answer created = create(UNFINISHED);
        JsonNode flow = created.json();
        Answer refused = shop.server().post(FLOWS + "/" + flow.path("id").asString() + "/publish", Map.of());

        assertEquals(201, created.status());
        assertEquals(List.of(), API.faults("Flow", flow));
        assertEquals(
                List.of(
                        "until wrongMatch match",
                        "until wrongDuration timeout",
                        "entry noEventName match",
                        "mail noSubject subject",
                        "until missingTimeoutPath timeoutNext",
                        "island unreachable ",
                        "mail wrongTemplate body"),
                flow.path("problems")
                        .valueStream()
                        .map(problem -> problem.path("step").asString("") + " "
                                + problem.path("code").asString() + " "
                                + problem.path("field").asString(""))
                        .toList());
        assertEquals(422, refused.status());
        assertEquals(7, refused.json().path("errors").size());
        assertEquals("mail", refused.json().path("errors").get(3).path("field").asString());
    }

    @Test
    void shouldRoundTripTheDraftAndListIt() throws Exception {
        JsonNode created = create(EMPTY).json();
        String id = created.path("id").asString();

        JsonNode read = shop.server().get(FLOWS + "/" + id).json();
        JsonNode list = shop.server().get(FLOWS).json();

        assertEquals(FlowShop.tree(EMPTY), read.path("definition"));
        assertEquals(List.of(), API.faultsOfEach("FlowSummary", list));
        assertEquals(id, list.get(0).path("id").asString());
    }

    @Test
    void shouldRefuseASaveFromAnOldRevision() throws Exception {
        String id = create(EMPTY).json().path("id").asString();
        Map<String, Object> change = Map.of("name", "B", "definition", FlowShop.tree(EMPTY), "revision", 1);

        Answer first = shop.server().put(FLOWS + "/" + id, change);
        Answer second = shop.server().put(FLOWS + "/" + id, change);

        assertEquals(2, first.json().path("revision").asLong());
        assertEquals(409, second.status());
    }

    @Test
    void shouldRefuseActionsThatDoNotFitTheStatus() throws Exception {
        String id = create(EMPTY).json().path("id").asString();

        assertEquals(409, act(id, "pause"));
        assertEquals(409, act(id, "resume"));
        assertEquals(409, act(id, "stop"));
        assertEquals(404, act(id, "explode"));
        assertEquals(200, act(id, "publish"));
        assertEquals(200, act(id, "pause"));
        assertEquals(200, act(id, "resume"));
        assertEquals(200, act(id, "stop"));
        assertEquals(404, shop.server().get(FLOWS + "/unknown").status());
    }

    @Test
    void shouldNameUnknownFields() throws Exception {
        Answer answer = create("{\"entry\": {\"type\": \"event\", \"colour\": \"red\"}, \"steps\": []}");

        assertEquals(422, answer.status());
        assertTrue(answer.text().contains("colour"), answer.text());
    }

    private int act(String id, String action) throws IOException, InterruptedException {
        return shop.server().post(FLOWS + "/" + id + "/" + action, Map.of()).status();
    }

    private Answer create(String definition) throws IOException, InterruptedException {
        return shop.server().post(FLOWS, Map.of("name", "Draft", "definition", FlowShop.tree(definition)));
    }
}
