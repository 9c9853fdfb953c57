package dev.percorso.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

@DisabledOnOs(OS.WINDOWS)
class BenchmarkNamesTest {
    private static final Path BENCH = Path.of("..", "bench");

    /** Some of them are tests of the server, so they are told here. */
    @Test
    void shouldOfferEveryBenchmarkThatIsDescribed() throws Exception {
        Process asked = new ProcessBuilder("bash", BENCH.resolve("run").toString())
                .redirectErrorStream(true)
                .start();
        String usage = new String(asked.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        List<String> described = Pattern.compile("^\\| `(\\w+)` \\|", Pattern.MULTILINE)
                .matcher(Files.readString(BENCH.resolve("README.md")))
                .results()
                .map(row -> row.group(1))
                .sorted()
                .toList();

        assertEquals(1, asked.waitFor(), usage);
        assertTrue(described.contains("hostile") && described.contains("disorder"), described.toString());
        assertEquals(
                described,
                Pattern.compile("\\w+(?=[| ])")
                        .matcher(usage.substring(usage.indexOf("run ") + 4, usage.indexOf(" [") + 1))
                        .results()
                        .map(name -> name.group())
                        .sorted()
                        .toList());
    }
}
