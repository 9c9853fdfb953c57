package dev.percorso.server.collect.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.collect.imports.ImportRun.Status;
import dev.percorso.server.event.WorkspaceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two public data sets, imported with the mappings that ship, give the figures that others computed. */
class RealDataTest {
    private static final Path SHARED = Path.of("../../shared/data");
    private static final WorkspaceId SHOP = new WorkspaceId("shop");

    @TempDir
    private Path data = Path.of("");

    private static void assumeData(String folder) {
        assumeTrue(
                Files.isDirectory(SHARED.resolve(folder)),
                "the data set " + folder + " is not at ../shared/data, so its figures are not checked");
    }

    private RunningPercorso start() throws IOException, InterruptedException {
        RunningPercorso percorso = new RunningPercorso(data, () -> Instant.parse("2026-04-01T00:00:00Z"));
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop", "timeZone", "UTC"));
        return percorso;
    }

    private static ImportRun load(RunningPercorso percorso, String mapping, String file) throws InterruptedException {
        String yaml = ShippedMappings.find(mapping).orElseThrow().yaml();
        String id = percorso.percorso()
                .imports()
                .runNow(SHOP, SHARED.resolve(file), yaml, progress -> {})
                .id();
        percorso.percorso().awaitProjection();
        ImportRun run = percorso.percorso().imports().get(SHOP, id);
        assertEquals(Status.DONE, run.status());
        assertEquals(0, run.refused());
        return run;
    }

    private static double report(
            RunningPercorso percorso, String event, String measure, String property, String from, String to)
            throws IOException, InterruptedException {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("scope", Map.of("from", from, "to", to));
        request.put("match", Map.of("event", event));
        request.put("measure", measure);
        request.put("interval", "month");
        if (!property.isEmpty()) {
            request.put("property", property);
        }
        Answer answer = percorso.post("/api/workspaces/shop/reports/events", request);
        assertEquals(200, answer.status(), answer.text());
        JsonNode result = answer.json();
        return result.get("total").asDouble();
    }

    private static Map<String, Object> withCustomer(String event) {
        Map<String, Object> match =
                Map.of("event", event, "where", List.of(Map.of("property", "customer", "operator", "exists")));
        return Map.of("type", "event", "match", match, "comparison", "atLeast", "count", 1);
    }

    @Test
    void shouldGiveTheFiguresOfOnlineRetail() throws Exception {
        assumeData("online-retail");
        try (RunningPercorso percorso = start()) {
            ImportRun run = load(percorso, "online-retail", "online-retail/onlineretail.csv.gz");
            String from = "2010-12-01";
            String to = "2011-12-31";

            assertEquals(541_909, run.linesRead());
            assertEquals(25_900, run.accepted());
            double cancelled = report(percorso, "Order Cancelled", "count", "", from, to);
            assertEquals(3_836, cancelled);
            assertEquals(25_900 - 3_836, report(percorso, "Order Completed", "count", "", from, to));
            assertEquals(9_288, report(percorso, "Order Cancelled", "sum", "lines", from, to));
            double value = report(percorso, "Order Completed", "sum", "value", from, to)
                    + report(percorso, "Order Cancelled", "sum", "value", from, to);
            assertEquals(9_747_747.93, value, 0.005);
            Answer customers = percorso.post(
                    "/api/workspaces/shop/segments/preview",
                    Map.of(
                            "condition",
                            Map.of(
                                    "type",
                                    "any",
                                    "conditions",
                                    List.of(withCustomer("Order Completed"), withCustomer("Order Cancelled")))));
            assertEquals(4_372, customers.json().get("size").asInt(), customers.text());
        }
    }

    @Test
    void shouldGiveTheFiguresOfCompleteJourney() throws Exception {
        assumeData("complete-journey");
        try (RunningPercorso percorso = start()) {
            load(percorso, "complete-journey-baskets", "complete-journey/transactions_sample.csv.gz");
            load(percorso, "complete-journey-campaigns", "complete-journey/campaigns.csv");
            load(percorso, "complete-journey-coupons", "complete-journey/coupon_redemptions.csv");
            load(percorso, "complete-journey-demographics", "complete-journey/demographics.csv");
            String from = "2016-01-01";
            String to = "2018-01-31";

            assertEquals(47_243, report(percorso, "Order Completed", "count", "", from, to));
            assertEquals(2_377, report(percorso, "Order Completed", "persons", "", from, to));
            assertEquals(75_000, report(percorso, "Order Completed", "sum", "lines", from, to));
            assertEquals(233_935.24, report(percorso, "Order Completed", "sum", "value", from, to), 0.005);
            assertEquals(6_589, report(percorso, "Campaign Received", "count", "", from, to));
            assertEquals(2_102, report(percorso, "Coupon Redeemed", "count", "", from, to));
            Answer segment = percorso.post(
                    "/api/workspaces/shop/segments/preview",
                    Map.of("condition", Map.of("type", "trait", "trait", "income", "operator", "exists")));
            assertEquals(801, segment.json().get("size").asInt(), segment.text());
        }
    }
}
