package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.SmallShop.asking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class TogetherReportTest {
    private static final Map<String, Object> PAGES =
            asking(Map.of("match", Map.of("event", "Page Viewed"), "property", "path"));

    /** Of the four visitors, anna and carla saw both the start page and the cart, bruno the start page only. */
    @Test
    void shouldPairPagesThatTheSamePeopleSaw(@TempDir Path data) throws Exception {
        try (SmallShop shop = SmallShop.open(data)) {
            // when
            Answer answer = shop.post("/reports/together", PAGES);
            JsonNode people = shop.post(
                            "/reports/people",
                            Map.of("kind", "together", "together", PAGES, "label", "/", "toLabel", "/cart"))
                    .json();
            Answer without = shop.post("/reports/together", asking(Map.of()));

            // then
            assertEquals(List.of(), OpenApi.load().faults("TogetherResult", answer.json()));
            assertEquals(4, answer.json().get("persons").asLong());
            JsonNode pair = answer.json().at("/pairs/0");
            assertEquals("/", pair.get("one").asString());
            assertEquals("/cart", pair.get("other").asString());
            assertEquals(2, pair.get("persons").asLong());
            assertEquals(4.0 / 3, pair.get("lift").asDouble(), 1e-9);
            assertEquals(0.757, pair.get("liftLow").asDouble(), 1e-3);
            assertEquals(2.348, pair.get("liftHigh").asDouble(), 1e-3);
            assertEquals(0.5, pair.at("/support/value").asDouble(), 1e-9);
            assertEquals(2.0 / 3, pair.at("/ofOne/value").asDouble(), 1e-9);
            assertEquals(1, pair.at("/ofOther/value").asDouble(), 1e-9);
            assertEquals(2, people.get("total").asLong());
            assertEquals(422, without.status());
            assertTrue(without.text().contains("'property', such as the article bought"), without.text());
        }
    }
}
