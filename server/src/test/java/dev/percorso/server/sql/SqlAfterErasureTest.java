package dev.percorso.server.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.server.Await;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.IdentityKind;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqlAfterErasureTest {
    private static final WorkspaceId SHOP = new WorkspaceId("shop");
    private static final Instant NOW = Instant.parse("2025-04-04T10:00:00Z");

    @TempDir
    Path data;

    @Test
    void shouldAnswerWhenTheOldestEventThatIsInNoFileYetWasErased() throws Exception {
        try (RunningPercorso percorso = new RunningPercorso(data, InstantSource.fixed(NOW))) {
            percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));
            percorso.percorso().collector().accept(SHOP, "till", List.of(seen("anna"), seen("bert"), seen("carla")));
            percorso.percorso().awaitProjection();
            int anna = percorso.percorso()
                    .people()
                    .find(SHOP, IdentityKind.USER, "anna")
                    .orElseThrow()
                    .id();
            percorso.post("/api/workspaces/shop/people/" + anna + "/erasure", Map.of());
            Await.until("anna is erased", () -> isErased(percorso));

            Answer answer = percorso.post(
                    "/api/workspaces/shop/sql", Map.of("sql", "SELECT user_id FROM events ORDER BY sequence"));
            assertEquals(200, answer.status(), answer.text());
            assertEquals("[[\"bert\"],[\"carla\"]]", answer.json().get("rows").toString());
        }
    }

    private static Event seen(String user) {
        return new Event(
                "message-" + user,
                Event.Kind.TRACK,
                "Seen",
                Optional.empty(),
                Optional.of(user),
                Optional.empty(),
                NOW,
                Map.of(),
                Map.of(),
                "till");
    }

    private static boolean isErased(RunningPercorso percorso) {
        try {
            return percorso.get("/api/workspaces/shop/erasures")
                    .json()
                    .at("/0/phase")
                    .asString()
                    .equals("done");
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
