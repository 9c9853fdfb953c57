package dev.percorso.server.goal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.analyze.AskedReport;
import dev.percorso.server.analyze.ReportTable;
import dev.percorso.server.analyze.SavedReport;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class GoalTest {
    private static final String PATH = "/api/workspaces/shop/goals";
    private static final OpenApi OPEN_API = OpenApi.load();

    @TempDir
    private Path data = Path.of("");

    private static Map<String, Object> goal(Map<String, Object> more) {
        Map<String, Object> goal = new LinkedHashMap<>(Map.of(
                "name",
                "Two orders a day",
                "owner",
                "Ada",
                "report",
                Map.of("kind", "overview", "request", Map.of()),
                "figure",
                "conversions",
                "measure",
                "total",
                "target",
                40,
                "from",
                "2026-03-01",
                "until",
                "2026-03-20"));
        goal.putAll(more);
        return goal;
    }

    /** One order on each of the ten days that are over: 10 of 40 in half the time, and 20 at the end if it goes on so. */
    @Test
    void shouldHoldTheActualFigureAgainstTheWayAndDrawItOut() throws Exception {
        Instant start = Instant.parse("2026-03-01T12:00:00Z");
        try (RunningPercorso percorso =
                new RunningPercorso(data, InstantSource.fixed(start.plus(Duration.ofDays(10))))) {
            percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop", "timeZone", "UTC"));
            List<Event> orders = new ArrayList<>();
            for (int day = 0; day < 10; day++) {
                orders.add(new Event(
                        "m" + day,
                        Event.Kind.TRACK,
                        "Order Completed",
                        Optional.empty(),
                        Optional.of("p" + day),
                        Optional.empty(),
                        start.plus(Duration.ofDays(day)),
                        Map.of("value", 10.0),
                        Map.of(),
                        "test"));
            }
            percorso.percorso().collector().accept(new WorkspaceId("shop"), "test", orders);
            percorso.percorso().awaitProjection();

            Answer created = percorso.post(PATH, goal(Map.of()));
            assertEquals(201, created.status(), created.text());
            assertEquals(List.of(), OPEN_API.faults("Goal", created.json()));
            JsonNode progress = progress(percorso, created);
            assertEquals(10, progress.get("actual").asDouble());
            assertEquals(20, progress.get("expected").asDouble(), 1e-9);
            assertEquals("behind", progress.get("state").asString());
            assertEquals(20, progress.at("/forecast/value").asDouble(), 0.5);
            assertEquals(9, progress.get("readings").size());

            assertEquals(
                    "reached",
                    progress(percorso, percorso.post(PATH, goal(Map.of("target", 10))))
                            .get("state")
                            .asString());
            assertEquals(
                    "unknown",
                    progress(percorso, percorso.post(PATH, goal(Map.of("from", "2026-04-01", "until", "2026-04-30"))))
                            .get("state")
                            .asString());
            JsonNode wrong = progress(percorso, percorso.post(PATH, goal(Map.of("figure", "nonsense"))));
            assertTrue(wrong.get("problem").asString().contains("no figure 'nonsense'"), wrong.toString());
            assertEquals(
                    422,
                    percorso.post(PATH, goal(Map.of("until", "2026-03-02"))).status());
            assertEquals(4, percorso.get(PATH).json().size());
            shouldTellWhenItFallsBehind(percorso, created.json().get("id").asString());
            shouldLeadToThePeopleBehind(percorso);
            shouldStandOnADashboard(percorso, created.json().get("id").asString());
        }
    }

    /** The alert takes the figure of the goal, whatever else it is given. */
    private static void shouldTellWhenItFallsBehind(RunningPercorso percorso, String goal) throws Exception {
        Map<String, Object> alert = new LinkedHashMap<>(Map.of(
                "name",
                "Pace",
                "report",
                Map.of("kind", "pages", "request", Map.of()),
                "figure",
                "pageViews",
                "rule",
                Map.of("kind", "pace"),
                "goal",
                goal));
        JsonNode reading = percorso.post("/api/workspaces/shop/alert-preview", alert)
                .json()
                .get("reading");
        assertEquals(10, reading.get("value").asDouble());
        assertEquals(20, reading.get("low").asDouble(), 1e-9);
        assertTrue(reading.get("raised").asBoolean());
        JsonNode saved = percorso.post("/api/workspaces/shop/alerts", alert).json();
        assertEquals(List.of(), OPEN_API.faults("Alert", saved));
        assertEquals("conversions", saved.get("figure").asString());
        alert.put("goal", "gone");
        Answer refused = percorso.post("/api/workspaces/shop/alerts", alert);
        assertEquals(422, refused.status(), refused.text());
        alert.remove("goal");
        assertEquals(422, percorso.post("/api/workspaces/shop/alerts", alert).status());
    }

    private static void shouldLeadToThePeopleBehind(RunningPercorso percorso) throws Exception {
        Map<String, Object> behind = Map.of(
                "kind",
                "overview",
                "dimension",
                "converting",
                "overview",
                Map.of("scope", Map.of("from", "2026-03-01", "to", "2026-03-04")));
        JsonNode people =
                percorso.post("/api/workspaces/shop/reports/people", behind).json();
        assertEquals(4, people.get("total").asInt(), people.toString());
    }

    private static void shouldStandOnADashboard(RunningPercorso percorso, String goal) throws Exception {
        Map<String, Object> tile = Map.of("id", "t", "width", 3, "height", 2, "goal", goal);
        Answer kept = percorso.post("/api/workspaces/shop/dashboards", Map.of("name", "Goals", "tiles", List.of(tile)));
        assertEquals(201, kept.status(), kept.text());
        assertEquals(goal, kept.json().at("/tiles/0/goal").asString());
        assertEquals(List.of(), OPEN_API.faults("Dashboard", kept.json()));
        Map<String, Object> digest = new LinkedHashMap<>(Map.of(
                "name",
                "Board",
                "dashboard",
                kept.json().get("id").asString(),
                "frequency",
                "daily",
                "users",
                List.of(percorso.percorso().users().all().getFirst().id())));
        assertMail(
                percorso,
                digest,
                "10; target: at least 40 by 20 Mar 2026. Behind: 20 expected by now. Forecast for 20 Mar 2026: 20");
        digest.put("language", "it");
        assertMail(percorso, digest, "10; traguardo: almeno 40 entro il 20 mar 2026. Indietro: atteso finora 20.");
        assertEquals(204, percorso.delete(PATH + "/" + goal).status());
        assertMail(percorso, digest, "Questo obiettivo è stato eliminato.");
    }

    private static void assertMail(RunningPercorso percorso, Map<String, Object> digest, String words)
            throws Exception {
        Answer mail = percorso.post("/api/workspaces/shop/scheduled-report-preview", digest);
        assertTrue(mail.text().contains(words), mail.text());
    }

    /** A level of 0.5 that is to be at least 0.3: there is no way down to the target. */
    @Test
    void shouldHoldWhatIsThereFromTheStartAgainstTheTarget() {
        GoalContent goal = new GoalContent(
                "Rate",
                "",
                "",
                new AskedReport(SavedReport.Kind.OVERVIEW, Json.tree("{}".getBytes(UTF_8))),
                "conversionRate",
                GoalContent.Measure.LEVEL,
                GoalContent.Direction.AT_LEAST,
                0.3,
                LocalDate.parse("2026-03-01"),
                LocalDate.parse("2026-03-31"),
                Optional.empty(),
                List.of(),
                List.of());
        GoalProgress progress = Goals.judged(
                goal,
                ReportTable.Format.SHARE,
                List.of(
                        new GoalProgress.Point(LocalDate.parse("2026-03-01"), 0.5),
                        new GoalProgress.Point(LocalDate.parse("2026-03-11"), 0.25)),
                false);
        assertEquals(0.3, progress.expected().orElseThrow());
        assertEquals(GoalProgress.State.BEHIND, progress.state());
    }

    private static JsonNode progress(RunningPercorso percorso, Answer created) throws Exception {
        JsonNode progress = percorso.get(PATH + "/" + created.json().get("id").asString() + "/progress")
                .json();
        assertEquals(List.of(), OPEN_API.faults("GoalProgress", progress));
        return progress;
    }

    /** Worked by hand: readings 1, 3, 2, 4 on days 0 to 3 give the line 1.3 + 0.8 x with a scatter of √(1.8 / 2). */
    @Test
    void shouldDrawTheLineOfLeastSquaresWithItsPredictionInterval() {
        Trend trend = Trend.through(List.of(
                        new Trend.Reading(0, 1),
                        new Trend.Reading(1, 3),
                        new Trend.Reading(2, 2),
                        new Trend.Reading(3, 4)))
                .orElseThrow();
        assertEquals(1.3, trend.intercept(), 1e-9);
        assertEquals(0.8, trend.slope(), 1e-9);
        assertEquals(Math.sqrt(0.9), trend.scatter(), 1e-9);
        Trend.Expected expected = trend.on(5);
        assertEquals(5.3, expected.value(), 1e-9);
        // t of 2 degrees of freedom at 90 % is 1.885618.
        assertEquals(5.3 + 1.885618 * Math.sqrt(0.9 * (1 + 0.25 + 12.25 / 5)), expected.high(), 1e-5);
        assertTrue(Trend.through(List.of(new Trend.Reading(0, 1))).isEmpty());
    }
}
