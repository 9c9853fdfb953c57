package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.SmallShop.SCOPE;
import static dev.percorso.server.analyze.SmallShop.asking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

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

/** Pages and acquisition of {@link SmallShop}, counted by hand. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcquisitionReportTest {
    private final OpenApi api = OpenApi.load();
    private SmallShop shop;

    @SuppressWarnings("NullAway.Init") // JUnit calls open() first
    AcquisitionReportTest() {}

    @BeforeAll
    void open(@TempDir Path data) throws Exception {
        shop = SmallShop.open(data);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void shouldSayWhatBecomesOfTheSessionsOfEachChannel() throws Exception {
        // when
        JsonNode result = report("acquisition", "AcquisitionResult", asking(Map.of()));

        // then: value, visitors/sessions/conversions, revenue
        assertEquals(
                List.of("direct 3/3/1 30.0", "email 2/2/1 50.0", "organic search 1/1/0 0.0", "paid search 1/1/0 0.0"),
                result.get("rows").valueStream().map(AcquisitionReportTest::row).toList());
        assertEquals(7, result.at("/total/sessions").asLong());
        assertEquals(4, result.at("/total/visitors").asLong());
        assertEquals(1.0 / 3, result.at("/rows/0/figures/conversionRate/value").asDouble(), 1e-9);
        assertEquals(2.0 / 3, result.at("/rows/0/figures/bounceRate/value").asDouble(), 1e-9);
        assertEquals(4, result.get("groups").asInt());
        assertFalse(result.has("rest"));
        assertEquals("direct", result.at("/series/0/value").asString());
        assertEquals(
                List.of(0L, 0L, 2L, 0L, 1L, 0L, 0L),
                result.at("/series/0/points")
                        .valueStream()
                        .map(point -> point.get("sessions").asLong())
                        .toList());
    }

    @Test
    void shouldGatherWhatIsNotShown() throws Exception {
        // when
        JsonNode result = report("acquisition", "AcquisitionResult", asking(Map.of("limit", 1)));

        // then: anna, bruno, carla and dario came other than directly
        assertEquals(1, result.get("rows").size());
        assertEquals(4, result.at("/rest/sessions").asLong());
        assertEquals(4, result.at("/rest/visitors").asLong());
        assertEquals(50, result.at("/rest/revenue").asDouble(), 1e-9);
    }

    @Test
    void shouldGroupByLandingPageAndCompare() throws Exception {
        // given
        Map<String, Object> scope = Map.of("from", "2025-03-31", "to", "2025-04-01", "compare", "previous");

        // when
        JsonNode result =
                report("acquisition", "AcquisitionResult", Map.of("scope", scope, "dimension", "landingPage"));

        // then
        assertEquals(
                List.of("/ 1/1/0 0.0", "/blog 1/1/0 0.0", "/cart 1/1/1 30.0"),
                result.get("rows").valueStream().map(AcquisitionReportTest::row).toList());
        assertEquals(3, result.at("/rows/0/before/sessions").asLong());
        assertFalse(result.at("/rows/1").has("before"));
        assertEquals(50, result.at("/comparison/revenue").asDouble(), 1e-9);
    }

    @Test
    void shouldCallAReferrerByItsHost() {
        assertEquals("google.com", AcquisitionReport.host("https://www.google.com/search?q=x"));
        assertEquals("shop.example", AcquisitionReport.host("http://shop.example:8080"));
        assertEquals("android-app", AcquisitionReport.host("android-app"));
        assertEquals("", AcquisitionReport.host(""));
    }

    @Test
    void shouldMeasurePages() throws Exception {
        // when
        JsonNode result = report("pages", "PagesResult", asking(Map.of()));

        // then: views/visitors/entries/exits, bounced of those who entered
        assertEquals(
                List.of("/ 5/3/5/4 0.8", "/cart 2/2/1/2 0.0", "/blog 1/1/1/1 1.0"),
                result.get("rows")
                        .valueStream()
                        .map(row -> row.get("path").asString() + " "
                                + String.join(
                                        "/",
                                        row.get("views").asString(),
                                        row.get("visitors").asString(),
                                        row.get("entries").asString(),
                                        row.get("exits").asString())
                                + " " + row.at("/bounceRate/value").asDouble())
                        .toList());
        assertEquals(0.8, result.at("/rows/0/exitRate/value").asDouble(), 1e-9);
        assertFalse(result.at("/rows/2").has("averageSeconds"), "the only view of the blog has no end");
    }

    @Test
    void shouldSearchAndSortPages() throws Exception {
        // when
        JsonNode found = report("pages", "PagesResult", asking(Map.of("search", "CART")));
        JsonNode sorted = report("pages", "PagesResult", asking(Map.of("sort", "bounceRate", "limit", 2)));
        JsonNode named = report("pages", "PagesResult", asking(Map.of("sort", "path")));

        // then
        assertEquals(1, found.get("pages").asInt());
        assertEquals(2, found.get("views").asLong());
        assertEquals(List.of("/blog", "/"), paths(sorted));
        assertEquals(3, sorted.get("pages").asInt());
        assertEquals(List.of("/", "/blog", "/cart"), paths(named));
    }

    @Test
    void shouldShowThePeopleBehindAPageAndAnOrigin() throws Exception {
        // when
        JsonNode cart = report(
                "people", "PeoplePage", Map.of("kind", "pages", "pages", Map.of("scope", SCOPE), "value", "/cart"));
        JsonNode landing = report(
                "people",
                "PeoplePage",
                Map.of(
                        "kind",
                        "acquisition",
                        "acquisition",
                        Map.of("scope", SCOPE, "dimension", "landingPage"),
                        "value",
                        "/cart"));

        // then
        assertEquals(2, cart.get("total").asLong());
        assertEquals(1, landing.get("total").asLong());
    }

    private static List<String> paths(JsonNode result) {
        return result.get("rows")
                .valueStream()
                .map(row -> row.get("path").asString())
                .toList();
    }

    private static String row(JsonNode row) {
        JsonNode figures = row.get("figures");
        return row.get("value").asString() + " "
                + String.join(
                        "/",
                        figures.get("visitors").asString(),
                        figures.get("sessions").asString(),
                        figures.get("conversions").asString())
                + " " + figures.get("revenue").asDouble();
    }

    private JsonNode report(String name, String schema, Map<String, Object> request) throws Exception {
        Answer answer = shop.post("/reports/" + name, request);
        assertEquals(200, answer.status(), answer.text());
        assertEquals(List.of(), api.faults(schema, answer.json()));
        return answer.json();
    }
}
