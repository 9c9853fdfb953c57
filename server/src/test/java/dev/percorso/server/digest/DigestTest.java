package dev.percorso.server.digest;

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
import dev.percorso.server.analyze.ReportWords;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DigestTest {
    private static final OpenApi OPEN_API = OpenApi.load();
    private static final ZoneId ROME = ZoneId.of("Europe/Rome");
    /** Seven in the morning in Rome, on the day before its clocks go forward. */
    private static final Instant NOW = Instant.parse("2025-03-29T06:00:00Z");

    @TempDir
    private Path data;

    private static DigestContent at(DigestContent.Frequency frequency, LocalTime time) {
        return new DigestContent(
                "Morning",
                Optional.empty(),
                Optional.of("board"),
                Optional.empty(),
                List.of(),
                frequency,
                DayOfWeek.MONDAY,
                time,
                List.of("user"),
                ReportWords.Language.EN);
    }

    @Test
    void shouldKeepLocalTimeWhenClocksChange() {
        DigestContent daily = at(DigestContent.Frequency.DAILY, LocalTime.of(8, 0));
        assertEquals(Instant.parse("2025-03-29T07:00:00Z"), daily.next(NOW, ROME));
        assertEquals(Instant.parse("2025-03-30T06:00:00Z"), daily.next(Instant.parse("2025-03-29T07:00:00Z"), ROME));

        // Half past two does not exist on 30 March: it comes an hour later, and the next day at its time again.
        DigestContent skipped = at(DigestContent.Frequency.DAILY, LocalTime.of(2, 30));
        assertEquals(Instant.parse("2025-03-30T01:30:00Z"), skipped.next(NOW, ROME));
        assertEquals(Instant.parse("2025-03-31T00:30:00Z"), skipped.next(Instant.parse("2025-03-30T01:30:00Z"), ROME));

        // On 26 October half past two comes twice, and counts once.
        Instant first = skipped.next(Instant.parse("2025-10-25T12:00:00Z"), ROME);
        assertEquals(Instant.parse("2025-10-26T00:30:00Z"), first);
        assertEquals(Instant.parse("2025-10-27T01:30:00Z"), skipped.next(first, ROME));

        assertEquals(
                Instant.parse("2025-03-31T06:00:00Z"),
                at(DigestContent.Frequency.WEEKLY, LocalTime.of(8, 0)).next(NOW, ROME));
        assertEquals(
                Instant.parse("2025-04-01T06:00:00Z"),
                at(DigestContent.Frequency.MONTHLY, LocalTime.of(8, 0)).next(NOW, ROME));
    }

    private static User user(MailingShop shop, String email) {
        return shop.percorso()
                .percorso()
                .users()
                .create(email, "Somebody", Role.VIEWER)
                .user();
    }

    private static String part(MimeMessage message, int number) {
        try {
            return String.valueOf(
                    ((MimeMultipart) message.getContent()).getBodyPart(number).getContent());
        } catch (jakarta.mail.MessagingException | java.io.IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void shouldSendAReportOnceForEachTimeWhateverHappens() throws Exception {
        try (MailingShop shop = new MailingShop(data, NOW)) {
            User vera = user(shop, "vera@example.com");
            User ugo = user(shop, "ugo@example.com");
            shop.visits(NOW.minus(Duration.ofDays(1)), 1_234);
            Map<String, Object> content = new LinkedHashMap<>();
            content.put("name", "Ogni mattina");
            content.put("report", Map.of("kind", "overview", "request", Map.of()));
            content.put("frequency", "daily");
            content.put("at", "08:00");
            content.put("users", List.of(vera.id(), ugo.id()));
            content.put("language", "it");
            Answer created = shop.post("/scheduled-reports", content);
            assertEquals(201, created.status(), created.text());
            assertEquals(List.of(), OPEN_API.faults("ScheduledReport", created.json()));
            assertEquals("2025-03-29T07:00:00Z", created.json().get("nextAt").asString());
            MailingShop.rest();
            assertEquals(List.of(), shop.subjects("vera@example.com"));

            shop.later(Duration.ofHours(1));
            Await.until(
                    "both messages",
                    () -> shop.subjects("vera@example.com").size() == 1
                            && shop.subjects("ugo@example.com").size() == 1);
            MimeMessage message = shop.received("vera@example.com").getFirst();
            assertEquals("Ogni mattina", message.getSubject());
            assertFalse(message.getHeader("List-Unsubscribe") != null);
            String text = part(message, 0);
            assertTrue(text.contains("Visitatori | 1.234 | 0"), text);
            assertTrue(
                    text.contains(
                            "https://percorso.example.com/w/shop/reports/overview?period=custom&from=2025-03-28&to=2025-03-28"),
                    text);
            String html = part(message, 1);
            assertTrue(html.contains("1.234"), html);
            assertTrue(html.contains("/&lt;b&gt;sale&lt;/b&gt;"), html);

            // Two mornings pass while the server is stopped: one message makes up for them.
            shop.restartAfter(Duration.ofDays(2).plus(Duration.ofMinutes(5)));
            Await.until(
                    "the message after the stop",
                    () -> shop.subjects("vera@example.com").size() == 2);
            shop.restartAfter(Duration.ofMinutes(5));
            MailingShop.rest();
            assertEquals(2, shop.subjects("vera@example.com").size());
            JsonNode stored =
                    shop.percorso().get(SHOP + "/scheduled-reports").json().get(0);
            // By then the clocks went forward: eight o'clock is an hour earlier in UTC.
            assertEquals("2025-04-01T06:00:00Z", stored.get("nextAt").asString());
        }
    }

    @Test
    void shouldSendADashboardAndSayWhenItIsGone() throws Exception {
        try (MailingShop shop = new MailingShop(data, NOW)) {
            User vera = user(shop, "vera@example.com");
            shop.visits(NOW.minus(Duration.ofDays(1)), 7);
            Map<String, Object> overview = Map.of("kind", "overview", "request", Map.of());
            Map<String, Object> figure = new LinkedHashMap<>(overview);
            figure.putAll(Map.of("show", "figure", "figure", "visitors"));
            Map<String, Object> channels = new LinkedHashMap<>(overview);
            channels.putAll(Map.of("show", "chart", "table", "channels"));
            String board = shop.post(
                            "/dashboards",
                            Map.of(
                                    "name",
                                    "Board",
                                    "tiles",
                                    List.of(
                                            Map.of(
                                                    "id",
                                                    "n",
                                                    "width",
                                                    4,
                                                    "height",
                                                    1,
                                                    "title",
                                                    "Read me",
                                                    "text",
                                                    "Tea & cake"),
                                            Map.of(
                                                    "id",
                                                    "f",
                                                    "width",
                                                    4,
                                                    "height",
                                                    1,
                                                    "title",
                                                    "Who came",
                                                    "report",
                                                    figure),
                                            Map.of("id", "c", "width", 4, "height", 1, "report", channels))))
                    .json()
                    .get("id")
                    .asString();
            Answer created = shop.post(
                    "/scheduled-reports",
                    Map.of("name", "Board", "dashboard", board, "frequency", "daily", "users", List.of(vera.id())));
            assertEquals(201, created.status(), created.text());
            shop.later(Duration.ofHours(1));
            Await.until("the message", () -> shop.subjects("vera@example.com").size() == 1);
            MimeMessage message = shop.received("vera@example.com").getFirst();
            assertTrue(part(message, 0).contains("Who came | 7 | 0"), part(message, 0));
            assertTrue(part(message, 0).contains("email | 7"), part(message, 0));
            assertTrue(part(message, 1).contains("Tea &amp; cake"), part(message, 1));

            assertEquals(
                    204, shop.percorso().delete(SHOP + "/dashboards/" + board).status());
            shop.later(Duration.ofDays(1));
            Await.until("the problem", () -> {
                try {
                    return !shop.percorso()
                            .get(SHOP + "/scheduled-reports")
                            .json()
                            .at("/0/problem")
                            .asString("")
                            .isEmpty();
                } catch (java.io.IOException | InterruptedException failure) {
                    throw new IllegalStateException(failure);
                }
            });
            assertEquals(1, shop.subjects("vera@example.com").size());
        }
    }

    @Test
    void shouldShowAndSendAtOnceWhatASegmentDid() throws Exception {
        try (MailingShop shop = new MailingShop(data, NOW)) {
            User vera = user(shop, "vera@example.com");
            shop.visits(NOW.minus(Duration.ofDays(1)), 7);
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
            Map<String, Object> content = new LinkedHashMap<>();
            content.put("name", "Weekly");
            content.put("report", Map.of("kind", "overview", "request", Map.of()));
            content.put("segment", nobody);
            content.put("frequency", "weekly");
            content.put("users", List.of(vera.id()));
            Answer preview = shop.post("/scheduled-report-preview", content);
            assertEquals(200, preview.status(), preview.text());
            assertEquals("Weekly", preview.json().get("subject").asString());
            assertTrue(preview.json().get("text").asString().contains("only Nobody"), preview.text());
            assertTrue(preview.json().get("text").asString().contains("Visitors | 0 | 0"), preview.text());

            content.remove("segment");
            content.put("where", List.of(Map.of("property", "channel", "operator", "equals", "value", "email")));
            String id =
                    shop.post("/scheduled-reports", content).json().get("id").asString();
            Answer sent = shop.post("/scheduled-reports/" + id + "/send", Map.of());
            assertEquals(1, sent.json().get("people").asInt(), sent.text());
            Await.until("the message", () -> shop.subjects("vera@example.com").size() == 1);
            assertTrue(part(shop.received("vera@example.com").getFirst(), 0).contains("&where=%5B"));

            content.put("segment", "gone");
            assertEquals(422, shop.post("/scheduled-reports", content).status());
        }
    }
}
