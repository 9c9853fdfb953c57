package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.SmallShop.SCOPE;
import static dev.percorso.server.analyze.SmallShop.asking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Lifecycle and stickiness of {@link SmallShop}, counted by hand; 4 April and its week still run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActivityReportTest {
    private static final Map<String, Object> BY_DAY = Map.of("scope", SCOPE, "interval", "day");

    private final OpenApi api = OpenApi.load();
    private SmallShop shop;

    @SuppressWarnings("NullAway.Init") // JUnit calls open() first
    ActivityReportTest() {}

    @BeforeAll
    void open(@TempDir Path data) throws Exception {
        shop = SmallShop.open(data);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void shouldTellNewFromReturningAndLeaveTheRunningWeekOutOfTheAverage() throws Exception {
        // when
        JsonNode result = report("lifecycle", "LifecycleResult", asking(Map.of("interval", "week")));

        // then
        assertEquals(
                List.of("2025-03-24 3 3/0/0/0 true", "2025-03-31 4 1/3/0/0 false"),
                result.get("points").valueStream().map(ActivityReportTest::row).toList());
        assertEquals(1, result.at("/average/periods").asInt());
        assertEquals(3, result.at("/average/active").asDouble(), 1e-9);
    }

    @Test
    void shouldFollowThePhasesFromDayToDay() throws Exception {
        // when
        JsonNode result = report("lifecycle", "LifecycleResult", BY_DAY);

        // then
        assertEquals(
                List.of(
                        "2025-03-29 2 2/0/0/0 true",
                        "2025-03-30 1 1/0/0/2 true",
                        "2025-03-31 2 0/1/1/0 true",
                        "2025-04-01 1 1/0/0/2 true",
                        "2025-04-02 1 0/0/1/1 true",
                        "2025-04-03 0 0/0/0/1 true",
                        "2025-04-04 0 0/0/0/0 false"),
                result.get("points").valueStream().map(ActivityReportTest::row).toList());
    }

    @Test
    void shouldCountActiveDaysOfTheDaysThatAreOver() throws Exception {
        // when
        JsonNode days = report("stickiness", "StickinessResult", BY_DAY);
        JsonNode orders = report(
                "stickiness",
                "StickinessResult",
                Map.of("scope", SCOPE, "interval", "day", "match", Map.of("event", "Order Completed")));
        JsonNode today = report(
                "stickiness",
                "StickinessResult",
                Map.of("scope", Map.of("from", "2025-04-04", "to", "2025-04-04"), "interval", "day"));

        // then
        JsonNode regularity = days.get("regularity");
        assertEquals(6, regularity.get("periods").asInt());
        assertEquals(4, regularity.get("persons").asLong());
        assertEquals(7.0 / 4, regularity.get("mean").asDouble(), 1e-9);
        assertEquals(
                List.of("1 1 0.25 1.0", "2 3 0.75 0.75", "3 0 0.0 0.0"),
                regularity
                        .get("bars")
                        .valueStream()
                        .limit(3)
                        .map(bar -> String.join(
                                " ",
                                bar.get("periods").asString(),
                                bar.get("persons").asString(),
                                Double.toString(bar.get("share").asDouble()),
                                Double.toString(bar.get("atLeast").asDouble())))
                        .toList());
        assertTrue(days.get("complete").asBoolean());
        assertEquals(2, orders.at("/regularity/persons").asLong());
        assertEquals(1, today.at("/regularity/periods").asInt());
        assertFalse(today.get("complete").asBoolean());
    }

    @Test
    void shouldCompareWithThePeriodBefore() throws Exception {
        // given
        Map<String, Object> scope = Map.of("from", "2025-03-31", "to", "2025-04-01", "compare", "previous");

        // when
        JsonNode lifecycle = report("lifecycle", "LifecycleResult", Map.of("scope", scope, "interval", "day"));
        JsonNode stickiness = report("stickiness", "StickinessResult", Map.of("scope", scope, "interval", "day"));

        // then
        assertEquals(1.5, lifecycle.at("/average/active").asDouble(), 1e-9);
        assertEquals(1.5, lifecycle.at("/comparison/newcomers").asDouble(), 1e-9);
        assertEquals(3, stickiness.at("/comparison/persons").asLong());
    }

    @Test
    void shouldShowThePeopleBehindAPhaseAndANumberOfDays() throws Exception {
        // when
        JsonNode back = people(
                Map.of("kind", "lifecycle", "activity", BY_DAY, "cohort", "2025-04-02", "phase", "resurrecting"));
        JsonNode asleep =
                people(Map.of("kind", "lifecycle", "activity", BY_DAY, "cohort", "2025-04-01", "phase", "dormant"));
        JsonNode twice = people(Map.of("kind", "stickiness", "activity", BY_DAY, "period", 2));
        JsonNode onceOrMore = people(Map.of("kind", "stickiness", "activity", BY_DAY, "period", 1, "orMore", true));

        // then
        assertEquals(List.of("Anna"), labels(back).toList());
        assertEquals(2, asleep.get("total").asLong());
        assertEquals(3, twice.get("total").asLong());
        assertEquals(4, onceOrMore.get("total").asLong());
    }

    private static String row(JsonNode point) {
        return point.get("from").asString() + " " + point.get("active").asLong() + " "
                + String.join(
                        "/",
                        point.get("newcomers").asString(),
                        point.get("returning").asString(),
                        point.get("resurrecting").asString(),
                        point.get("dormant").asString())
                + " " + point.get("complete").asBoolean();
    }

    private static Stream<String> labels(JsonNode page) {
        return page.get("people")
                .valueStream()
                .map(person -> person.get("label").asString());
    }

    private JsonNode people(Map<String, Object> query) throws Exception {
        return report("people", "PeoplePage", query);
    }

    private JsonNode report(String name, String schema, Map<String, Object> request) throws Exception {
        Answer answer = shop.post("/reports/" + name, request);
        assertEquals(200, answer.status(), answer.text());
        assertEquals(List.of(), api.faults(schema, answer.json()));
        return answer.json();
    }
}
