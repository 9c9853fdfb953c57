package dev.percorso.server.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.analyze.SmallShop;
import dev.percorso.server.http.Json;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Rules of stages over {@link SmallShop}: Anna and Carla ordered once, Bruno checked out only, Dario read one page. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StageRulesTest {
    private static final Map<String, Object> ORDERED =
            Map.of("type", "event", "match", Map.of("event", "Order Completed"), "count", 1);

    private SmallShop shop;

    @SuppressWarnings("NullAway.Init") // JUnit calls open() first
    StageRulesTest() {}

    @BeforeAll
    void open(@TempDir Path data) throws Exception {
        shop = SmallShop.open(data);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    private static Map<String, Object> model(Map<String, Object> buying) {
        return Map.of(
                "stages",
                List.of(
                        Map.of(
                                "id",
                                "awareness",
                                "name",
                                "Awareness",
                                "hue",
                                "awareness",
                                "enter",
                                List.of(Map.of("event", "Page Viewed"))),
                        Map.of("id", "purchase", "name", "Buying", "hue", "purchase", "rules", List.of(buying))),
                "regress",
                true);
    }

    @Test
    void shouldPreviewWhereRulesWouldPutPeople() throws Exception {
        // given
        shop.put("/stages", model(Map.of("kind", "enter", "on", Map.of("event", "Order Completed"))));

        // when a condition holds on after the order, an event only at it, and a page view is from Rome
        JsonNode whenever = preview(Map.of("kind", "enter", "condition", ORDERED));
        JsonNode atEvent = preview(Map.of("kind", "enter", "on", Map.of("event", "Order Completed")));
        JsonNode romans = preview(Map.of(
                "kind",
                "advance",
                "on",
                Map.of("event", "Page Viewed"),
                "condition",
                Map.of("type", "trait", "trait", "city", "operator", "equals", "value", "Roma")));

        // then: Anna came back to the start page after her order
        assertEquals("awareness 2 of 3, purchase 2 of 1, none 0 of 0", said(whenever));
        assertEquals("awareness 3 of 3, purchase 1 of 1, none 0 of 0", said(atEvent));
        // Every second page of a Roman leads on, the one after it back: Anna saw three, Carla two.
        assertEquals("awareness 3 of 3, purchase 1 of 1, none 0 of 0", said(romans));
        assertEquals(List.of(), OpenApi.load().faults("StagePreview", whenever));
    }

    private JsonNode preview(Map<String, Object> rule) throws Exception {
        Answer answer = shop.post("/stages/preview", model(rule));
        assertEquals(200, answer.status(), answer.text());
        return answer.json();
    }

    private static String said(JsonNode preview) {
        return String.join(
                ", ",
                preview.get("stages")
                        .valueStream()
                        .map(row -> "%s %d of %d"
                                .formatted(
                                        row.get("stage").asString().isEmpty()
                                                ? "none"
                                                : row.get("stage").asString(),
                                        row.get("persons").asLong(),
                                        row.get("before").asLong()))
                        .toList());
    }

    @Test
    void shouldKeepRulesAndRefuseThoseThatGoRoundInCircles() throws Exception {
        // given a segment that a rule refers to, and the older form of a rule
        String id = shop.post("/segments", Map.of("name", "Ordered", "condition", ORDERED))
                .json()
                .get("id")
                .asString();
        Map<String, Object> bySegment = Map.of("kind", "enter", "condition", Map.of("type", "segment", "segment", id));

        // when
        JsonNode saved = shop.put("/stages", model(bySegment)).json();
        Answer byStage = shop.post(
                "/stages/preview",
                model(Map.of("kind", "enter", "condition", Map.of("type", "stage", "stage", "awareness"))));
        Answer neither = shop.post("/stages/preview", model(Map.of("kind", "enter")));
        Answer circle = shop.put(
                "/segments/" + id,
                Map.of("name", "Ordered", "condition", Map.of("type", "stage", "stage", "purchase")));
        Answer deleted = shop.delete("/segments/" + id);
        shop.put("/stages", model(Map.of("kind", "enter", "on", Map.of("event", "Order Completed"))));
        Answer free = shop.put(
                "/segments/" + id,
                Map.of("name", "Ordered", "condition", Map.of("type", "stage", "stage", "purchase")));

        // then
        assertEquals(
                "[{\"kind\":\"enter\",\"on\":{\"event\":\"Page Viewed\",\"where\":[]}}]",
                Json.text(saved.at("/stages/0/rules")));
        assertTrue(saved.at("/stages/0/enter").isMissingNode());
        assertEquals("{\"stage\":\"purchase\",\"persons\":2}", Json.text(saved.at("/occupancy/1")));
        assertEquals(422, byStage.status());
        assertEquals(
                "/stages/1/rules/0/condition/stage",
                byStage.json().at("/errors/0/field").asString());
        assertEquals(422, neither.status());
        assertTrue(neither.text().contains("needs an event 'on' which it acts"), neither.text());
        assertEquals(422, circle.status(), circle.text());
        assertTrue(circle.text().contains("cannot build on stages"), circle.text());
        assertEquals(409, deleted.status());
        assertTrue(deleted.text().contains("the rules of the stages"), deleted.text());
        assertEquals(200, free.status(), free.text());
    }

    /** A list has no past; a rule that looked at one would put nobody anywhere. */
    @Test
    void shouldRefuseSegmentsOfListsHoweverFar() throws Exception {
        // given a segment of a segment of a list, and one that a rule refers to
        shop.put("/stages", model(Map.of("kind", "enter", "on", Map.of("event", "Order Completed"))));
        String list = id(shop.post("/lists", Map.of("name", "Invited")));
        Map<String, Object> onList = Map.of("type", "list", "list", list);
        String near = id(shop.post("/segments", Map.of("name", "Near", "condition", onList)));
        String far = id(shop.post("/segments", Map.of("name", "Far", "condition", within(near))));
        String inner = id(shop.post("/segments", Map.of("name", "Inner", "condition", ORDERED)));
        String outer = id(shop.post("/segments", Map.of("name", "Outer", "condition", within(inner))));

        // when
        Answer direct = shop.put("/stages", model(Map.of("kind", "enter", "condition", onList)));
        Answer bySegment = shop.put("/stages", model(Map.of("kind", "enter", "condition", within(near))));
        Answer bySegmentOfSegment = shop.put("/stages", model(Map.of("kind", "enter", "condition", within(far))));
        Answer allowed = shop.put("/stages", model(Map.of("kind", "enter", "condition", within(outer))));
        Answer later = shop.put("/segments/" + inner, Map.of("name", "Inner", "condition", onList));
        Answer laterBySegment = shop.put("/segments/" + inner, Map.of("name", "Inner", "condition", within(far)));
        shop.put("/stages", model(Map.of("kind", "enter", "on", Map.of("event", "Order Completed"))));
        Answer free = shop.put("/segments/" + inner, Map.of("name", "Inner", "condition", onList));

        // then
        for (Answer refused : List.of(direct, bySegment, bySegmentOfSegment)) {
            assertEquals(422, refused.status(), refused.text());
            assertTrue(refused.text().contains("nor at a segment that does, since a list has no past"), refused.text());
        }
        assertEquals(
                "/stages/1/rules/0/condition/segment",
                bySegmentOfSegment.json().at("/errors/0/field").asString());
        assertEquals(200, allowed.status(), allowed.text());
        for (Answer refused : List.of(later, laterBySegment)) {
            assertEquals(422, refused.status(), refused.text());
            assertTrue(refused.text().contains("cannot build on a list"), refused.text());
        }
        assertEquals(200, free.status(), free.text());
    }

    private static Map<String, Object> within(String segment) {
        return Map.of("type", "segment", "segment", segment);
    }

    private static String id(Answer created) {
        assertEquals(201, created.status(), created.text());
        return created.json().get("id").asString();
    }
}
