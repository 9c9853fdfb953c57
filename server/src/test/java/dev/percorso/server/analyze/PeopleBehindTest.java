package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.SmallShop.SCOPE;
import static dev.percorso.server.analyze.SmallShop.asking;
import static dev.percorso.server.analyze.SmallShop.step;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** From every number to the people behind it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleBehindTest {
    private static final Map<String, Object> FUNNEL =
            asking(Map.of("steps", List.of(step("Product Viewed"), step("Checkout Started"), step("Order Completed"))));

    private final OpenApi api = OpenApi.load();
    private SmallShop shop;

    @SuppressWarnings("NullAway.Init") // JUnit calls open() first
    PeopleBehindTest() {}

    @BeforeAll
    void open(@TempDir Path data) throws Exception {
        shop = SmallShop.open(data);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void shouldShowWhoConvertedLastSeenFirst() throws Exception {
        // when
        JsonNode page = people(Map.of("kind", "funnel", "funnel", FUNNEL, "step", 3, "outcome", "converted"));

        // then
        assertEquals(2, page.get("total").asLong());
        assertEquals("Anna", page.at("/people/0/label").asString());
        assertEquals("anna@example.com", page.at("/people/0/email").asString());
        assertEquals(50, page.at("/people/0/revenue").asDouble(), 1e-9);
        assertEquals(6, page.at("/people/0/events").asLong());
        assertEquals("2025-03-29T09:00:00Z", page.at("/people/0/firstSeen").asString());
        assertEquals("2025-04-02T08:00:00Z", page.at("/people/0/lastSeen").asString());
        assertEquals(30, page.at("/people/1/revenue").asDouble(), 1e-9);
        assertEquals(5, page.at("/people/1/events").asLong());
    }

    @Test
    void shouldShowWhoWasLost() throws Exception {
        // when
        JsonNode lost = people(Map.of("kind", "funnel", "funnel", FUNNEL, "step", 2, "outcome", "lost"));

        // then
        assertEquals(List.of("2025-03-30T22:40:00Z"), lastSeen(lost));
    }

    @Test
    void shouldShowWhoEnteredAFunnelInAPeriodOfItsTrend() throws Exception {
        // given
        Map<String, Object> weekly = new LinkedHashMap<>(FUNNEL);
        weekly.put("trend", "week");

        // when
        JsonNode first = people(Map.of("kind", "funnel", "funnel", weekly, "step", 1, "cohort", "2025-03-24"));
        JsonNode lost = people(
                Map.of("kind", "funnel", "funnel", weekly, "step", 2, "outcome", "lost", "cohort", "2025-03-31"));
        Answer unknown = shop.post(
                "/reports/people", Map.of("kind", "funnel", "funnel", weekly, "step", 1, "cohort", "2025-03-25"));

        // then
        assertEquals(2, first.get("total").asLong());
        assertEquals(List.of("2025-03-30T22:40:00Z"), lastSeen(lost));
        assertEquals(422, unknown.status());
        assertEquals("/cohort", unknown.json().at("/errors/0/field").asString());
    }

    @Test
    void shouldShowWhoHasAValueOfTheBreakdown() throws Exception {
        // given
        Map<String, Object> split = new LinkedHashMap<>(FUNNEL);
        split.put("breakdown", Map.of("kind", "event", "name", "sku"));

        // when
        JsonNode chairs = people(Map.of("kind", "funnel", "funnel", split, "step", 1, "value", "chair"));
        JsonNode tables = people(Map.of("kind", "funnel", "funnel", split, "step", 2, "value", "table"));

        // then
        assertEquals(2, chairs.get("total").asLong());
        assertEquals(List.of("2025-03-30T22:40:00Z"), lastSeen(tables));
    }

    @Test
    void shouldShowTheVisitorsOfAChannelOrPage() throws Exception {
        // given
        Map<String, Object> overview = Map.of("scope", SCOPE);

        // when
        JsonNode all = people(Map.of("kind", "overview", "overview", overview));
        JsonNode direct =
                people(Map.of("kind", "overview", "overview", overview, "dimension", "channel", "value", "direct"));
        JsonNode blog = people(Map.of("kind", "overview", "overview", overview, "dimension", "page", "value", "/blog"));

        // then
        assertEquals(4, all.get("total").asLong());
        assertEquals(3, direct.get("total").asLong());
        assertEquals(List.of("2025-04-01T12:00:00Z"), lastSeen(blog));
    }

    @Test
    void shouldShowWhoCameBackAndWhoDidNot() throws Exception {
        // given
        Map<String, Object> retention = asking(Map.of(
                "period", "day", "start", Map.of("event", "Page Viewed"), "return", Map.of("event", "Page Viewed")));

        // when
        JsonNode back =
                people(Map.of("kind", "retention", "retention", retention, "cohort", "2025-03-29", "period", 2));
        JsonNode away = people(Map.of(
                "kind", "retention", "retention", retention, "cohort", "2025-03-29", "period", 2, "outcome", "lost"));

        // then: bruno was back on the second day, anna was not
        assertEquals(List.of("2025-03-30T22:40:00Z"), lastSeen(back));
        assertEquals(List.of("2025-04-02T08:00:00Z"), lastSeen(away));
    }

    @Test
    void shouldShowWhoTookAPath() throws Exception {
        // given
        Map<String, Object> paths = asking(Map.of("label", "path"));

        // when
        JsonNode viewers = people(Map.of("kind", "paths", "paths", paths, "step", 2, "label", "Product Viewed"));
        JsonNode onward = people(Map.of(
                "kind", "paths", "paths", paths, "step", 2, "label", "Product Viewed", "toLabel", "Checkout Started"));

        // then
        assertEquals(3, viewers.get("total").asLong());
        assertEquals(List.of("2025-03-30T22:40:00Z"), lastSeen(onward));
    }

    @Test
    void shouldShowWhomAConditionHoldsForPageByPage() throws Exception {
        // given
        Map<String, Object> roman = Map.of("type", "trait", "trait", "city", "operator", "equals", "value", "Roma");

        // when
        JsonNode second = people(Map.of("kind", "condition", "condition", roman, "offset", 1, "limit", 1));

        // then
        assertEquals(2, second.get("total").asLong());
        assertEquals(List.of("2025-03-31T09:02:00Z"), lastSeen(second));
    }

    private JsonNode people(Map<String, Object> query) throws Exception {
        Answer answer = shop.post("/reports/people", query);
        assertEquals(200, answer.status(), answer.text());
        assertEquals(List.of(), api.faults("PeoplePage", answer.json()));
        return answer.json();
    }

    private static List<String> lastSeen(JsonNode page) {
        return page.get("people")
                .valueStream()
                .map(person -> person.get("lastSeen").asString())
                .toList();
    }
}
