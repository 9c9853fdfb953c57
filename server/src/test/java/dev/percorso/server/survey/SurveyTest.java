package dev.percorso.server.survey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.SettableClock;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.Ids;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.store.Database;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Surveys from their making to the figures of their answers, worked out by hand. */
class SurveyTest {
    private static final WorkspaceId SHOP = new WorkspaceId("shop");
    private static final String BASE = "/api/workspaces/shop";
    private static final Instant START = Instant.parse("2026-03-10T10:00:00Z");
    private static final Map<String, String> MARCH = Map.of("from", "2026-03-01", "to", "2026-03-31");
    private static final OpenApi OPEN_API = OpenApi.load();
    private static final String SURVEY = """
            {"name": "After the order", "active": true, "touchpoint": "checkout",
             "questions": [
               {"id": "nps", "kind": "nps", "required": true,
                "wording": {"en": {"text": "Would you recommend <us>?", "low": "No", "high": "Yes"},
                            "it": {"text": "Ci consiglieresti?", "low": "No", "high": "Sì"}}},
               {"id": "why", "kind": "text", "required": false,
                "wording": {"en": {"text": "Why?"}, "it": {"text": "Perché?"}}}],
             "texts": {"en": {"send": "Send", "thanks": "Thank you!"}, "it": {"send": "Invia", "thanks": "Grazie!"}},
             "onSite": {"shown": true, "paths": ["/grazie*"], "stages": [], "delaySeconds": 0, "share": 100,
                        "everyDays": 30, "gapDays": 7}}
            """;

    @TempDir
    private static Path data;

    private static RunningPercorso percorso;
    private static SettableClock clock;

    @BeforeAll
    static void start() throws Exception {
        clock = new SettableClock(START);
        percorso = new RunningPercorso(data, clock);
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop", "timeZone", "UTC"));
        percorso.post(
                BASE + "/touchpoints",
                Map.of("name", "checkout", "channel", "website", "direct", true, "online", true));
    }

    @AfterAll
    static void stop() {
        percorso.close();
    }

    private static void answer(String person, Map<String, Object> properties) throws InterruptedException {
        percorso.percorso()
                .collector()
                .accept(
                        SHOP,
                        "test",
                        List.of(new Event(
                                person + properties,
                                Event.Kind.TRACK,
                                properties.containsKey("rating") ? "Review Written" : "Survey Answered",
                                Optional.empty(),
                                Optional.of(person),
                                Optional.empty(),
                                START.minus(Duration.ofDays(1)),
                                properties,
                                Map.of(),
                                "test")));
        percorso.percorso().awaitProjection();
    }

    private static JsonNode surveys(Map<String, Object> more) throws Exception {
        Map<String, Object> request = new LinkedHashMap<>(more);
        request.put("scope", MARCH);
        Answer answer = percorso.post(BASE + "/reports/surveys", request);
        assertEquals(200, answer.status(), answer.text());
        assertEquals(List.of(), OPEN_API.faults("SurveysResult", answer.json()));
        return answer.json();
    }

    private static JsonNode kind(JsonNode result, String kind) {
        return result.get("kinds")
                .valueStream()
                .filter(score -> score.get("kind").asString().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError(kind + " is not in " + result));
    }

    @Test
    void shouldCountEachKindByItsDefinition() throws Exception {
        int[] likely = {10, 9, 9, 8, 7, 6, 0};
        for (int at = 0; at < likely.length; at++) {
            answer(
                    "n" + at,
                    Map.of("survey", "Likely", "kind", "nps", "score", (long) likely[at], "touchpoint", "store"));
        }
        for (long score : new long[] {5, 4, 3, 1}) {
            answer("c" + score, Map.of("survey", "CSAT", "score", score));
        }
        answer("e1", Map.of("survey", "Ease", "kind", "ces", "score", 7L, "scale", "1-7"));
        answer("e2", Map.of("survey", "Ease", "kind", "ces", "score", 4L, "scale", "1-7"));
        answer("e3", Map.of("survey", "Ease", "kind", "ces", "score", 9L, "scale", "1-7"));

        JsonNode result = surveys(Map.of("kind", "nps", "survey", "Likely"));
        JsonNode nps = kind(result, "nps");
        assertEquals(100.0 * (3 - 2) / 7, nps.get("value").asDouble(), 1e-9);
        assertTrue(nps.get("low").asDouble() < nps.get("value").asDouble());
        assertEquals("promoters", nps.at("/parts/0/name").asString());
        assertEquals(3, nps.at("/parts/0/answers").asInt());
        assertEquals(2, nps.at("/parts/1/answers").asInt());
        assertEquals("store", result.at("/touchpoints/0/value").asString());
        JsonNode all = surveys(Map.of());
        assertEquals(0.5, kind(all, "csat").get("value").asDouble(), 1e-9);
        assertEquals(
                (2.0 + 1 + 0 - 2) / 4, kind(all, "csat").get("satisfaction").asDouble(), 1e-9);
        assertEquals(2, kind(all, "ces").get("answers").asInt(), "a score outside of its scale is no answer");
        assertEquals(5.5, kind(all, "ces").get("value").asDouble(), 1e-9);

        Answer detractors = percorso.post(
                BASE + "/reports/people",
                Map.of(
                        "kind",
                        "surveys",
                        "surveys",
                        Map.of("scope", MARCH, "kind", "nps", "survey", "Likely"),
                        "label",
                        "detractors"));
        assertEquals(200, detractors.status(), detractors.text());
        assertEquals(2, detractors.json().get("total").asInt());

        JsonNode summary = percorso.post(
                        BASE + "/reports/surveys/summary", Map.of("kind", "nps", "survey", "Likely", "scope", MARCH))
                .json();
        assertEquals("nps", summary.at("/figures/0/key").asString(), summary.toString());
    }

