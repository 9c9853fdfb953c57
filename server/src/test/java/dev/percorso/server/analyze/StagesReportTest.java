package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.SmallShop.SCOPE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Stages, cohorts by origin, brackets and annotations of {@link SmallShop}, counted by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StagesReportTest {
    private static final Map<String, Object> BY_DAY = Map.of("scope", SCOPE, "interval", "day");
    private static final Map<String, Object> BY_CHANNEL =
            Map.of("scope", SCOPE, "period", "day", "breakdown", Map.of("kind", "event", "name", "channel"));

    private final OpenApi api = OpenApi.load();
    private SmallShop shop;

    @SuppressWarnings("NullAway.Init") // JUnit calls open() first
    StagesReportTest() {}

    @BeforeAll
    void open(@TempDir Path data) throws Exception {
        shop = SmallShop.open(data);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void shouldSayWhoIsWhereAtTheEndOfEachDay() throws Exception {
        // when
        JsonNode result = report("stages", "StagesResult", BY_DAY);

        // then: awareness, consideration, purchase, retention, advocacy, none
        assertEquals("awareness", result.at("/stages/0").asString());
        assertEquals("", result.at("/stages/5").asString());
        assertEquals(
                List.of(
                        "2025-03-29 [0,1,1,0,0,0] true",
                        "2025-03-30 [0,2,1,0,0,0] true",
                        "2025-03-31 [0,0,3,0,0,0] true",
                        "2025-04-01 [1,0,3,0,0,0] true",
                        "2025-04-02 [1,0,3,0,0,0] true",
                        "2025-04-03 [1,0,3,0,0,0] true",
                        "2025-04-04 [1,0,3,0,0,0] false"),
                result.get("points")
                        .valueStream()
                        .map(point -> point.get("from").asString() + " " + point.get("persons") + " "
                                + point.get("complete").asBoolean())
                        .toList());
    }

    @Test
    void shouldFollowMovesAndTheTimeBetweenThem() throws Exception {
        // when
        JsonNode result = report("stages", "StagesResult", BY_DAY);

        // then
        assertEquals(
                List.of(">awareness 4/4", "awareness>consideration 3/3", "consideration>purchase 3/3"),
                result.get("moves")
                        .valueStream()
                        .map(move -> move.get("from").asString() + ">"
                                + move.get("to").asString() + " "
                                + move.get("times").asLong() + "/"
                                + move.get("persons").asLong())
                        .toList());
        JsonNode awareness = result.at("/figures/0");
        assertEquals(
                List.of(1L, 4L, 0L, 3L, 0L, 0L),
                List.of(
                        awareness.get("persons").asLong(),
                        awareness.get("entered").asLong(),
                        awareness.get("returned").asLong(),
                        awareness.get("advanced").asLong(),
                        awareness.get("regressed").asLong(),
                        awareness.get("dropped").asLong()));
        assertEquals(60, awareness.get("medianSeconds").asDouble(), 1e-9);
        assertFalse(result.at("/figures/2").has("medianSeconds"), "nobody has left purchase");
    }

    @Test
    void shouldShowThePeopleInAStageAndThoseWhoMoved() throws Exception {
        // when
        JsonNode deciding = report(
                "people",
                "PeoplePage",
                Map.of("kind", "stages", "stages", BY_DAY, "stage", "consideration", "cohort", "2025-03-30"));
        JsonNode buying = report(
                "people",
                "PeoplePage",
                Map.of("kind", "stages", "stages", BY_DAY, "stage", "consideration", "toStage", "purchase"));

        // then
        assertEquals(2, deciding.get("total").asLong());
        assertEquals(3, buying.get("total").asLong());
    }

    @Test
    void shouldPutStartsTogetherByTheirChannel() throws Exception {
        // when
        JsonNode result = report("cohorts", "CohortsResult", BY_CHANNEL);

        // then: started/returned of the days that are over
        assertEquals(
                List.of(
                        "email 2: 2/2 2/1 2/0 2/0 2/1 1/0",
                        "organic search 1: 1/0 1/0 1/0",
                        "paid search 1: 1/1 1/0 1/1 1/0 1/0 1/0"),
                result.get("rows").valueStream().map(StagesReportTest::row).toList());
        assertEquals(" 4: 4/3 4/1 4/1 3/0 3/1 2/0", row(result.get("total")));
        assertEquals(3, result.get("groups").asInt());
        assertFalse(result.has("rest"));
    }

    @Test
    void shouldPutTheSmallerOnesTogetherAndSplitByTrait() throws Exception {
        // when
        JsonNode largest = report(
                "cohorts",
                "CohortsResult",
                Map.of(
                        "scope",
                        SCOPE,
                        "period",
                        "day",
                        "breakdown",
                        Map.of("kind", "event", "name", "channel", "limit", 1)));
        JsonNode cities = report(
                "cohorts",
                "CohortsResult",
                Map.of("scope", SCOPE, "period", "week", "breakdown", Map.of("kind", "person", "name", "city")));

        // then
        assertEquals(1, largest.get("rows").size());
        assertEquals(2, largest.at("/rest/size").asLong());
        assertEquals(
                List.of("Roma 2: 2/2", " 1: ", "Bari 1: 1/1").stream().sorted().toList(),
                cities.get("rows")
                        .valueStream()
                        .map(StagesReportTest::row)
                        .sorted()
                        .toList());
    }

    @Test
    void shouldShowThePeopleOfACohortsCell() throws Exception {
        // when
        JsonNode back = report(
                "people",
                "PeoplePage",
                Map.of("kind", "cohorts", "retention", BY_CHANNEL, "value", "email", "period", 4));
        JsonNode gone = report(
                "people",
                "PeoplePage",
                Map.of("kind", "cohorts", "retention", BY_CHANNEL, "value", "email", "period", 1, "outcome", "lost"));

        // then
        assertEquals(1, back.get("total").asLong());
        assertEquals("Anna", back.at("/people/0/label").asString());
        assertEquals("Anna", gone.at("/people/0/label").asString());
    }

    @Test
    void shouldPutPeriodsIntoBrackets() throws Exception {
        // when
        JsonNode result = report(
                "retention",
                "RetentionResult",
                Map.of(
                        "scope",
                        SCOPE,
                        "period",
                        "day",
                        "brackets",
                        List.of(Map.of("first", 1, "last", 1), Map.of("first", 2, "last", 4))));

        // then: anna and bruno started on 29 March; he was back on the 31st, she on 2 April
        assertEquals("[0,0] [1,1] [2,4]", spans(result));
        assertEquals(
                List.of("0 2 true", "1 0 true", "2 2 true"),
                result.at("/cohorts/0/cells")
                        .valueStream()
                        .map(cell -> cell.get("period").asInt() + " "
                                + cell.get("count").asLong() + " "
                                + cell.get("complete").asBoolean())
                        .toList());
    }

    @Test
    void shouldKeepChangeAndDeleteAnAnnotation() throws Exception {
        // when
        Answer created = shop.post("/annotations", Map.of("day", "2025-03-30", "text", " Spring sale "));
        String id = created.json().get("id").asString();
        Answer changed = shop.put("/annotations/" + id, Map.of("day", "2025-03-31", "text", "Sale ends"));
        Answer listed = shop.get("/annotations");
        Answer deleted = shop.delete("/annotations/" + id);

        // then
        assertEquals(201, created.status());
        assertEquals("Spring sale", created.json().get("text").asString());
        assertEquals(List.of(), api.faults("Annotation", created.json()));
        assertEquals("2025-03-31", changed.json().get("day").asString());
        assertEquals(1, listed.json().size());
        assertEquals("Sale ends", listed.json().at("/0/text").asString());
        assertEquals(204, deleted.status());
        assertEquals(0, shop.get("/annotations").json().size());
        assertEquals(404, shop.delete("/annotations/" + id).status());
        assertTrue(shop.post("/annotations", Map.of("day", "2025-03-30", "text", " "))
                .text()
                .contains("1 to 300 characters"));
    }

    private static String spans(JsonNode result) {
        return String.join(
                " ",
                result.get("spans")
                        .valueStream()
                        .map(span -> "[" + span.get("first").asInt() + ","
                                + span.get("last").asInt() + "]")
                        .toList());
    }

    private static String row(JsonNode row) {
        return row.get("value").asString() + " " + row.get("size").asLong() + ": "
                + String.join(
                        " ",
                        row.get("cells")
                                .valueStream()
                                .map(cell -> cell.get("started").asLong() + "/"
                                        + cell.get("returned").asLong())
                                .toList());
    }

    private JsonNode report(String name, String schema, Map<String, Object> request) throws Exception {
        Answer answer = shop.post("/reports/" + name, request);
        assertEquals(200, answer.status(), answer.text());
        assertEquals(List.of(), api.faults(schema, answer.json()));
        return answer.json();
    }
}
