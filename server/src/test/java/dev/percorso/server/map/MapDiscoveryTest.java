package dev.percorso.server.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.Event.Kind;
import dev.percorso.server.event.WorkspaceId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class MapDiscoveryTest {
    private static final WorkspaceId SHOP = new WorkspaceId("shop");
    private static final Instant START = Instant.parse("2026-03-02T10:00:00Z");
    private static final String BASE = "/api/workspaces/shop";

    @TempDir
    private Path data = Path.of("");

    @Test
    void shouldProposeTheJourneyThatPeopleMake() throws Exception {
        try (RunningPercorso percorso = new RunningPercorso(data, () -> START.plus(Duration.ofDays(9)))) {
            percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop", "timeZone", "UTC"));
            percorso.post(
                    BASE + "/touchpoints",
                    Map.of(
                            "name",
                            "Customer reviews",
                            "channel",
                            "website",
                            "direct",
                            true,
                            "online",
                            true,
                            "binding",
                            Map.of("event", "Reviews Read")));
            List<Event> events = new ArrayList<>();
            for (int person = 0; person < 40; person++) {
                List<String> names = new ArrayList<>(List.of("Article Read", "Page Engaged"));
                if (person % 2 == 0) {
                    names.addAll(List.of("Product Viewed", "Reviews Read", "Product Viewed"));
                }
                if (person % 4 == 0) {
                    names.addAll(List.of("Order Completed", "Tips Read"));
                }
                for (int i = 0; i < names.size(); i++) {
                    events.add(event(person, i, names.get(i)));
                }
            }
            percorso.percorso().collector().accept(SHOP, "test", events);
            percorso.percorso().awaitProjection();

            Answer answer = percorso.post(
                    BASE + "/maps/discover", Map.of("scope", Map.of("from", "2026-03-01", "to", "2026-03-31")));

            assertEquals(200, answer.status(), answer.text());
            JsonNode found = answer.json();
            assertEquals(40, found.get("persons").asInt());
            assertEquals(10, found.get("goalCases").asInt());
            assertEquals("Order Completed", found.get("goal").asString());
            List<String> told = new ArrayList<>();
            found.get("candidates")
                    .forEach(one -> told.add("%s %s %s %d"
                            .formatted(
                                    found.get("stages")
                                            .get(one.get("stage").asInt())
                                            .asString(),
                                    one.get("title").asString(),
                                    one.get("step").asString(),
                                    one.get("persons").asInt())));
            assertEquals(
                    List.of(
                            "awareness Article Read mandatory 40",
                            "consideration Product Viewed mandatory 20",
                            "purchase Customer reviews mandatory 20",
                            "purchase Order Completed mandatory 10",
                            "retention Tips Read mandatory 10"),
                    told);
            assertTrue(found.at("/candidates/2/touchpoint").isString());
            assertEquals(20, found.at("/variants/0/cases").asInt());
            assertEquals("[0]", found.at("/variants/0/candidates").toString());

            Answer wrong = percorso.post(
                    BASE + "/maps/discover",
                    Map.of("scope", Map.of("from", "2026-03-01", "to", "2026-03-31"), "leastShare", 2));
            assertEquals(422, wrong.status());
            assertTrue(wrong.text().contains("'leastShare' is a share from 0 to 1"), wrong.text());
        }
    }

    private static Event event(int person, int number, String name) {
        return new Event(
                person + "-" + number,
                Kind.TRACK,
                name,
                Optional.empty(),
                Optional.of("person" + person),
                Optional.empty(),
                START.plus(Duration.ofHours(number)),
                Map.of(),
                Map.of(),
                "test");
    }
}