    @Test
    void shouldTakeAnAnswerByLinkOnceAndTellItsSound() throws Exception {
        answer("anna", Map.of("survey", "Earlier", "kind", "text", "text", "Hello"));
        Answer created = percorso.send("POST", BASE + "/surveys", SURVEY, percorso.session());
        assertEquals(201, created.status(), created.text());
        assertEquals(List.of(), OPEN_API.faults("Survey", created.json()));
        String id = created.json().get("id").asString();
        String anna = percorso.get(BASE + "/people?search=anna")
                .json()
                .at("/people/0/id")
                .asString();

        Answer link = percorso.post(BASE + "/surveys/" + id + "/links", Map.of("person", anna));
        String path = URI.create(link.json().get("url").asString()).getPath();
        Answer page = percorso.send("GET", path + "?nps=9", "", Map.of("Accept-Language", "en"));
        assertEquals(200, page.status());
        assertTrue(page.text().contains("Would you recommend &lt;us&gt;?"), page.text());
        assertTrue(page.text().contains("value=\"9\" aria-label=\"9\" required checked"), page.text());
        assertTrue(page.header("x-robots-tag").orElse("").contains("noindex"));
        assertEquals(
                0, surveys(Map.of("survey", "After the order")).get("kinds").size(), "a look is no answer");

        Map<String, String> form = Map.of("Content-Type", "application/x-www-form-urlencoded", "Accept-Language", "it");
        Answer wrong = percorso.send("POST", path, "nps=11", form);
        assertEquals(422, wrong.status());
        assertTrue(wrong.text().contains("role=\"alert\""), wrong.text());
        String words = URLEncoder.encode("Servizio pessimo, il pacco era rotto", StandardCharsets.UTF_8);
        Answer thanks = percorso.send("POST", path, "nps=2&why=" + words, form);
        assertTrue(thanks.text().contains("Grazie!"), thanks.text());
        percorso.percorso().awaitProjection();
        assertTrue(percorso.send("POST", path, "nps=10", form).text().contains("già risposto"));

        JsonNode result = surveys(Map.of("survey", "After the order"));
        assertEquals(-100, kind(result, "nps").get("value").asDouble());
        JsonNode comment = result.at("/comments/0");
        assertEquals("negative", comment.get("sentiment").asString());
        assertEquals("checkout", comment.get("touchpoint").asString());

        Answer foreign = percorso.put(
                BASE + "/comments/" + comment.get("id").asString() + "/sentiment",
                Map.of("person", "999999", "sentiment", "positive"));
        assertEquals(422, foreign.status());
        assertTrue(foreign.text().contains("is not by the person"), foreign.text());
        Answer decided = percorso.put(
                BASE + "/comments/" + comment.get("id").asString() + "/sentiment",
                Map.of("person", comment.get("person").asString(), "sentiment", "neutral"));
        assertEquals(204, decided.status(), decided.text());
        JsonNode after = surveys(Map.of("survey", "After the order")).at("/comments/0");
        assertEquals("neutral", after.get("sentiment").asString());
        assertTrue(after.get("edited").asBoolean());

        assertEquals(404, percorso.send("GET", path + "x", "", Map.of()).status(), "a changed link is nobody's");
        clock.advance(Duration.ofDays(61));
        assertEquals(410, percorso.send("GET", path, "", Map.of()).status());
        clock.advance(Duration.ofDays(-61));
    }

    @Test
    void shouldTellTheTagWhatToShowWhom() throws Exception {
        String key = percorso.post(BASE + "/sources", Map.of("name", "Site", "kind", "web"))
                .json()
                .get("writeKey")
                .asString();
        assertTrue(
                percorso.send("GET", "/tag/surveys/" + key, "", Map.of()).json().isArray());
        JsonNode open = survey("Everybody", "");
        JsonNode closed = survey("Advocates", "advocacy");

        JsonNode shown = percorso.send("GET", "/tag/surveys/" + key + "?language=it&anonymousId=somebody", "", Map.of())
                .json();
        List<String> names =
                shown.valueStream().map(one -> one.get("name").asString()).toList();
        assertTrue(names.contains("Everybody") && !names.contains("Advocates"), names.toString());
        assertTrue(shown.toString().contains("Ci consiglieresti?"));
        assertFalse(shown.toString().contains("Would you"), "one language is enough");
        assertTrue(percorso.send("GET", "/tag/config/" + key, "", Map.of())
                .json()
                .get("surveys")
                .asBoolean());
        assertEquals(
                401, percorso.send("GET", "/tag/surveys/nonsense", "", Map.of()).status());
        percorso.delete(BASE + "/surveys/" + open.get("id").asString());
        percorso.delete(BASE + "/surveys/" + closed.get("id").asString());
    }

