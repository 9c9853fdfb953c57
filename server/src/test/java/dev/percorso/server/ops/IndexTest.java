package dev.percorso.server.ops;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.server.Await;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.command.Commands;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final WorkspaceId SHOP = new WorkspaceId("shop");

    @TempDir
    private Path data = Path.of("");

    @Test
    void shouldCutSessionsAnewAndBuildTheIndexByCommand() throws Exception {
        try (RunningPercorso percorso = new RunningPercorso(data, () -> NOW)) {
            // given two events 20 minutes apart
            percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));
            percorso.percorso().collector().accept(SHOP, "test", events());
            percorso.percorso().awaitProjection();
            assertEquals(1, sessions(percorso));

            // when
            assertEquals(
                    15,
                    percorso.patch("/api/workspaces/shop", Map.of("sessionGapMinutes", 15))
                            .json()
                            .get("sessionGapMinutes")
                            .asInt());

            // then
            Await.until("sessions are cut anew", () -> sessions(percorso) == 2);
            assertEquals(
                    202,
                    percorso.post("/api/workspaces/shop/index/rebuild", Map.of())
                            .status());
            assertEquals(1, Commands.run("reindex", "--data", data.toString()));
        }
        assertEquals(0, Commands.run("reindex", "--data", data.toString()));
        assertEquals(1, Commands.run("reindex", "--data", data.toString(), "--workspace", "none"));
        assertEquals(2, Commands.run("reindex", "--data", data.resolve("none").toString()));
        try (RunningPercorso percorso = new RunningPercorso(data, () -> NOW)) {
            assertEquals(2, sessions(percorso));
        }
    }

    private static int sessions(RunningPercorso percorso) {
        return percorso.percorso().journeys().snapshot(SHOP).journey(1).sessionCount();
    }

    private static List<Event> events() {
        List<Event> events = new ArrayList<>();
        for (int number = 0; number < 2; number++) {
            events.add(new Event(
                    "message " + number,
                    Event.Kind.TRACK,
                    "Page Viewed",
                    Optional.of("visitor"),
                    Optional.empty(),
                    Optional.empty(),
                    NOW.minusSeconds(number * 1_200L),
                    Map.of(),
                    Map.of(),
                    "test"));
        }
        return events;
    }
}
