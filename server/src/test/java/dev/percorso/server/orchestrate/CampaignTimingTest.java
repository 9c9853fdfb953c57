package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** When campaigns begin, and when they reach each person. */
class CampaignTimingTest extends CampaignScene {
    @Test
    void shouldStartWholeCampaignsOnlyAndAtTheirTime() throws Exception {
        person("later", "later", true);
        String empty = shop.server()
                .post(CAMPAIGNS, Map.of("name", "Empty", "subject", "", "body", "", "tagLinks", true))
                .json()
                .path("id")
                .asString();
        Answer unfinished = shop.server().post(CAMPAIGNS + "/" + empty + "/start", Map.of());
        String id = campaign(
                "later",
                Map.of("startAt", shop.clock.instant().plusSeconds(3_600).toString()));
        act(id, "start");
        act(id, "pause");
        JsonNode draft = shop.server().get(CAMPAIGNS + "/" + id).json();
        act(id, "start");
        Answer changed =
                shop.server().put(CAMPAIGNS + "/" + id, Map.of("content", content("later", Map.of()), "revision", 1));
        shop.later(Duration.ofMinutes(61));
        awaitStatus(id, "done");

        assertEquals(422, unfinished.status());
        assertEquals(3, unfinished.json().path("errors").size());
        assertEquals("draft", draft.path("status").asString());
        assertEquals(409, changed.status());
        assertEquals(1, received("later").size());
    }

    @Test
    void shouldForetellWhoIsHeldOutToCompareWith() throws Exception {
        for (int number = 0; number < 24; number++) {
            person("compared" + number, "comparison", number % 6 != 0);
        }
        String rules = FlowShop.API + "/delivery-rules";
        assertEquals(200, shop.server().put(rules, Map.of("holdout", 50)).status());
        try {
            Map<String, Object> content = content("comparison", Map.of());
            JsonNode reach = shop.server()
                    .post(CAMPAIGNS + "/reach", Map.of("segment", content.get("segment")))
                    .json();
            String id = shop.server().post(CAMPAIGNS, content).json().path("id").asString();
            act(id, "start");
            awaitStatus(id, "done");

            assertEquals(20, reach.path("withConsent").asInt());
            int heldOut = reach.path("heldOut").asInt();
            assertTrue(heldOut > 0 && heldOut < 20, reach.toString());
            assertEquals(20 - heldOut, sent(id));
            Map<String, String> italian = new HashMap<>(shop.server().session());
            italian.put("Accept-Language", "it");
            String told = shop.server()
                    .send("GET", CAMPAIGNS + "/" + id + "/progress", "", italian)
                    .text();
            assertTrue(told.contains("la persona è tra chi non riceve marketing"), told);
        } finally {
            shop.server().put(rules, Map.of());
        }
    }

    @Test
    void shouldReachEachPersonOnceAtTheirOwnHour() throws Exception {
        Instant now = shop.clock.instant();
        active("owl", 6, now.minus(Duration.ofHours(21)));
        active("lark", 6, now.minus(Duration.ofHours(19)));
        active("rare", 1, now.minus(Duration.ofHours(2)));
        active("crowd", 40, now.minus(Duration.ofHours(16)));
        person("owl", "hours", true);
        shop.accept(event("lark", Map.of("timezone", "America/New_York")));
        person("lark", "hours", true);
        person("rare", "hours", true);
        JsonNode reach = shop.server()
                .post(CAMPAIGNS + "/reach", Map.of("segment", shop.segment("kind", "hours"), "timing", "bestHour"))
                .json();
        String id = campaign("hours", Map.of("timing", "bestHour"));
        act(id, "start");
        Await.until(
                "all wait for their hour",
                () -> progressOf(id).path("forTheirHour").asInt() == 3);
        JsonNode waiting = people(id, "forTheirHour");
        shop.later(Duration.ofHours(3));
        awaitSent(id, 1);
        assertEquals(1, received("owl").size());
        act(id, "pause");
        shop.restart();
        act(id, "resume");
        shop.later(Duration.ofHours(2));
        awaitSent(id, 2);
        assertEquals(1, received("lark").size());
        act(id, "pause");
        shop.later(Duration.ofHours(5));
        act(id, "resume");
        JsonNode later = progress(id);
        shop.later(Duration.ofHours(22));
        awaitStatus(id, "done");

        assertEquals(List.of(), OpenApi.load().faults("CampaignReach", reach));
        assertEquals(2, reach.path("spread").path("own").asInt(), reach.toString());
        int usual =
                now.plus(Duration.ofHours(8)).atZone(ZoneId.of("Europe/Rome")).getHour();
        assertEquals(usual, reach.path("spread").path("usualHour").asInt());
        assertEquals(List.of(), OpenApi.load().faults("CampaignProgress", later));
        assertEquals(3, waiting.path("total").asInt());
        assertEquals(1, later.path("forTheirHour").asInt(), "the hour that passed in the pause comes again");
        assertEquals(
                now.plus(Duration.ofHours(32)).truncatedTo(ChronoUnit.HOURS).toString(),
                later.path("lastAt").asString());
        for (String person : List.of("owl", "lark", "rare")) {
            assertEquals(1, received(person).size(), person);
        }
    }

    @Test
    void shouldReachEachPersonWhenTheirClockShowsTheTime() throws Exception {
        for (String zone : List.of("Asia/Tokyo", "Europe/Rome", "America/Lima")) {
            shop.accept(event(place(zone), Map.of("timezone", zone)));
            person(place(zone), "clocks", true);
        }
        String startAt = shop.clock.instant().plusSeconds(3_600).toString();
        String timeless = campaign("clocks", Map.of("timing", "localTime"));
        Answer refused = shop.server().post(CAMPAIGNS + "/" + timeless + "/start", Map.of());
        String id = campaign("clocks", Map.of("timing", "localTime", "startAt", startAt));
        act(id, "start");
        awaitSent(id, 1);
        JsonNode first = progress(id);
        shop.later(Duration.ofMinutes(61));
        awaitSent(id, 2);
        int inRome = received("rome").size();
        shop.later(Duration.ofHours(6));
        awaitStatus(id, "done");

        assertEquals(422, refused.status(), refused.text());
        assertEquals(1, received("tokyo").size(), "who is past the time gets it at once");
        assertEquals(2, first.path("forTheirHour").asInt());
        assertEquals(1, inRome);
        assertEquals(1, received("lima").size());
    }
}