    private static JsonNode survey(String name, String stage) throws Exception {
        String content = SURVEY.replace("After the order", name)
                .replace("\"stages\": []", stage.isEmpty() ? "\"stages\": []" : "\"stages\": [\"" + stage + "\"]");
        Answer created = percorso.send("POST", BASE + "/surveys", content, percorso.session());
        assertEquals(201, created.status(), created.text());
        return created.json();
    }

    @Test
    void shouldTellHowManyOfThoseWhoWereAskedAnswered() throws Exception {
        String id = survey("Asked", "").get("id").asString();
        shown("r1", id, 0);
        shown("r2", id, 0);
        shown("r3", id, 0);
        shown("r3", id, 1);
        shown("early", id, -30 * 24);
        answered("r1", id, Map.of("path", "/grazie"), 2);
        answered("r2", id, Map.of("path", "/grazie"), -2);
        answered("unasked", id, Map.of("path", "/grazie"), 2);
        String mailed = percorso.get(BASE + "/people?search=r3")
                .json()
                .at("/people/0/id")
                .asString();
        String link = percorso.post(BASE + "/surveys/" + id + "/links", Map.of("person", mailed))
                .json()
                .get("url")
                .asString();
        try (Database database = Database.open(data.resolve("state.sqlite"))) {
            URI home = URI.create(link.substring(0, link.indexOf("/s/")));
            new SurveyLinks(database, clock, new Ids(), home)
                    .sent(SHOP, Integer.parseInt(mailed), "<a href=\"" + link + "\">");
        }

        JsonNode response = responses(id);
        assertEquals(3, response.at("/site/persons").asInt());
        assertEquals(1, response.at("/site/answered").asInt());
        assertEquals(1.0 / 3, response.at("/site/rate/value").asDouble(), 1e-9);
        assertEquals(1, response.at("/mail/persons").asInt());
        assertEquals(0, response.at("/mail/answered").asInt());
        answered("r3", id, Map.of(), 3);
        assertEquals(1, responses(id).at("/mail/answered").asInt());
        Answer silent = percorso.post(
                BASE + "/reports/people",
                Map.of("kind", "survey", "scope", MARCH, "value", id, "label", "site", "outcome", "lost"));
        assertEquals(2, silent.json().get("total").asInt(), silent.text());

        Answer unknown = percorso.send(
                "POST", BASE + "/surveys", SURVEY.replace("\"checkout\"", "\"Nowhere\""), percorso.session());
        assertEquals(422, unknown.status());
        assertTrue(unknown.text().contains("the catalogue has no touchpoint"), unknown.text());
    }

    private static JsonNode responses(String survey) throws Exception {
        Answer all = percorso.post(BASE + "/surveys/responses", MARCH);
        assertEquals(200, all.status(), all.text());
        assertEquals(List.of(), OPEN_API.faultsOfEach("SurveyResponse", all.json()));
        return all.json()
                .valueStream()
                .filter(one -> one.get("survey").asString().equals(survey))
                .findFirst()
                .orElseThrow();
    }

    private static void shown(String person, String survey, int hours) throws InterruptedException {
        happened("Survey Shown", person, Map.of("survey_id", survey), hours);
    }

    private static void answered(String person, String survey, Map<String, Object> more, int hours)
            throws InterruptedException {
        Map<String, Object> properties = new LinkedHashMap<>(more);
        properties.put("survey_id", survey);
        properties.put("survey", "Asked");
        properties.put("kind", "nps");
        properties.put("score", 9L);
        happened("Survey Answered", person, properties, hours);
    }

    private static void happened(String name, String person, Map<String, Object> properties, int hours)
            throws InterruptedException {
        percorso.percorso()
                .collector()
                .accept(
                        SHOP,
                        "test",
                        List.of(new Event(
                                name + person + hours,
                                Event.Kind.TRACK,
                                name,
                                Optional.empty(),
                                Optional.of(person),
                                Optional.empty(),
                                START.plus(Duration.ofHours(hours)),
                                properties,
                                Map.of(),
                                "test")));
        percorso.percorso().awaitProjection();
    }

    @Test
    void shouldRefuseASurveyThatNobodyCouldAnswer() throws Exception {
        JsonNode none = percorso.post(BASE + "/surveys", Map.of("name", "Empty", "active", true))
                .json();
        assertTrue(none.toString().contains("from 1 to 10 questions"), none.toString());
        String halfTranslated = SURVEY.replace(", \"it\": {\"text\": \"Perché?\"}", "");
        Answer half = percorso.send("POST", BASE + "/surveys", halfTranslated, percorso.session());
        assertEquals(422, half.status());
        assertTrue(half.text().contains("needs words in each language"), half.text());
    }
}
