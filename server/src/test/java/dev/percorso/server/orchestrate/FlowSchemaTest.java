package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The published schema of definitions says what the API says. */
class FlowSchemaTest {
    @Test
    void shouldPublishWhatTheApiDescribes() throws IOException {
        JsonNode api = new YAMLMapper()
                .readTree(Files.readString(Path.of("../openapi.yaml")))
                .at("/components/schemas");
        JsonNode published = Json.tree(Files.readAllBytes(Path.of("../docs/flow.schema.json")))
                .path("$defs");

        assertTrue(published.has("FlowDefinition") && published.has("FlowStep"), "the schema has its parts");
        published
                .propertyStream()
                .forEach(part -> assertEquals(
                        inSchema(api.path(part.getKey())),
                        part.getValue(),
                        part.getKey() + " in docs/flow.schema.json"));
        String all = published.toString();
        published
                .findValuesAsString("$ref")
                .forEach(reference -> assertTrue(
                        published.has(reference.substring("#/$defs/".length())), reference + " is missing in " + all));
    }

    private static JsonNode inSchema(JsonNode described) {
        String text = described.toString().replace("#/components/schemas/", "#/$defs/");
        return Json.tree(text.getBytes(StandardCharsets.UTF_8));
    }
}
