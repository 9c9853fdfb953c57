package dev.percorso.server.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Several people at one map, over HTTP. */
class MapTogetherTest {
    private static final OpenApi OPEN_API = OpenApi.load();
    private static final String MAPS = "/api/workspaces/shop/maps";
    private static final int CARDS = 12;

    @TempDir
    private static Path data;

    private static RunningPercorso percorso;

    @BeforeAll
    static void start() throws Exception {
        percorso = new RunningPercorso(data, () -> Instant.parse("2026-03-01T10:00:00Z"));
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop", "timeZone", "UTC"));
    }

    @AfterAll
    static void stop() {
        percorso.close();
    }

    private static String map() throws Exception {
        Answer made = percorso.post(
                MAPS,
                Map.of(
                        "name",
                        "Together",
                        "stages",
                        List.of(Map.of("id", "s", "name", "One", "hue", "purchase")),
                        "lanes",
                        List.of(Map.of("id", "l", "kind", "actions")),
                        "cards",
                        IntStream.range(0, CARDS)
                                .mapToObj(i -> Map.of("id", "c" + i, "stage", "s", "lane", "l", "title", "Card " + i))
                                .toList(),
                        "emotions",
                        List.of()));
        assertEquals(201, made.status(), made.text());
        return MAPS + "/" + made.json().get("id").asString();
    }

    private static Answer change(String map, String client, long base, Map<String, String> change) throws Exception {
        Answer answer =
                percorso.post(map + "/changes", Map.of("client", client, "base", base, "changes", List.of(change)));
        assertEquals(200, answer.status(), answer.text());
        assertEquals(List.of(), OPEN_API.faults("MapChanged", answer.json()));
        return answer;
    }

    private static Map<String, String> set(String card, String field, String value) {
        return Map.of("type", "set", "part", "cards", "id", card, "field", field, "value", value);
    }

    @Test
    void shouldKeepEveryEditOfEverybodyWhoWritesAtOnce() throws Exception {
        String map = map();
        List<Callable<Answer>> edits = new ArrayList<>();
        for (int card = 0; card < CARDS; card++) {
            String id = "c" + card;
            edits.add(() -> change(map, "anna", 1, set(id, "title", "Anna's " + id)));
            edits.add(() -> change(map, "bruno", 1, set(id, "text", "Bruno's " + id)));
        }
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> edit : people.invokeAll(edits)) {
                assertEquals(0, edit.get().json().get("notices").size());
            }
        }
        JsonNode now = percorso.get(map).json();
        assertEquals(1 + 2 * CARDS, now.get("revision").asInt());
        for (JsonNode card : now.get("cards")) {
            String id = card.get("id").asString();
            assertEquals("Anna's " + id, card.get("title").asString());
            assertEquals("Bruno's " + id, card.get("text").asString());
        }
        Answer history = percorso.get(map + "/changes?limit=5");
        assertEquals(List.of(), OPEN_API.faultsOfEach("MapSaveLog", history.json()));
        assertEquals(5, history.json().size());
    }

    @Test
    void shouldTellBothWhenTheLaterWriterWins() throws Exception {
        String map = map();
        percorso.get(map + "/news?client=anna&wait=no");
        change(map, "anna", 1, set("c0", "title", "Anna's"));
        JsonNode bruno = change(map, "bruno", 1, set("c0", "title", "Bruno's")).json();

        assertEquals("overwritten", bruno.at("/notices/0/told").asString());
        assertEquals("Anna's", bruno.at("/notices/0/value").asString());
        assertEquals("Bruno's", bruno.at("/map/cards/0/title").asString());
        Answer anna = percorso.get(map + "/news?client=anna&after=2&seen=1&card=c0");
        assertEquals(List.of(), OPEN_API.faults("MapNews", anna.json()));
        assertEquals(3, anna.json().get("revision").asInt());
        assertEquals("Anna's", anna.json().at("/notices/0/value").asString());
        assertEquals("c0", anna.json().at("/present/0/card").asString());
    }

    @Test
    void shouldWakeThoseWhoWaitForNews() throws Exception {
        String map = map();
        long seen = percorso.get(map + "/news?client=anna&wait=no")
                .json()
                .get("seen")
                .asLong();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> waiting = people.submit(() -> percorso.get(map + "/news?client=anna&after=1&seen=" + seen));
            change(map, "bruno", 1, set("c1", "title", "News"));
            assertEquals(2, waiting.get().json().get("revision").asInt());
        }
    }

    @Test
    void shouldBringBackWhatAnotherRemovedWhileItWasEdited() throws Exception {
        String map = map();
        Map<String, String> stageGone = Map.of("type", "remove", "part", "cards", "id", "c2");
        change(map, "anna", 1, stageGone);
        JsonNode bruno =
                change(map, "bruno", 1, set("c2", "text", "still needed")).json();
        assertEquals("restored", bruno.at("/notices/0/told").asString());
        JsonNode cards = percorso.get(map).json().get("cards");
        assertTrue(cards.toString().contains("still needed"), cards.toString());

        Answer nothing = percorso.post(map + "/changes", Map.of("client", "a b", "base", 1, "changes", List.of()));
        assertEquals(422, nothing.status());
        Answer unknown = percorso.post(
                map + "/changes", Map.of("client", "anna", "base", 1, "changes", List.of(set("c0", "colour", "red"))));
        assertEquals(422, unknown.status(), unknown.text());
    }
}
