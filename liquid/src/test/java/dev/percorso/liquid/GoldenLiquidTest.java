package dev.percorso.liquid;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The golden-liquid suite (github.com/jg-rp/golden-liquid, MIT), read from the shared data folder. */
class GoldenLiquidTest {
    private static final Path SUITE = Path.of("..", "..", "shared", "data", "golden-liquid", "golden_liquid.json");
    private static final int VALID_REACHED = 928;
    private static final int INVALID_REACHED = 126;
    private static final RenderContext CONTEXT =
            RenderContext.of(InstantSource.fixed(Instant.parse("2026-03-01T10:00:00Z")), System::nanoTime);

    private final List<String> failures = new ArrayList<>();

    @Test
    void shouldAgreeWithTheGoldenSuite() throws Exception {
        assumeTrue(Files.exists(SUITE), "skipped: the golden-liquid suite is not at " + SUITE);
        JsonNode tests = JsonMapper.shared().readTree(Files.readString(SUITE)).get("tests");
        int valid = 0;
        int invalid = 0;
        int validCases = 0;
        int invalidCases = 0;

        for (JsonNode test : tests) {
            boolean mustFail = test.path("invalid").asBoolean(false);
            validCases += mustFail ? 0 : 1;
            invalidCases += mustFail ? 1 : 0;
            boolean passed = passes(test, mustFail);
            valid += passed && !mustFail ? 1 : 0;
            invalid += passed && mustFail ? 1 : 0;
        }

        failures.forEach(failure -> System.out.println("golden-liquid, differs: " + failure));
        System.out.printf(
                "golden-liquid: %d of %d valid cases, %d of %d invalid cases refused%n",
                valid, validCases, invalid, invalidCases);
        assertTrue(valid >= VALID_REACHED, "valid cases fell to " + valid + " from " + VALID_REACHED);
        assertTrue(invalid >= INVALID_REACHED, "refused cases fell to " + invalid + " from " + INVALID_REACHED);
    }

    private boolean passes(JsonNode test, boolean mustFail) {
        String name = test.get("name").asString() + " " + test.get("template");
        try {
            String actual = render(test);
            boolean right = !mustFail && expected(test).contains(actual);
            if (!right) {
                failures.add(name + (mustFail ? " was not refused" : " gave " + actual + " not " + expected(test)));
            }
            return right;
        } catch (TemplateException exception) {
            if (!mustFail) {
                failures.add(name + ": " + exception.getMessage());
            }
            return mustFail;
        }
    }

    private static List<String> expected(JsonNode test) {
        List<String> expected = new ArrayList<>();
        test.path("results").forEach(result -> expected.add(result.asString()));
        if (test.has("result")) {
            expected.add(test.get("result").asString());
        }
        return expected;
    }

    private static String render(JsonNode test) {
        boolean strict =
                test.path("tags").valueStream().anyMatch(tag -> tag.asString().equals("strict2"));
        LiquidOptions options =
                LiquidOptions.standard().withStrictness(strict ? Strictness.STRICT : Strictness.LENIENT);
        Map<String, String> snippets = new LinkedHashMap<>();
        test.path("templates")
                .properties()
                .forEach(entry -> snippets.put(entry.getKey(), entry.getValue().asString()));
        Map<String, @Nullable Object> data = new LinkedHashMap<>();
        test.path("data").properties().forEach(entry -> data.put(entry.getKey(), plain(entry.getValue())));
        return Template.parse(test.get("template").asString(), options)
                .render(data, CONTEXT.withSnippets(Snippets.parse(snippets, options)));
    }

    private static @Nullable Object plain(JsonNode node) {
        return JsonMapper.shared().convertValue(node, Object.class);
    }
}
