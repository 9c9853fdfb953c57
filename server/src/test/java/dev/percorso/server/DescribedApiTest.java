package dev.percorso.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.server.http.Router.Route;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code openapi.yaml} describes the API as it is: no call more, none less. */
class DescribedApiTest {
    private final OpenApi described = OpenApi.load();

    @TempDir
    Path data;

    @Test
    void shouldDescribeEveryCallThatIsAnsweredAndNoOther() throws IOException, InterruptedException {
        Set<String> answered;
        try (RunningPercorso percorso = new RunningPercorso(data, InstantSource.system())) {
            answered = percorso.percorso().routes().stream()
                    .map(DescribedApiTest::call)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        Set<String> undescribed = new TreeSet<>(answered);
        undescribed.removeIf(
                call -> !call.contains(" /api/") || described.calls().contains(call));
        Set<String> unanswered = new TreeSet<>(described.calls());
        unanswered.removeAll(answered);

        assertEquals(Set.of(), undescribed, "answered and not in openapi.yaml");
        assertEquals(Set.of(), unanswered, "in openapi.yaml and not answered");
    }

    private static String call(Route route) {
        return route.method() + " " + route.path();
    }
}
