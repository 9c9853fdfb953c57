package dev.percorso.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The published schemas say what the API says. */
class PublishedSchemaTest {
    @ParameterizedTest
    @CsvSource({"flow.schema.json, FlowDefinition", "flow.schema.json, FlowStep", "map.schema.json, MapDocument"})
    void shouldPublishWhatTheApiDescribes(String file, String part) throws IOException {
        JsonNode api = new YAMLMapper()
                .readTree(Files.readString(Path.of("../openapi.yaml")))
                .at("/components/schemas");
        JsonNode published =
                Json.tree(Files.readAllBytes(Path.of("../docs/" + file))).path("$defs");

        assertTrue(published.has(part), "the schema has its parts");
        published
                .propertyStream()
                .forEach(one ->
                        assertEquals(inSchema(api.path(one.getKey())), one.getValue(), one.getKey() + " in " + file));
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
