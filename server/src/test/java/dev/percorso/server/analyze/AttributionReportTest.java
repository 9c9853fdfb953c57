package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.SmallShop.asking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * {@link SmallShop} has two orders: anna's of 50 after e-mail, carla's of 30 after e-mail and direct. Bruno's path (paid
 * search, direct) and dario's (organic search) end without.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AttributionReportTest {
    private final OpenApi api = OpenApi.load();
    private SmallShop shop;

    @SuppressWarnings("NullAway.Init") // JUnit calls open() first
    AttributionReportTest() {}

    @BeforeAll
    void open(@TempDir Path data) throws Exception {
        shop = SmallShop.open(data);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @AfterEach
    void forgetSpend() throws Exception {
        for (JsonNode line : shop.get("/spend").json()) {
            assertEquals(204, shop.delete("/spend/" + line.get("id").asString()).status());
        }
    }

    @Test
    void shouldShareOutOrdersByEveryModel() throws Exception {
        // when
        JsonNode result = report(Map.of());

        // then
        double decay = Math.pow(2, -23.0 / (7 * 24));
        assertEquals(Map.of("email", 2.0), credits(result, "first", "conversions"));
        assertEquals(Map.of("email", 50.0, "direct", 30.0), credits(result, "last", "value"));
        assertEquals(Map.of("email", 80.0), credits(result, "lastNonDirect", "value"));
        assertEquals(Map.of("email", 65.0, "direct", 15.0), credits(result, "linear", "value"));
        assertEquals(Map.of("email", 1.5, "direct", 0.5), credits(result, "position", "conversions"));
        assertEquals(Map.of("email", 1.5, "direct", 0.5), credits(result, "shapley", "conversions"));
        assertEquals(
                1 + decay / (1 + decay),
                credits(result, "timeDecay", "conversions").getOrDefault("email", 0.0),
                1e-3);
        // Removal effects: e-mail .75, direct .5, paid search .25, organic search 0.
        assertEquals(
                Map.of("email", 1.0, "direct", 0.667, "paid search", 0.333), credits(result, "markov", "conversions"));
        assertEquals(2, result.at("/totals/conversions").asLong());
        assertEquals(2, result.at("/totals/shared").asLong());
        assertEquals(80, result.at("/totals/value").asDouble());
        assertEquals(2, result.at("/totals/pathsWithout").asLong());
    }

    @Test
    void shouldShareOutOrdersOfPeopleWhoCameBack() throws Exception {
        // when
        JsonNode result = report(Map.of("stayAfter", "P1D", "stayWithin", "P10D"));

        // then: anna is back after four days; carla still may come
        assertEquals(1, result.at("/totals/retained").asLong());
        assertEquals(1, result.at("/totals/undecided").asLong());
        assertEquals(Map.of("email", 1.0), credits(result, "markov", "retained"));
    }

    @Test
    void shouldTakeEventsAsTouchpoints() throws Exception {
        // when
        JsonNode result =
                report(Map.of("touchpoints", List.of(Map.of("event", "Product Viewed")), "by", "sku", "channels", 1));

        // then
        assertEquals(Map.of("chair", 2.0), credits(result, "first", "conversions"));
        assertEquals(1, result.get("grouped").asLong());
    }

    @Test
    void shouldShowWhoConvertedThroughAChannel() throws Exception {
        // when
        JsonNode direct = people(Map.of(), "direct");
        JsonNode stayed = people(Map.of("target", "retained", "stayAfter", "P1D"), "email");

        // then
        assertEquals(1, direct.get("total").asLong());
        assertEquals(30, direct.at("/people/0/revenue").asDouble());
        assertEquals(1, stayed.get("total").asLong());
        assertEquals("Anna", stayed.at("/people/0/label").asString());
    }

    @Test
    void shouldDivideSpendByWhatItBrought() throws Exception {
        // given
        shop.post("/spend", line("email", "2025-03-01", "2025-03-31", 310));
        shop.post("/spend", line("tv", "2025-04-01", "2025-04-30", 600));

        // when
        JsonNode result = report(Map.of());

        // then: three of March's 31 days are in the period, and four of April's 30
        JsonNode email = channel(result, "email");
        assertEquals(30, email.get("spend").asDouble(), 1e-9);
        assertEquals(15, email.at("/credits/0/costPerConversion").asDouble(), 1e-9);
        assertEquals(80.0 / 30, email.at("/credits/0/returnOnSpend").asDouble(), 1e-9);
        assertEquals(80, channel(result, "tv").get("spend").asDouble(), 1e-9);
        assertEquals(0, channel(result, "tv").get("credits").size());
        assertEquals(110, result.at("/totals/spend").asDouble(), 1e-9);
        assertTrue(channel(result, "direct").at("/credits/0/costPerConversion").isMissingNode());
    }

    @Test
    void shouldReplaceALineOfTheSameDays() throws Exception {
        // given
        shop.post("/spend", line("email", "2025-03-01", "2025-03-31", 310));

        // when
        shop.post("/spend", line("email", "2025-03-01", "2025-03-31", 62));
        JsonNode lines = shop.get("/spend").json();
        Answer changed =
                shop.put("/spend/" + lines.at("/0/id").asString(), line("email", "2025-03-30", "2025-03-31", 12.5));

        // then
        assertEquals(List.of(), api.faultsOfEach("SpendLine", lines));
        assertEquals(1, lines.size());
        assertEquals(62, lines.at("/0/amount").asDouble());
        assertEquals(200, changed.status(), changed.text());
        assertEquals("2025-03-30", shop.get("/spend").json().at("/0/from").asString());
        assertEquals(404, shop.delete("/spend/nobody").status());
    }

    @Test
    void shouldReadACsvFileOfASpreadsheet() throws Exception {
        // when
        Answer answer = shop.upload(
                "/spend/csv",
                "\uFEFFlabel;from;to;amount;property\nemail;2025-03-01;2025-03-31;310,50;\n\"Sale\";2025-03-01;2025-03-31;4;campaign\n");

        // then
        assertEquals(200, answer.status(), answer.text());
        assertEquals(2, answer.json().get("lines").asLong());
        JsonNode lines = shop.get("/spend").json();
        assertEquals("Sale", lines.at("/0/label").asString());
        assertEquals("campaign", lines.at("/0/property").asString());
        assertEquals(310.5, lines.at("/1/amount").asDouble());
    }

    @Test
    void shouldNameEveryWrongLineAndKeepNone() throws Exception {
        // when
        Answer answer = shop.upload("/spend/csv", """
                label,from,to,amount
                email,2025-03-01,2025-03-31,310
                ,2025-03-01,2025-03-31,310
                email,1.3.2025,2025-03-31,310
                email,2025-03-01,2025-02-01,310
                email,2025-03-01,2025-03-31,€ 310
                """);

        // then
        assertEquals(422, answer.status());
        assertEquals(
                List.of("/line/3", "/line/4", "/line/5", "/line/6"),
                answer.json()
                        .get("errors")
                        .valueStream()
                        .map(error -> error.get("field").asString())
                        .toList());
        assertEquals(
                "line 4: '1.3.2025' in the column 'from' is not a day; expected e.g. 2026-03-31",
                answer.json().at("/errors/1/message").asString());
        assertEquals(0, shop.get("/spend").json().size());
    }

    @Test
    void shouldSayWhichColumnsAFileNeeds() throws Exception {
        // when
        Answer columns = shop.upload("/spend/csv", "channel,from,to,cost\nemail,2025-03-01,2025-03-31,310\n");
        Answer empty = shop.upload("/spend/csv", "");

        // then
        assertEquals(422, columns.status());
        assertTrue(columns.text().contains("the first line lacks label, amount"), columns.text());
        assertTrue(empty.text().contains("the file has no lines"), empty.text());
    }

    private JsonNode report(Map<String, Object> fields) throws Exception {
        Answer answer = shop.post("/reports/attribution", asking(fields));
        assertEquals(200, answer.status(), answer.text());
        assertEquals(List.of(), api.faults("AttributionResult", answer.json()));
        return answer.json();
    }

    private JsonNode people(Map<String, Object> fields, String label) throws Exception {
        Answer answer = shop.post(
                "/reports/people", Map.of("kind", "attribution", "attribution", asking(fields), "label", label));
        assertEquals(200, answer.status(), answer.text());
        return answer.json();
    }

    private static Map<String, Object> line(String label, String from, String to, Object amount) {
        return Map.of("label", label, "from", from, "to", to, "amount", amount);
    }

    private static JsonNode channel(JsonNode result, String label) {
        return result.get("channels")
                .valueStream()
                .filter(channel -> channel.get("label").asString().equals(label))
                .findFirst()
                .orElseThrow();
    }

    /** What the model gives each channel, in thousandths; nothing is left out. */
    private static Map<String, Double> credits(JsonNode result, String model, String target) {
        Map<String, Double> credits = new HashMap<>();
        for (JsonNode channel : result.get("channels")) {
            for (JsonNode credit : channel.get("credits")) {
                double given = Math.round(credit.get(target).asDouble() * 1000) / 1000.0;
                if (credit.get("model").asString().equals(model) && given != 0) {
                    credits.put(channel.get("label").asString(), given);
                }
            }
        }
        return credits;
    }
}
