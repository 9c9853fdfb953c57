package dev.percorso.server.alert;

import static dev.percorso.server.MailingShop.SHOP;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.MailingShop;
import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.access.Role;
import dev.percorso.server.access.User;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class AlertTest {
    private static final OpenApi OPEN_API = OpenApi.load();
    /** A Wednesday, at eight in the morning in Rome. */
    private static final Instant NOW = Instant.parse("2025-06-04T06:00:00Z");

    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    private Path data;

    private static Map<String, Object> alert(String window, Map<String, Object> rule, User told) {
        Map<String, Object> alert = new LinkedHashMap<>();
        alert.put("name", "Visitors");
        alert.put("report", Map.of("kind", "overview", "request", Map.of()));
        alert.put("figure", "visitors");
        alert.put("window", window);
        alert.put("rule", rule);
        alert.put("users", List.of(told.id()));
        return alert;
    }

    private static User user(MailingShop shop) {
        return shop.percorso()
                .percorso()
                .users()
                .create("vera@example.com", "Vera", Role.VIEWER)
                .user();
    }

    private static JsonNode only(MailingShop shop) {
        try {
            JsonNode all = shop.percorso().get(SHOP + "/alerts").json();
            assertEquals(List.of(), OPEN_API.faultsOfEach("Alert", all));
            return all.get(0);
        } catch (java.io.IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static void awaitCheck(MailingShop shop) throws InterruptedException {
        String now = shop.clock().instant().toString();
        Await.until(
                "a check at " + now,
                () -> only(shop).path("checkedAt").asString("").compareTo(now.substring(0, 19)) >= 0);
    }

    @Test
    void shouldTellOnceAndBeQuietUntilTheFigureIsBack() throws Exception {
        try (MailingShop shop = new MailingShop(data, NOW)) {
            User vera = user(shop);
            shop.visits(NOW.minus(DAY), 3);
            Answer created = shop.post(
                    "/alerts", alert("day", Map.of("kind", "threshold", "direction", "down", "value", 10), vera));
            assertEquals(201, created.status(), created.text());
            Await.until("the message", () -> shop.subjects("vera@example.com").size() == 1);
            assertEquals("Alert: Visitors", shop.subjects("vera@example.com").getFirst());
            assertEquals("raised", only(shop).get("state").asString());

            shop.later(Duration.ofHours(2));
            awaitCheck(shop);
            shop.restartAfter(Duration.ofHours(2));
            awaitCheck(shop);
            assertEquals(1, shop.subjects("vera@example.com").size());

            // The next day is as low, but it is the same incident, because the figure never came back.
            shop.visits(NOW, 4);
            shop.later(DAY);
            awaitCheck(shop);
            assertEquals(1, shop.subjects("vera@example.com").size());

            shop.visits(NOW.plus(DAY), 20);
            shop.later(DAY);
            awaitCheck(shop);
            Await.until("calm", () -> only(shop).get("state").asString().equals("calm"));
            JsonNode incidents = shop.percorso().get(SHOP + "/alert-incidents").json();
            assertEquals(List.of(), OPEN_API.faultsOfEach("AlertIncident", incidents));
            assertEquals(1, incidents.size());
            assertTrue(incidents.get(0).has("endedAt"));
            Await.until(
                    "word that it is back",
                    () -> shop.subjects("vera@example.com").size() == 2);
            assertEquals(
                    "Back to normal: Visitors",
                    shop.subjects("vera@example.com").getLast());

            shop.later(DAY);
            Await.until(
                    "a second incident", () -> shop.subjects("vera@example.com").size() == 3);
            MailingShop.rest();
            assertEquals(3, shop.subjects("vera@example.com").size());
        }
    }

    @Test
    void shouldHoldADayAgainstTheSameWeekday() throws Exception {
        try (MailingShop shop = new MailingShop(data, NOW)) {
            User vera = user(shop);
            int[] tuesdays = {40, 42, 38, 41, 39, 40, 43, 40};
            for (int week = 1; week <= tuesdays.length; week++) {
                shop.visits(NOW.minus(DAY).minus(Duration.ofDays(7L * week)), tuesdays[week - 1]);
                shop.visits(NOW.minus(Duration.ofDays(7L * week)), 5);
            }
            shop.visits(NOW.minus(DAY), 12);
            Map<String, Object> content = alert("day", Map.of("kind", "anomaly", "direction", "down"), vera);
            JsonNode reading = shop.post("/alert-preview", content).json().get("reading");
            assertEquals(12, reading.get("value").asDouble());
            assertEquals(40, reading.get("expected").asDouble());
            // Deviations 0 2 2 1 1 0 3 0 have the median 1: the band reaches 3.5 / 0.6745 to each side.
            assertEquals(40 - 3.5 / 0.6745, reading.get("low").asDouble(), 1e-9);
            assertTrue(reading.get("raised").asBoolean());
            assertEquals(201, shop.post("/alerts", content).status());
            Await.until("the message", () -> shop.subjects("vera@example.com").size() == 1);
        }
    }

    @Test
    void shouldSayWhenThereIsTooLittleToCompareWith() throws Exception {
        try (MailingShop shop = new MailingShop(data, NOW)) {
            User vera = user(shop);
            shop.visits(NOW.minus(DAY), 12);
            shop.post("/alerts", alert("day", Map.of("kind", "anomaly"), vera));
            Await.until("too early", () -> only(shop).get("state").asString().equals("tooEarly"));
            assertFalse(only(shop).has("reading"));
        }
    }

    @Test
    void shouldCompareWithAsManyDaysBefore() throws Exception {
        try (MailingShop shop = new MailingShop(data, NOW)) {
            User vera = user(shop);
            shop.visits(NOW.minus(DAY), 13);
            shop.visits(NOW.minus(Duration.ofDays(8)), 10);
            Map<String, Object> more = Map.of("kind", "change", "direction", "up", "value", 0.25);
            JsonNode reading = shop.post("/alert-preview", alert("week", more, vera))
                    .json()
                    .get("reading");
            assertEquals(10, reading.get("expected").asDouble());
            assertTrue(reading.get("raised").asBoolean());
            Map<String, Object> muchMore = Map.of("kind", "change", "direction", "up", "value", 0.35);
            assertFalse(shop.post("/alert-preview", alert("week", muchMore, vera))
                    .json()
                    .at("/reading/raised")
                    .asBoolean());
        }
    }

    @Test
    void shouldWatchASegmentAndBeTried() throws Exception {
        try (MailingShop shop = new MailingShop(data, NOW)) {
            User vera = user(shop);
            shop.visits(NOW.minus(DAY), 13);
            String nobody = shop.post(
                            "/segments",
                            Map.of(
                                    "name",
                                    "Nobody",
                                    "condition",
                                    Map.of("type", "trait", "trait", "plan", "operator", "exists")))
                    .json()
                    .get("id")
                    .asString();
            Map<String, Object> content =
                    alert("day", Map.of("kind", "threshold", "direction", "up", "value", 10), vera);
            content.put("where", List.of(Map.of("property", "channel", "operator", "equals", "value", "email")));
            JsonNode preview = shop.post("/alert-preview", content).json();
            assertEquals(13, preview.at("/reading/value").asInt());
            assertTrue(preview.at("/message/text").asString().contains("It should be 10 at most"), preview.toString());
            content.put("segment", nobody);
            assertEquals(
                    0,
                    shop.post("/alert-preview", content)
                            .json()
                            .at("/reading/value")
                            .asInt());
            String id = shop.post("/alerts", content).json().get("id").asString();

            String ada = shop.percorso().administrator().user().email();
            Answer tried = shop.post("/alerts/" + id + "/test", Map.of());
            assertEquals(200, tried.status(), tried.text());
            Await.until("the test", () -> shop.subjects(ada).size() == 1);
            assertEquals("Test: Visitors", shop.subjects(ada).getFirst());
            assertEquals(0, shop.subjects("vera@example.com").size());

            Answer kept = shop.percorso().delete(SHOP + "/segments/" + nobody);
            assertEquals(409, kept.status());
            assertTrue(kept.text().contains("the alert Visitors"), kept.text());
        }
    }

    @Test
    void shouldRefuseWhatCannotBeWatched() throws Exception {
        try (MailingShop shop = new MailingShop(data, NOW)) {
            User vera = user(shop);
            Map<String, Object> below = Map.of("kind", "threshold", "direction", "down", "value", 10);
            for (Map<String, Object> wrong : List.of(
                    alert("today", Map.of("kind", "change", "value", 0.2), vera),
                    alert("week", Map.of("kind", "anomaly"), vera),
                    alert("day", Map.of("kind", "threshold", "direction", "up"), vera),
                    alert("day", Map.of("kind", "threshold", "value", 3), vera))) {
                assertEquals(422, shop.post("/alerts", wrong).status(), wrong.toString());
            }
            Map<String, Object> stranger = alert("day", below, vera);
            stranger.put("users", List.of("nobody"));
            assertEquals(
                    "/users",
                    shop.post("/alerts", stranger).json().at("/errors/0/field").asString());
            Map<String, Object> unknown = alert("day", below, vera);
            unknown.put("figure", "luck");
            Answer preview = shop.post("/alert-preview", unknown);
            assertEquals(422, preview.status());
            assertTrue(preview.text().contains("it has visitors, sessions"), preview.text());
        }
    }
}
