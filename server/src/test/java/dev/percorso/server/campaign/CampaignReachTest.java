package dev.percorso.server.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignReachTest {
    private static final ZoneId ROME = ZoneId.of("Europe/Rome");

    @Test
    void shouldNotStartByEmailWithoutMailServer(@TempDir Path data) throws Exception {
        try (RunningPercorso percorso =
                new RunningPercorso(data, new SettableClock(Instant.parse("2026-03-15T12:00:00Z")))) {
            percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop", "timeZone", "UTC"));
            Map<String, Object> everybody = Map.of("type", "all", "conditions", List.of());
            String segment = percorso.post(
                            "/api/workspaces/shop/segments", Map.of("name", "All", "condition", everybody))
                    .json()
                    .path("id")
                    .asString();
            String campaigns = "/api/workspaces/shop/campaigns";
            Map<String, Object> content =
                    Map.of("name", "News", "segment", segment, "subject", "Hi", "body", "<p>Hi</p>", "tagLinks", true);
            String id = percorso.post(campaigns, content).json().path("id").asString();

            Answer started = percorso.post(campaigns + "/" + id + "/start", Map.of());
            Answer byEmail = percorso.post(campaigns + "/reach", Map.of("segment", segment));
            Answer byPush = percorso.post(campaigns + "/reach", Map.of("segment", segment, "channel", "push"));

            assertEquals(409, started.status(), started.text());
            assertTrue(started.text().contains("PERCORSO_SMTP_HOST"), started.text());
            assertEquals(
                    "draft",
                    percorso.get(campaigns + "/" + id).json().path("status").asString());
            assertFalse(byEmail.json().path("canSend").asBoolean(), byEmail.text());
            assertTrue(byPush.json().path("canSend").asBoolean(), byPush.text());
        }
    }

    @Test
    void shouldFindTheNextHourAlsoWhereTheClocksChange() {
        assertEquals(at("2026-03-02T21:00"), next(21, "2026-03-02T10:15"));
        assertEquals(at("2026-03-03T09:00"), next(9, "2026-03-02T10:15"));
        assertEquals(at("2026-03-02T10:15"), next(10, "2026-03-02T10:15"), "it is that hour now");
        assertEquals(at("2026-03-29T03:00"), next(2, "2026-03-28T23:30"), "there is no such hour that night");
        assertEquals(
                Duration.ofHours(22).toMillis(),
                next(10, "2026-03-28T11:00") - at("2026-03-28T11:00"),
                "a short day is still the next one");
    }

    private static long next(int hour, String now) {
        return SendTimes.next(hour, LocalDateTime.parse(now).atZone(ROME));
    }

    private static long at(String local) {
        return LocalDateTime.parse(local).atZone(ROME).toInstant().toEpochMilli();
    }
}
