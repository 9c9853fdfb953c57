package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.SmallShop.asking;
import static dev.percorso.server.analyze.SmallShop.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.http.Json;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every report asked with every field set to something absurd: the answer is a report, or says in plain words which
 * field is wrong, and is never a fault of the server.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NonsenseTest {
    /** Names of classes, and what programs say when they break. */
    private static final Pattern OF_THE_CODE =
            Pattern.compile("Exception|dev\\.percorso|java\\.|tools\\.jackson|null pointer|Optional\\[|@[0-9a-f]{6,}");

    private static final List<JsonNode> ABSURD = Json.tree("""
            [null, -1, 0, 2147483648, 1e300, "nonsense", "P-3D", "P99999999999D", "-999999999-01-01", [null],
             {"event": "Never Seen"}, {"kind": "event", "name": "never seen", "limit": 10000}]
            """.getBytes(java.nio.charset.StandardCharsets.UTF_8))
            .valueStream()
            .toList();

    private final OpenApi api = OpenApi.load();
    private SmallShop shop;

    @SuppressWarnings("NullAway.Init") // JUnit calls open() first
    NonsenseTest() {}

    @BeforeAll
    void open(@TempDir Path data) throws Exception {
        shop = SmallShop.open(data);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    private static ObjectNode sensible(SavedReport.Kind kind) {
        Map<String, Object> pages = Map.of("event", "Page Viewed");
        return Json.MAPPER.valueToTree(asking(
                switch (kind) {
                    case EVENTS -> Map.of("match", pages, "measure", "count");
                    case FUNNEL -> Map.of("steps", List.of(step("Product Viewed"), step("Order Completed")));
                    case RETENTION -> Map.of("period", "day");
                    case COHORTS -> Map.of("period", "day", "breakdown", Map.of("kind", "event", "name", "channel"));
                    case TOGETHER -> Map.of("match", pages, "property", "path");
                    default -> Map.of();
                }));
    }

    private static String name(SavedReport.Kind kind) {
        return Json.MAPPER.valueToTree(kind).asString();
    }

    private String schema(SavedReport.Kind kind) {
        return kind.request().getSimpleName();
    }

    @ParameterizedTest
    @EnumSource(SavedReport.Kind.class)
    void shouldAnswerOrSayWhichFieldIsWrong(SavedReport.Kind kind) throws Exception {
        // given
        assertEquals(200, ask(kind, sensible(kind)).status());
        List<String> faults = new ArrayList<>();

        // when
        for (String field : api.fields(schema(kind))) {
            for (JsonNode value : ABSURD) {
                ObjectNode request = sensible(kind);
                request.set(field, value);
                judge(kind, request, field, faults);
            }
        }
        boolean isOfScopes = kind == SavedReport.Kind.OVERVIEW || kind == SavedReport.Kind.FUNNEL;
        for (String field : isOfScopes ? api.fields("Scope") : Set.<String>of()) {
            for (JsonNode value : ABSURD) {
                ObjectNode request = sensible(kind);
                ((ObjectNode) request.get("scope")).set(field, value);
                judge(kind, request, "scope/" + field, faults);
            }
        }

        // then
        assertEquals(List.of(), faults);
    }

    private void judge(SavedReport.Kind kind, ObjectNode request, String field, List<String> faults) throws Exception {
        Answer answer = ask(kind, request);
        String said = "%s with %s: %d %s".formatted(field, request, answer.status(), answer.text());
        if (answer.status() == 200) {
            return;
        }
        JsonNode first = answer.json().at("/errors/0");
        boolean isPlain = answer.status() == 422
                && first.path("field").asString("").startsWith("/")
                && !first.path("message").asString("").isBlank()
                && !OF_THE_CODE.matcher(answer.text()).find();
        if (!isPlain) {
            faults.add(said.substring(0, Math.min(said.length(), 600)));
        }
    }

    private Answer ask(SavedReport.Kind kind, ObjectNode request) throws Exception {
        return shop.post("/reports/" + name(kind), request);
    }

    @Test
    void shouldRefuseWhatIsFarTooMuch() throws Exception {
        // given
        ObjectNode longFunnel = sensible(SavedReport.Kind.FUNNEL);
        longFunnel.set("steps", Json.MAPPER.valueToTree(Collections.nCopies(21, step("Page Viewed"))));
        ObjectNode crowded = sensible(SavedReport.Kind.FUNNEL);
        crowded.set(
                "exclusions",
                Json.MAPPER.valueToTree(Collections.nCopies(
                        10_000, Map.of("match", Map.of("event", "A"), "after", 1, "before", 2, "effect", "attempt"))));
        ObjectNode choosy = sensible(SavedReport.Kind.OVERVIEW);
        ArrayNode values = Json.MAPPER.createArrayNode();
        for (int value = 0; value < 10_000; value++) {
            values.add("/page-" + value);
        }
        ((ObjectNode) choosy.get("scope"))
                .set(
                        "where",
                        Json.MAPPER.valueToTree(
                                List.of(Map.of("property", "path", "operator", "in", "values", values))));

        // when
        Answer steps = ask(SavedReport.Kind.FUNNEL, longFunnel);
        Answer exclusions = ask(SavedReport.Kind.FUNNEL, crowded);
        Answer none = ask(SavedReport.Kind.OVERVIEW, choosy);
        Answer zone = shop.patch("", Map.of("timeZone", "Mars/Olympus"));

        // then
        assertEquals(422, steps.status());
        assertTrue(steps.text().contains("2 to 20 'steps', not 21"), steps.text());
        assertEquals(422, exclusions.status());
        assertTrue(exclusions.text().contains("must not be more than 32"), exclusions.text());
        assertEquals(422, none.status());
        assertTrue(none.text().contains("'in' needs 1 to 1000 values"), none.text());
        assertEquals(422, zone.status(), zone.text());
        assertTrue(zone.text().contains("Europe/Rome"), zone.text());
    }
}
