package dev.percorso.server.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.Event.Kind;
import dev.percorso.server.event.WorkspaceId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Three hundred planted journeys over the map A·C·P·R: every phone skips C in March and every second computer in the
 * second week; who looks for a coupon X never comes to R.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MapConformanceTest {
    private static final WorkspaceId SHOP = new WorkspaceId("shop");
    private static final Instant MONDAY = Instant.parse("2026-03-02T10:00:00Z");
    private static final String BASE = "/api/workspaces/shop";
    private static final Map<String, String> SCOPE = Map.of("from", "2026-03-01", "to", "2026-03-31");
    private RunningPercorso percorso;
    private final List<Event> events = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // JUnit calls start() first
    MapConformanceTest() {}

    @BeforeAll
    void start(@TempDir Path data) throws Exception {
        percorso = new RunningPercorso(data, () -> MONDAY.plus(Duration.ofDays(40)));
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop", "timeZone", "UTC"));
        percorso.post(
                BASE + "/touchpoints",
                Map.of(
                        "name",
                        "Coupon site",
                        "channel",
                        "affiliate",
                        "direct",
                        false,
                        "online",
                        true,
                        "binding",
                        Map.of("event", "X")));
        for (int person = 0; person < 300; person++) {
            boolean phone = person % 3 == 0;
            boolean coupon = person % 5 == 0;
            boolean skips = phone || person % 2 == 0;
            journey(
                    person,
                    MONDAY.plus(Duration.ofDays(person % 2 == 0 ? 8 : 0)),
                    phone,
                    coupon ? List.of("A", "X", skips ? "" : "C", "P") : List.of("A", skips ? "" : "C", "P", "R"));
        }
        percorso.percorso().collector().accept(SHOP, "test", List.copyOf(events));
        percorso.percorso().awaitProjection();
    }

    @AfterAll
    void stop() {
        percorso.close();
    }

    private void journey(int person, Instant start, boolean phone, List<String> names) {
        int hour = 0;
        for (String name : names) {
            if (!name.isEmpty()) {
                events.add(new Event(
                        person + "-" + hour,
                        Kind.TRACK,
                        name,
                        Optional.empty(),
                        Optional.of("person" + person),
                        Optional.empty(),
                        start.plus(Duration.ofHours(hour)),
                        Map.of("device", phone ? "mobile" : "desktop", "channel", phone ? "social" : "search"),
                        Map.of(),
                        "test"));
            }
            hour++;
        }
    }

    private String map(String rules) throws Exception {
        Answer created = percorso.send("POST", BASE + "/maps", mapText(rules), percorso.session());
        assertEquals(201, created.status(), created.text());
        return BASE + "/maps/" + created.json().get("id").asString();
    }

    private static JsonNode deviation(JsonNode conformance, String id) {
        for (JsonNode deviation : conformance.get("deviations")) {
            if (deviation.get("id").asString().equals(id)) {
                return deviation;
            }
        }
        throw new AssertionError(id + " is not among " + conformance.get("deviations"));
    }

    private static JsonNode named(JsonNode values, String name) {
        for (JsonNode value : values) {
            if (value.get("value").asString().equals(name)) {
                return value;
            }
        }
        throw new AssertionError(name + " is not among " + values);
    }

    @Test
    void shouldFollowTheFitOverTimeAndByChannelAndPersona() throws Exception {
        Answer segment = percorso.post(
                BASE + "/segments",
                Map.of(
                        "name",
                        "Coupon seekers",
                        "condition",
                        Map.of("type", "event", "match", Map.of("event", "X"), "comparison", "atLeast", "count", 1)));
        percorso.post(
                BASE + "/personas",
                Map.of("name", "Saver", "segment", segment.json().get("id").asString()));

        JsonNode parts = percorso.post(map("") + "/conformance/parts", SCOPE).json();

        assertEquals("day", parts.get("unit").asString());
        assertEquals(31, parts.get("trend").size());
        // On the first Monday only phones skip C: 50 of 150; of the others, coupon seekers miss R.
        JsonNode monday = parts.at("/trend/1");
        assertEquals("2026-03-02", monday.get("start").asString());
        assertEquals(150, monday.at("/figures/cases").asInt());
        assertEquals(80.0 / 150, monday.at("/figures/conformanceRate/value").asDouble(), 1e-12);
        assertEquals(0, parts.at("/trend/9/figures/conformanceRate/value").asDouble());
        assertEquals("search", parts.at("/channels/0/id").asString());
        assertEquals(200, parts.at("/channels/0/figures/cases").asInt());
        assertEquals(0, parts.at("/channels/1/figures/conformanceRate/value").asDouble());
        assertEquals("Saver", parts.at("/personas/0/name").asString());
        assertEquals(60, parts.at("/personas/0/figures/cases").asInt());
        // A·X·P misses C and R and has X too many: 1 − 3/7; with C it is 1 − 2/8.
        double saver = (40 * (4.0 / 7) + 20 * (6.0 / 8)) / 60;
        assertEquals(saver, parts.at("/personas/0/figures/fitness").asDouble(), 1e-12);

        String id = map("");
        assertEquals(80, behind(id, Map.of("part", "fitting", "cohort", "2026-03-02")));
        assertEquals(200, behind(id, Map.of("value", "search")));
        assertEquals(60, behind(id, Map.of("persona", parts.at("/personas/0/id").asString(), "part", "deviating")));
        assertEquals(300, behind(id, Map.of("outcome", "converted")));
        // The coupon site stands in the catalogue: ad hoc, but known.
        assertEquals(0, behind(id, Map.of("part", "beyond")));
    }

    private int behind(String map, Map<String, Object> figure) throws Exception {
        Map<String, Object> query = new HashMap<>(figure);
        query.put("kind", "cases");
        query.put("map", map.substring(map.lastIndexOf('/') + 1));
        query.put("scope", SCOPE);
        Answer people = percorso.post(BASE + "/reports/people", query);
        assertEquals(200, people.status(), people.text());
        return people.json().get("total").asInt();
    }

    @Test
    void shouldTellWhatGoesWithADeviationAndLeadToThePeople() throws Exception {
        String map = map("");

        JsonNode why = percorso.post(map + "/conformance/why", Map.of("scope", SCOPE, "deviation", "missing:r"))
                .json();

        assertEquals(300, why.get("persons").asInt());
        assertEquals(60, why.get("deviating").asInt());
        JsonNode coupon = why.at("/values/0");
        assertEquals("touchpoint", coupon.get("kind").asString(), why.toString());
        assertEquals("Coupon site", coupon.get("value").asString());
        assertEquals(5, coupon.get("lift").asDouble(), 1e-9);
        assertTrue(coupon.get("clear").asBoolean());
        for (JsonNode value : why.get("values")) {
            boolean isDevice = value.get("kind").asString().equals("device");
            assertFalse(isDevice && value.get("clear").asBoolean(), value.toString());
        }

        JsonNode skipping = percorso.post(
                        map + "/conformance/why", Map.of("scope", SCOPE, "deviation", "missing:c", "among", "p"))
                .json();
        JsonNode phone = named(skipping.get("values"), "mobile");
        assertTrue(phone.get("clear").asBoolean() && phone.get("share").asDouble() == 1, skipping.toString());
        Answer people = percorso.post(
                BASE + "/reports/people",
                Map.of(
                        "kind", "deviation",
                        "map", map.substring(map.lastIndexOf('/') + 1),
                        "deviation", "missing:c",
                        "card", "p",
                        "label", phone.get("attribute").asString(),
                        "value", "mobile",
                        "scope", SCOPE));
        assertEquals(200, people.status(), people.text());
        assertEquals(100, people.json().get("total").asInt());
    }

    @Test
    void shouldKeepToTheRulesOfTheMap() throws Exception {
        JsonNode plain = percorso.post(map("") + "/conformance", SCOPE).json();
        JsonNode skipped = deviation(plain, "missing:c");
        assertFalse(skipped.get("allowed").asBoolean());
        assertEquals(200, skipped.get("cases").asInt());

        JsonNode allowed = percorso.post(
                        map("\"rules\": {\"allowed\": [{\"deviation\": \"missing:c\", \"reason\": \"a short way\"}]},")
                                + "/conformance",
                        SCOPE)
                .json();
        assertTrue(deviation(allowed, "missing:c").get("allowed").asBoolean());
        assertEquals(0.8, allowed.at("/conformanceRate/value").asDouble(), 1e-12);

        // A way from A right to P is part of the map: skipping C is no deviation any more.
        JsonNode way = percorso.post(
                        map("\"rules\": {\"ways\": [{\"from\": \"a\", \"to\": \"p\"}, {\"from\": \"gone\"}]},")
                                + "/conformance",
                        SCOPE)
                .json();
        assertEquals(0.8, way.at("/conformanceRate/value").asDouble(), 1e-12);
        assertFalse(way.get("deviations").toString().contains("missing:c"));

        // Cases that end with P leave R to a case of its own, which misses the rest.
        JsonNode cut = percorso.post(map("\"rules\": {\"endsAtGoal\": true},") + "/conformance", SCOPE)
                .json();
        assertEquals(300 + 240, cut.get("cases").asInt());
        JsonNode exit = percorso.post(map("\"rules\": {\"exit\": {\"event\": \"X\"}},") + "/conformance", SCOPE)
                .json();
        assertEquals(300 + 60, exit.get("cases").asInt());
    }

    @Test
    void shouldCompareTimeToTheGoalWithAndWithoutADeviation() throws Exception {
        JsonNode coupon = percorso.post(map("") + "/conformance", SCOPE).json();
        for (JsonNode deviation : coupon.get("deviations")) {
            if (deviation.get("label").asString().equals("Coupon site")) {
                // P is three hours after the start with the coupon, two without.
                assertEquals(3600, deviation.at("/secondsDifference/value").asDouble());
                return;
            }
        }
        throw new AssertionError(coupon.toString());
    }

    private static String mapText(String rules) {
        return """
                {"name": "Acquire", "goal": {"event": "P"}, %s
                 "stages": [{"id": "s1", "name": "One", "hue": "awareness"}, {"id": "s2", "name": "Two", "hue": "purchase"}],
                 "lanes": [{"id": "t", "kind": "touchpoints"}],
                 "cards": [
                   {"id": "a", "stage": "s1", "lane": "t", "title": "Step A", "binding": {"event": "A"}, "step": "mandatory"},
                   {"id": "c", "stage": "s1", "lane": "t", "title": "Step C", "binding": {"event": "C"}, "step": "mandatory"},
                   {"id": "p", "stage": "s2", "lane": "t", "title": "Step P", "binding": {"event": "P"}, "step": "mandatory"},
                   {"id": "r", "stage": "s2", "lane": "t", "title": "Step R", "binding": {"event": "R"}, "step": "mandatory"}],
                 "emotions": []}
                """.formatted(rules);
    }
}
