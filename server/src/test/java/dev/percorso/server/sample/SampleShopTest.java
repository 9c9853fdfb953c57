package dev.percorso.server.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.collect.ConsentBasis;
import dev.percorso.server.collect.CreatedSource;
import dev.percorso.server.collect.SourceKind;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class SampleShopTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final String BASE = "/api/workspaces/sample-shop";

    @TempDir
    private Path data = Path.of("");

    @Test
    void shouldFillEveryPartOfTheProduct() throws Exception {
        try (RunningPercorso percorso = new RunningPercorso(data, () -> NOW)) {
            percorso.post("/api/workspaces", Map.of("id", "sample-shop", "name", "Sample"));
            String key = percorso.post(BASE + "/api-keys", Map.of("name", "Sample"))
                    .json()
                    .get("key")
                    .asString();
            CreatedSource site = percorso.percorso()
                    .sources()
                    .create(SampleShop.WORKSPACE, "Site", SourceKind.WEB, ConsentBasis.ELSEWHERE, "test");
            String newsletter = new SampleShop(
                            percorso.percorso().collector(),
                            percorso.percorso().consentLedger(),
                            site.source().id(),
                            URI.create(percorso.address()),
                            key)
                    .load(1_500, NOW, progress -> {});
            percorso.percorso().awaitProjection();

            assertEquals(
                    newsletter, percorso.get(BASE + "/forms").json().at("/0/id").asString());
            for (String kind : List.of(
                    "segments",
                    "personas",
                    "touchpoints",
                    "maps",
                    "saved-reports",
                    "dashboards",
                    "flows",
                    "coupon-pools",
                    "spend")) {
                Answer answer = percorso.get(BASE + "/" + kind);
                assertEquals(200, answer.status(), answer.text());
                assertTrue(answer.json().size() >= 1, kind);
            }
            assertEquals(
                    "live", percorso.get(BASE + "/flows").json().at("/0/status").asString());
            String map = percorso.get(BASE + "/maps").json().at("/0/id").asString();
            Answer conformance = percorso.post(
                    BASE + "/maps/" + map + "/conformance", Map.of("from", "2026-01-01", "to", "2026-06-01"));
            assertEquals(200, conformance.status(), conformance.text());
            assertEquals(1, conformance.json().get("stepCoverage").asDouble());
            assertTrue(percorso.get(BASE + "/sources").json().at("/0/accepted").asInt() > 20_000);
            JsonNode rates = percorso.post(
                            BASE + "/surveys/responses", Map.of("from", "2025-06-02", "to", "2026-06-01"))
                    .json();
            JsonNode asked = rates.valueStream()
                    .map(survey -> survey.get("site"))
                    .filter(shown -> shown.get("persons").asLong() > 0)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(rates.toString()));
            double rate = asked.at("/rate/value").asDouble();
            assertTrue(rate > 0.3 && rate < 0.6, "about 42 % answer, not " + asked);
            JsonNode consent = percorso.get(BASE + "/consent/overview?from=2025-06-01&to=2026-06-01")
                    .json();
            assertTrue(consent.at("/purposes/0/refused").asInt() > 400, consent.toString());
            assertTrue(consent.get("days").size() > 300, consent.get("days").toString());
        }
    }

    @Test
    void shouldServeTheSiteOnlyWithTheSample() throws Exception {
        try (RunningPercorso percorso = new RunningPercorso(data, () -> NOW)) {
            assertEquals(404, percorso.send("GET", "/sample-shop", "", Map.of()).status());

            Files.writeString(data.resolve(SampleShop.WRITE_KEY_FILE), "wk_example");
            Files.writeString(data.resolve(SampleShop.NEWSLETTER_FILE), "its-form");
            Answer page = percorso.send("GET", "/sample-shop/prodotto/aria-13", "", Map.of());

            assertEquals(200, page.status());
            assertTrue(page.text().contains("data-write-key=\"wk_example\""), page.text());
            assertTrue(page.text().contains("data-percorso-form=\"its-form\""), page.text());
            assertTrue(percorso.send("GET", "/sample-shop/shop.js", "", Map.of())
                    .text()
                    .contains("orderCompleted"));
        }
    }
}
