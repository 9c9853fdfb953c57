package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.SmallShop.asking;
import static dev.percorso.server.analyze.SmallShop.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The figures of {@link SmallShop}, counted by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportsTest {
    private static final List<Map<String, Object>> STEPS =
            List.of(step("Product Viewed"), step("Checkout Started"), step("Order Completed"));

    private final OpenApi api = OpenApi.load();
    private SmallShop shop;

    @SuppressWarnings("NullAway.Init") // JUnit calls open() first
    ReportsTest() {}

    @BeforeAll
    void open(@TempDir Path data) throws Exception {
        shop = SmallShop.open(data);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void shouldCountVisitorsSessionsAndWhatTheyDid() throws Exception {
        // when
        JsonNode result = report("overview", "OverviewResult", Map.of());

        // then
        JsonNode totals = result.get("totals");
        assertEquals(
                List.of(4L, 7L, 8L, 2L),
                List.of(
                        totals.get("visitors").asLong(),
                        totals.get("sessions").asLong(),
                        totals.get("pageViews").asLong(),
                        totals.get("conversions").asLong()));
        assertEquals(5.0 / 7, totals.at("/bounceRate/value").asDouble(), 1e-9);
        assertEquals(5.0 / 7, totals.at("/engagedRate/value").asDouble(), 1e-9);
        assertEquals(0.5, totals.at("/conversionRate/value").asDouble(), 1e-9);
        assertEquals(0.1500, totals.at("/conversionRate/low").asDouble(), 1e-4);
        assertEquals(80, totals.get("revenue").asDouble(), 1e-9);
        assertEquals(1_140.0 / 7, totals.get("averageSessionSeconds").asDouble(), 1e-9);
    }

    @Test
    void shouldPutSessionsIntoTheDaysOfTheWorkspace() throws Exception {
        // when
        JsonNode result = report("overview", "OverviewResult", Map.of());

        // then
        assertEquals(
                List.of(
                        "2025-03-29 2 true",
                        "2025-03-30 1 true",
                        "2025-03-31 2 true",
                        "2025-04-01 1 true",
                        "2025-04-02 1 true",
                        "2025-04-03 0 true",
                        "2025-04-04 0 false"),
                result.get("series")
                        .valueStream()
                        .map(point -> point.get("from").asString() + " "
                                + point.get("sessions").asLong() + " "
                                + point.get("complete").asBoolean())
                        .toList());
    }

    @Test
    void shouldSkipTheHourThatTheClocksSkip() throws Exception {
        // when
        JsonNode result = report(
                "overview",
                "OverviewResult",
                Map.of("interval", "hour", "scope", Map.of("from", "2025-03-30", "to", "2025-03-30")));

        // then
        List<String> hours = result.get("series")
                .valueStream()
                .map(point -> point.get("from").asString())
                .toList();
        assertEquals(23, hours.size());
        assertEquals(List.of("2025-03-30T01:00", "2025-03-30T03:00"), hours.subList(1, 3));
    }

    @Test
    void shouldSplitSessionsByChannelDeviceAndPage() throws Exception {
        // when
        JsonNode result = report("overview", "OverviewResult", Map.of());

        // then
        assertEquals(
                Map.of("direct", "3/3/1", "email", "2/2/1", "paid search", "1/1/0", "organic search", "1/1/0"),
                rows(result.get("channels"), "name", "sessions", "visitors", "conversions"));
        assertEquals(
                Map.of("mobile", "4/2/2", "desktop", "3/2/0"),
                rows(result.get("devices"), "name", "sessions", "visitors", "conversions"));
        assertEquals(
                Map.of("/", "5/3/5", "/cart", "2/2/1", "/blog", "1/1/1"),
                rows(result.get("pages"), "path", "views", "visitors", "entries"));
    }

    @Test
    void shouldCompareWithThePeriodBefore() throws Exception {
        // when
        JsonNode result = report(
                "overview",
                "OverviewResult",
                Map.of("scope", Map.of("from", "2025-03-31", "to", "2025-04-01", "compare", "previous")));

        // then
        assertEquals(3, result.at("/totals/sessions").asLong());
        assertEquals(3, result.at("/comparison/sessions").asLong());
        assertEquals(30, result.at("/totals/revenue").asDouble(), 1e-9);
        assertEquals(50, result.at("/comparison/revenue").asDouble(), 1e-9);
        assertEquals("2025-03-29", result.at("/comparisonSeries/0/from").asString());
    }

    @Test
    void shouldNarrowSessionsToAFilter() throws Exception {
        // given
        Map<String, Object> scope = Map.of(
                "from",
                "2025-03-29",
                "to",
                "2025-04-04",
                "where",
                List.of(Map.of("property", "channel", "operator", "equals", "value", "email")));

        // when
        JsonNode result = report("overview", "OverviewResult", Map.of("scope", scope));

        // then
        assertEquals(2, result.at("/totals/sessions").asLong());
        assertEquals(50, result.at("/totals/revenue").asDouble(), 1e-9);
    }

    @Test
    void shouldCountAFunnelWithAMergedPersonOnce() throws Exception {
        // when
        JsonNode result = report("funnel", "FunnelResult", Map.of("steps", STEPS));

        // then
        JsonNode steps = result.get("steps");
        assertEquals("3/3/2", counts(steps));
        assertEquals(List.of(0L, 1L, 0L), longs(steps, "lost"));
        assertEquals(2.0 / 3, steps.at("/2/fromStart/value").asDouble(), 1e-9);
        assertEquals(540, steps.at("/1/time/median").asDouble(), 1e-9);
        assertEquals((175 + 540 + 82_800) / 3.0, steps.at("/1/time/mean").asDouble(), 1e-9);
        assertEquals("Checkout Started", steps.at("/1/label").asString());
    }

    /** Anna orders on Saturday the 29th, Carla on Monday after a Sunday's visit, Bruno comes again on Monday. */
    @Test
    void shouldFollowTheConversionOfAFunnelByDateOfEntry() throws Exception {
        // when
        JsonNode days = report("funnel", "FunnelResult", Map.of("steps", STEPS, "trend", "day", "window", "P2D"));
        JsonNode weeks = report("funnel", "FunnelResult", Map.of("steps", STEPS, "trend", "week"));

        // then: the time of those who came on the third is not over
        assertEquals(
                Map.of(
                        "2025-03-29", "1/1/true",
                        "2025-03-30", "1/1/true",
                        "2025-03-31", "1/0/true",
                        "2025-04-01", "0/0/true",
                        "2025-04-02", "0/0/false",
                        "2025-04-03", "0/0/false",
                        "2025-04-04", "0/0/false"),
                rows(days.get("trend"), "from", "entered", "converted", "complete"));
        assertEquals(
                Map.of("2025-03-24", "2/2/false", "2025-03-31", "1/0/false"),
                rows(weeks.get("trend"), "from", "entered", "converted", "complete"));
        assertEquals(0.2065, days.at("/trend/0/conversion/low").asDouble(), 1e-4);
    }

    /** Anna and Carla look at the cart on their way to the order. */
    @Test
    void shouldLetPeopleGoOnWithoutAnOptionalStep() throws Exception {
        // given
        Map<String, Object> cart = new LinkedHashMap<>(page("/cart"));
        cart.put("optional", true);

        // when
        JsonNode steps = report(
                        "funnel",
                        "FunnelResult",
                        Map.of("steps", List.of(STEPS.get(0), cart, STEPS.get(1), STEPS.get(2))))
                .get("steps");

        // then: bruno saw no cart and is lost only before the order
        assertEquals("3/2/3/2", counts(steps));
        assertEquals(List.of(0L, 0L, 1L, 0L), longs(steps, "lost"));
        assertEquals(2.0 / 3, steps.at("/1/fromPrevious/value").asDouble(), 1e-9);
        assertEquals(1, steps.at("/2/fromPrevious/value").asDouble(), 1e-9);
        assertTrue(steps.at("/1/optional").asBoolean());
    }

    @Test
    void shouldHoldTheWindowAndTheOrder() throws Exception {
        // when
        JsonNode oneHour = report("funnel", "FunnelResult", Map.of("steps", STEPS, "window", "PT1H"));
        JsonNode strict = report("funnel", "FunnelResult", Map.of("steps", STEPS, "order", "strict"));
        JsonNode sessions = report("funnel", "FunnelResult", Map.of("steps", STEPS, "count", "sessions"));

        // then: only anna orders within the hour; she and carla see a page in between; bruno begins in two sessions
        assertEquals("3/2/1", counts(oneHour.get("steps")));
        assertEquals("3/1/0", counts(strict.get("steps")));
        assertEquals("4/2/1", counts(sessions.get("steps")));
    }

    @Test
    void shouldSplitAFunnelAndDropTheRest() throws Exception {
        // when
        JsonNode byCity = report(
                "funnel",
                "FunnelResult",
                Map.of("steps", STEPS, "breakdown", Map.of("kind", "person", "name", "city")));
        JsonNode largest = report(
                "funnel",
                "FunnelResult",
                Map.of("steps", STEPS, "breakdown", Map.of("kind", "event", "name", "sku", "limit", 1)));

        // then
        assertEquals(
                Map.of("Roma", "2/2/2", "Bari", "1/1/0"),
                byCity.get("breakdown")
                        .valueStream()
                        .collect(Collectors.toMap(
                                series -> series.get("value").asString(), series -> counts(series.get("steps")))));
        assertEquals(1, largest.get("breakdown").size());
        assertEquals("chair", largest.at("/breakdown/0/value").asString());
    }

    /** Carla came by e-mail and saw the cart directly; Anna did both by e-mail; Bruno came directly and saw no cart. */
    @Test
    void shouldCountAPersonWithEveryValueOfTheirSteps() throws Exception {
        // given
        List<Map<String, Object>> pages = List.of(page("/"), page("/cart"));

        // when
        JsonNode all = split(pages, Map.of("kind", "event", "name", "channel", "touch", "all"));
        JsonNode second = split(pages, Map.of("kind", "event", "name", "channel", "touch", "step", "step", 2));
        JsonNode largest = split(pages, Map.of("kind", "event", "name", "channel", "touch", "all", "limit", 1));

        // then
        assertEquals("3/2", counts(all.get("steps")));
        assertEquals(Map.of("email", "2/2", "direct", "2/1"), series(all));
        assertEquals(Map.of("email", "1/1", "direct", "1/1", "", "1/0"), series(second));
        assertTrue(all.path("rest").isMissingNode());
        assertEquals(1, largest.at("/rest/values").asInt());
        assertEquals("2/2", counts(largest.at("/rest/steps")));
    }

    private JsonNode split(List<Map<String, Object>> steps, Map<String, Object> breakdown) throws Exception {
        return report("funnel", "FunnelResult", Map.of("steps", steps, "breakdown", breakdown));
    }

    private static Map<String, String> series(JsonNode result) {
        return result.get("breakdown")
                .valueStream()
                .collect(Collectors.toMap(
                        series -> series.get("value").asString(), series -> counts(series.get("steps"))));
    }

    private static Map<String, Object> page(String path) {
        Map<String, Object> is = Map.of("property", "path", "operator", "equals", "value", path);
        return Map.of("any", List.of(Map.of("event", "Page Viewed", "where", List.of(is))));
    }

    @Test
    void shouldMeasureAnEventOverTime() throws Exception {
        // given
        Map<String, Object> orders = Map.of("event", "Order Completed");

        // when
        JsonNode sum = report("events", "EventsResult", Map.of("match", orders, "measure", "sum", "property", "value"));
        JsonNode average =
                report("events", "EventsResult", Map.of("match", orders, "measure", "average", "property", "value"));
        JsonNode products = report(
                "events",
                "EventsResult",
                Map.of("match", Map.of("event", "Product Viewed"), "measure", "persons", "breakdown", "sku"));

        // then
        assertEquals(80, sum.get("total").asDouble(), 1e-9);
        assertEquals(50, sum.at("/series/0/points/0/value").asDouble(), 1e-9);
        assertEquals("2025-03-31", sum.at("/series/0/points/2/from").asString());
        assertEquals(30, sum.at("/series/0/points/2/value").asDouble(), 1e-9);
        assertEquals(40, average.get("total").asDouble(), 1e-9);
        assertEquals(3, products.get("total").asDouble(), 1e-9);
        assertEquals(Map.of("chair", "2.0", "table", "1.0"), rows(products.get("series"), "value", "total"));
        assertEquals(2, products.get("values").asInt());
    }

    @Test
    void shouldFollowPathsOfSessions() throws Exception {
        // when
        JsonNode result = report("paths", "PathsResult", Map.of("label", "path", "steps", 3));

        // then
        assertEquals(7, result.get("journeys").asLong());
        assertEquals(
                7,
                result.get("nodes")
                        .valueStream()
                        .filter(node -> node.get("step").asInt() == 1)
                        .mapToLong(node -> node.get("count").asLong())
                        .sum());
        assertTrue(
                result.get("edges")
                        .valueStream()
                        .anyMatch(edge -> edge.get("count").asLong() == 4
                                && edge.get("to").asString().equals("2:Product Viewed")
                                && edge.get("medianSeconds").asDouble() == 60),
                result.toString());
    }

    @Test
    void shouldCountWhoComesBack() throws Exception {
        // given
        Map<String, Object> page = Map.of("event", "Page Viewed");

        // when
        JsonNode result = report(
                "retention", "RetentionResult", Map.of("start", page, "return", page, "period", "day", "periods", 4));

        // then: of anna and bruno, anna saw a second page at once and came back on day 4, bruno on day 2
        JsonNode first = result.at("/cohorts/0");
        assertEquals("2025-03-29", first.get("from").asString());
        assertEquals(2, first.get("size").asLong());
        assertEquals(List.of(1L, 0L, 1L, 0L, 1L), longs(first.get("cells"), "count"));
        assertEquals(
                List.of(0L, 1L), longs(result.at("/cohorts/1/cells"), "count").subList(0, 2));
    }

    @Test
    void shouldDescribeWhatWasObserved() throws Exception {
        // when
        Answer answer = shop.get("/schema");

        // then
        assertEquals(List.of(), api.faults("ObservedSchema", answer.json()));
        assertEquals("Page Viewed", answer.json().at("/events/0/name").asString());
        assertEquals(8, answer.json().at("/events/0/count").asLong());
        JsonNode order = answer.json()
                .get("events")
                .valueStream()
                .filter(event -> event.get("name").asString().equals("Order Completed"))
                .findFirst()
                .orElseThrow();
        JsonNode value = order.get("properties")
                .valueStream()
                .filter(property -> property.get("name").asString().equals("value"))
                .findFirst()
                .orElseThrow();
        assertEquals("number", value.get("kind").asString());
        assertEquals(
                List.of("30", "50"),
                value.get("values").valueStream().map(JsonNode::asString).toList());
        assertTrue(answer.json()
                .get("traits")
                .valueStream()
                .anyMatch(trait -> trait.get("name").asString().equals("city")));
    }

    @Test
    void shouldShowTheNewestEventsFirst() throws Exception {
        // when
        JsonNode newest = shop.get("/events?limit=3").json();
        JsonNode orders = shop.get("/events?event=Order+Completed").json();
        long second = newest.at("/1/sequence").asLong();
        JsonNode since = shop.get("/events?after=" + second).json();

        // then
        assertEquals(List.of(), api.faultsOfEach("LiveEvent", newest));
        assertEquals("/blog", newest.at("/0/properties/path").asString());
        assertEquals("organic search", newest.at("/0/channel").asString());
        assertEquals(3, newest.size());
        assertEquals(2, orders.size());
        assertEquals(List.of(newest.at("/0/sequence").asLong()), longs(since, "sequence"));
        assertEquals(List.of(), api.faultsOfEach("LiveEvent", since));
    }

    private JsonNode report(String name, String schema, Map<String, Object> fields) throws Exception {
        Answer answer = shop.post("/reports/" + name, asking(fields));
        assertEquals(200, answer.status(), answer.text());
        assertEquals(List.of(), api.faults(schema, answer.json()));
        return answer.json();
    }

    private static String counts(JsonNode steps) {
        return steps.valueStream().map(step -> step.get("count").asString()).collect(Collectors.joining("/"));
    }

    private static List<Long> longs(JsonNode rows, String field) {
        return rows.valueStream().map(row -> row.get(field).asLong()).toList();
    }

    private static Map<String, String> rows(JsonNode rows, String key, String... fields) {
        return rows.valueStream()
                .collect(Collectors.toMap(
                        row -> row.get(key).asString(),
                        row -> List.of(fields).stream()
                                .map(field -> row.get(field).asString())
                                .collect(Collectors.joining("/"))));
    }
}
