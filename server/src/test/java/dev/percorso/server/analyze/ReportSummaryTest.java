package dev.percorso.server.analyze;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ReportSummaryTest {
    private static final OpenApi OPEN_API = OpenApi.load();
    /** Nobody bought in these days, and two did in as many before. */
    private static final Map<String, Object> LATER =
            Map.of("from", "2025-04-01", "to", "2025-04-03", "compare", "previous");

    @TempDir
    private static Path data;

    private static SmallShop shop;

    @BeforeAll
    static void open() throws Exception {
        shop = SmallShop.open(data);
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    private static JsonNode summary(String kind, Map<String, Object> fields, Map<String, Object> scope)
            throws Exception {
        Map<String, Object> request = new LinkedHashMap<>(fields);
        request.put("scope", scope);
        Answer answer = shop.post("/reports/" + kind + "/summary?language=it", request);
        assertEquals(200, answer.status(), kind + answer.text());
        assertEquals(List.of(), OPEN_API.faults("ReportSummary", answer.json()), kind);
        return answer.json();
    }

    private static JsonNode figure(JsonNode summary, String key) {
        return summary.get("figures")
                .valueStream()
                .filter(figure -> figure.get("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldHaveTheFiguresOfTheReportItself() throws Exception {
        JsonNode summary = summary("overview", Map.of(), SmallShop.SCOPE);
        JsonNode totals = shop.post("/reports/overview", Map.of("scope", SmallShop.SCOPE))
                .json()
                .get("totals");
        assertEquals(
                totals.get("visitors").asDouble(),
                figure(summary, "visitors").get("value").asDouble());
        assertEquals(80, figure(summary, "revenue").get("value").asDouble());
        assertEquals("Ricavi", figure(summary, "revenue").get("name").asString());
        assertEquals("overTime", summary.at("/tables/0/key").asString());
        assertEquals(7, summary.at("/tables/0/total").asInt());
    }

    @Test
    void shouldCompareWhatTheReportItselfDoesNotCompare() throws Exception {
        Map<String, Object> orders = Map.of("match", Map.of("event", "Order Completed"), "measure", "count");
        JsonNode figure = figure(summary("events", orders, LATER), "figure");
        assertEquals(0, figure.get("value").asDouble());
        // The three days before begin on 29 March, when Anna bought; Carla bought on the 31st.
        assertEquals(2, figure.get("before").asDouble());
    }

    @Test
    void shouldSummarizeEveryKindOfReport() throws Exception {
        Map<String, Object> funnel =
                Map.of("steps", List.of(SmallShop.step("Page Viewed"), SmallShop.step("Order Completed")));
        Map<String, Map<String, Object>> requests = Map.of(
                "overview", Map.of(),
                "events", Map.of("match", Map.of("event", "Page Viewed"), "measure", "persons"),
                "funnel", funnel,
                "paths", Map.of(),
                "retention", Map.of("period", "day", "periods", 3),
                "lifecycle", Map.of(),
                "stickiness", Map.of(),
                "pages", Map.of(),
                "acquisition", Map.of());
        for (Map.Entry<String, Map<String, Object>> request : requests.entrySet()) {
            JsonNode summary = summary(request.getKey(), request.getValue(), SmallShop.SCOPE);
            assertTrue(summary.get("tables").size() > 0, request.getKey());
        }
        assertEquals(
                0.5,
                figure(summary("funnel", funnel, SmallShop.SCOPE), "conversionRate")
                        .get("value")
                        .asDouble());
    }

    /** What a tile draws: the rate first, and the days as they are. */
    @Test
    void shouldTabulateTheTrendOfAFunnel() throws Exception {
        // when
        JsonNode trend = summary(
                        "funnel",
                        Map.of(
                                "steps",
                                List.of(SmallShop.step("Product Viewed"), SmallShop.step("Order Completed")),
                                "trend",
                                "week"),
                        SmallShop.SCOPE)
                .at("/tables/1");

        // then
        assertEquals("overTime", trend.get("key").asString());
        assertEquals(
                List.of("from", "conversionRate", "low", "high", "entered", "conversions", "complete"),
                trend.get("columns")
                        .valueStream()
                        .map(column -> column.get("key").asString())
                        .toList());
        assertEquals("2025-03-24", trend.at("/rows/0/0").asString());
        assertEquals(2, trend.at("/rows/0/4").asInt());
        assertEquals(2, trend.at("/rows/0/5").asInt());
        assertEquals(0, trend.at("/rows/1/5").asInt());
    }
}
