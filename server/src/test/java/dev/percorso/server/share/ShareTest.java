package dev.percorso.server.share;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.MailingShop;
import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ShareTest {
    private static final OpenApi OPEN_API = OpenApi.load();
    private static final String LINKS = "/share-links";

    private static final Instant NOW = Instant.parse("2025-04-04T10:00:00Z");

    @TempDir
    private static Path data;

    private static MailingShop shop;

    @BeforeAll
    static void start() throws Exception {
        shop = new MailingShop(data, NOW);
        shop.visits(Instant.parse("2025-04-03T10:00:00Z"), 7);
    }

    @AfterAll
    static void stop() {
        shop.close();
    }

    /** As somebody with nothing but the link. */
    private static Answer visit(String path) throws Exception {
        return shop.percorso().send("GET", "/api/shares/" + path, "", Map.of());
    }

    private static String saved(String kind, Map<String, Object> request) throws Exception {
        Answer saved = shop.post("/saved-reports", Map.of("name", "How " + kind, "kind", kind, "request", request));
        assertEquals(201, saved.status(), saved.text());
        return saved.json().get("id").asString();
    }

    private static JsonNode link(String kind, String target) throws Exception {
        Answer made = shop.post(LINKS, Map.of("kind", kind, "target", target, "period", "7d", "days", 30));
        assertEquals(201, made.status(), made.text());
        assertEquals(List.of(), OPEN_API.faults("CreatedShareLink", made.json()));
        return made.json();
    }

    @Test
    void shouldShowOneReportToAnybodyAndNothingElse() throws Exception {
        String report = saved("overview", Map.of());
        saved("pages", Map.of());
        String token = link("report", report).get("token").asString();

        Answer page = visit(token);
        assertEquals(200, page.status(), page.text());
        assertEquals(List.of(), OPEN_API.faults("SharedPage", page.json()));
        assertEquals("How overview", page.json().get("name").asString());
        assertEquals("2025-03-28", page.json().get("from").asString());
        assertTrue(page.header("X-Robots-Tag").orElse("").contains("noindex"));
        assertEquals("no-referrer", page.header("Referrer-Policy").orElse(""));
        assertFalse(page.text().contains("shop\""), "the workspace's id stays inside: " + page.text());

        Answer figures = visit(token + "/tiles/report?language=it");
        assertEquals(200, figures.status(), figures.text());
        assertEquals(List.of(), OPEN_API.faults("ReportSummary", figures.json()));
        assertEquals(7, figures.json().at("/figures/0/value").asInt());
        assertEquals("Visitatori", figures.json().at("/figures/0/name").asString());
        assertFalse(figures.text().contains("visitor-"), "no identifier may leave: " + figures.text());

        assertEquals(404, visit(token + "/tiles/pages").status());
        Answer unknown = shop.percorso()
                .send("GET", "/api/shares/" + token.substring(1) + "a", "", Map.of("Accept-Language", "it"));
        assertEquals(404, unknown.status());
        assertEquals(
                "Il link non esiste o non c'è più", unknown.json().get("detail").asString());
        for (String path : List.of("/reports/overview", "/reports/people", "/saved-reports", LINKS)) {
            Answer inside = shop.percorso()
                    .send("GET", MailingShop.SHOP + path, "", Map.of("Authorization", "Bearer " + token));
            assertTrue(inside.status() >= 400, path + " answers " + inside.status());
        }
        Answer html = shop.percorso().send("GET", "/shared/" + token, "", Map.of());
        assertTrue(html.header("X-Robots-Tag").orElse("").contains("noindex"));
    }

    @Test
    void shouldEndALinkAndKeepWhoMadeIt() throws Exception {
        JsonNode made = link("report", saved("overview", Map.of()));
        JsonNode other = link("report", saved("pages", Map.of()));
        String token = made.get("token").asString();
        assertEquals(200, visit(token).status());

        assertEquals(
                204,
                shop.percorso()
                        .delete(MailingShop.SHOP + LINKS + "/" + made.get("id").asString())
                        .status());
        assertEquals(410, visit(token).status());
        assertEquals(410, visit(token + "/tiles/report").status());
        assertEquals(200, visit(other.get("token").asString()).status());

        Answer links = shop.percorso().get(MailingShop.SHOP + LINKS);
        assertEquals(List.of(), OPEN_API.faultsOfEach("ShareLink", links.json()));
        assertFalse(links.text().contains(token));
        JsonNode ended = links.json()
                .valueStream()
                .filter(link -> link.has("revokedAt"))
                .findFirst()
                .orElseThrow();
        assertEquals("Ada", ended.get("createdBy").asString());
        assertEquals("Ada", ended.get("revokedBy").asString());
        assertTrue(ended.has("openedAt"));
        assertEquals(
                404, shop.percorso().delete(MailingShop.SHOP + LINKS + "/none").status());
    }

    /** Moves the clock, so it comes late. */
    @Test
    @Order(Integer.MAX_VALUE - 1)
    void shouldWorkUntilItsTimeIsOverOrItsReportIsDeleted() throws Exception {
        String report = saved("overview", Map.of());
        String token = link("report", report).get("token").asString();
        shop.clock().advance(Duration.ofDays(30).minusMillis(1));
        assertEquals(200, visit(token).status());
        shop.clock().advance(Duration.ofMillis(1));
        assertEquals(410, visit(token).status());

        shop.later(Duration.ZERO);
        String second = link("report", report).get("token").asString();
        assertEquals(
                204,
                shop.percorso()
                        .delete(MailingShop.SHOP + "/saved-reports/" + report)
                        .status());
        assertEquals(410, visit(second).status());
    }

    @Test
    void shouldShowADashboardTileByTile() throws Exception {
        Map<String, Object> note = Map.of("id", "n", "width", 12, "height", 1, "text", "Read me");
        Map<String, Object> tile = Map.of(
                "id",
                "v",
                "width",
                3,
                "height",
                1,
                "report",
                Map.of("kind", "overview", "show", "figure", "period", "today", "request", Map.of()));
        String dashboard = shop.post("/dashboards", Map.of("name", "Every day", "tiles", List.of(note, tile)))
                .json()
                .get("id")
                .asString();
        String token = link("dashboard", dashboard).get("token").asString();
        Answer page = visit(token);
        assertEquals(List.of(), OPEN_API.faults("SharedPage", page.json()));
        assertEquals("Read me", page.json().at("/tiles/0/text").asString());
        assertFalse(page.json().at("/tiles/1/report").has("request"));
        assertEquals(7, visit(token + "/tiles/v").json().at("/figures/0/value").asInt());
        assertEquals(404, visit(token + "/tiles/n").status());
    }

    @Test
    void shouldRefuseWhatWouldTellWhoPeopleAre() throws Exception {
        Map<String, Object> steps =
                Map.of("steps", List.of(step("Product Viewed"), step("Order Completed")), "breakdown", byEmail());
        String report = saved("funnel", steps);
        Map<String, Object> wanted = Map.of("kind", "report", "target", report, "period", "7d", "days", 30);
        Answer refused = shop.post(LINKS, wanted);
        assertEquals(422, refused.status());
        assertTrue(refused.text().contains("split by 'E-Mail'"), refused.text());

        // a report that is changed after it was shared
        String changing = saved("funnel", Map.of("steps", steps.get("steps")));
        String token = link("report", changing).get("token").asString();
        assertEquals(200, visit(token + "/tiles/report").status());
        shop.percorso()
                .put(
                        MailingShop.SHOP + "/saved-reports/" + changing,
                        Map.of("name", "F", "kind", "funnel", "request", steps));
        assertEquals(422, visit(token + "/tiles/report").status());
    }

    private static Map<String, Object> step(String event) {
        return Map.of("any", List.of(Map.of("event", event)));
    }

    private static Map<String, Object> byEmail() {
        return Map.of("kind", "person", "name", "E-Mail");
    }

    /** Uses up what may be asked, so it comes last. */
    @Test
    @Order(Integer.MAX_VALUE)
    void shouldRefuseWhatIsNotThereAndTooMuchAsking() throws Exception {
        for (Map<String, Object> wrong : List.<Map<String, Object>>of(
                Map.of("kind", "report", "target", "none", "period", "7d", "days", 30),
                Map.of("kind", "report", "target", saved("overview", Map.of()), "days", 30),
                Map.of("kind", "report", "target", saved("overview", Map.of()), "period", "7d", "days", 0),
                Map.of("kind", "dashboard", "target", "none", "period", "7d", "days", 30))) {
            Answer refused = shop.post(LINKS, wrong);
            assertEquals(422, refused.status(), refused.text());
        }
        Answer last = visit("guess");
        for (int guess = 0; guess < 30; guess++) {
            last = visit("guess" + guess);
        }
        assertEquals(429, last.status());
        assertTrue(last.header("Retry-After").isPresent());
    }
}
