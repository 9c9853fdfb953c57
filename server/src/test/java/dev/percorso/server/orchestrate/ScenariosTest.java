package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.command.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The flows that the interface offers do what the scenarios beside them say. */
class ScenariosTest {
    private static final Path TEMPLATES = Path.of("..", "ui", "src", "features", "flows", "model", "templates");

    @TempDir
    private Path folder;

    @Test
    void shouldFindEveryTemplateDoingWhatItsScenariosSay() throws IOException {
        List<String> arguments = new ArrayList<>(List.of("scenarios"));
        for (Path template : files(".json")) {
            Path scenarios = Path.of(template.toString().replace(".json", ".scenarios.yaml"));
            assertTrue(Files.exists(scenarios), "no scenarios for " + template);
            arguments.add(scenarios.toString());
        }
        assertEquals(0, Commands.run(arguments.toArray(String[]::new)));
    }

    @Test
    void shouldTellWhereAFlowDoesSomethingElse() throws IOException {
        Path template = TEMPLATES.resolve("welcome.json");
        Files.copy(template, folder.resolve("welcome.json"));
        String scenarios = Files.readString(TEMPLATES.resolve("welcome.scenarios.yaml"));
        Path wrong = Files.writeString(
                folder.resolve("wrong.yaml"), scenarios.replaceFirst("message hello", "message goodbye"));
        Path broken = Files.writeString(folder.resolve("broken.yaml"), "flow: welcome.json\npeople: []\n");

        assertEquals(1, Commands.run("scenarios", wrong.toString()));
        assertEquals(1, Commands.run("scenarios", broken.toString()));
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.list(TEMPLATES)) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
        }
    }
}
