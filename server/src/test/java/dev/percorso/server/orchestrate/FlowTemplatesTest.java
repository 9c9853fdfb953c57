package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.percorso.flow.References;
import dev.percorso.server.OpenApi;
import dev.percorso.server.http.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The flows that the editor offers to begin with fit the published schema and can be published; others do not. */
class FlowTemplatesTest {
    private static final OpenApi API = OpenApi.load();
    private static final Path TEMPLATES = Path.of("../ui/src/features/flows/model/templates");
    private static final String FLOW = """
            {"entry": {"type": "event", "match": {"event": "Came"}, "next": "step"}, "reentry": "never", "exits": [],
             "steps": [%s, {"id": "end", "type": "exit"}]}
            """;

    private static List<FlowProblem> problems(JsonNode definition) {
        FlowDocument document = Json.convert(definition, FlowDocument.class);
        return FlowReader.read("flow", "Flow", document, References.unchecked()).problems();
    }

    @Test
    void shouldOfferFlowsThatFitAndCanBePublished() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(TEMPLATES)) {
            files = all.filter(file -> file.toString().endsWith(".json")).toList();
        }
        assertEquals(12, files.size());
        for (Path file : files) {
            JsonNode definition = Json.tree(Files.readAllBytes(file));
            assertEquals(List.of(), API.faults("FlowDefinition", definition), file.toString());
            assertEquals(List.of(), problems(definition), file.toString());
        }
    }

    /** Each kind says what it lacks; only a wait for a time of day and an end lack nothing. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "wait",
                "waitUntilDate",
                "waitForEvent",
                "waitForCondition",
                "throttle",
                "condition",
                "switch",
                "split",
                "experiment",
                "email",
                "push",
                "sms",
                "webhook",
                "startFlow",
                "stopFlow",
                "showMessage",
                "setTrait",
                "addToList",
                "removeFromList",
                "issueCoupon",
                "addPoints"
            })
    void shouldNotPublishAStepThatLacksWhatItNeeds(String type) {
        JsonNode definition =
                FlowShop.tree(FLOW.formatted("{\"id\": \"step\", \"type\": \"" + type + "\", \"next\": \"end\"}"));

        assertEquals(List.of(), API.faults("FlowDefinition", definition), "a draft may lack it");
        assertFalse(problems(definition).stream()
                .filter(problem -> problem.step().filter("step"::equals).isPresent())
                .toList()
                .isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\": \"step\", \"next\": \"end\"}",
                "{\"type\": \"exit\"}",
                "{\"id\": \"step\", \"type\": \"ponder\", \"next\": \"end\"}",
                "{\"id\": \"step\", \"type\": \"exit\", \"mood\": \"good\"}",
                "{\"id\": 7, \"type\": \"exit\"}"
            })
    void shouldSeeWhatNoStepIs(String step) {
        assertEquals(
                1,
                API.faults("FlowDefinition", FlowShop.tree(FLOW.formatted(step)))
                        .size());
    }
}
