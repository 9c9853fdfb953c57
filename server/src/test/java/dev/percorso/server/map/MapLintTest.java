package dev.percorso.server.map;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.server.http.Json;
import dev.percorso.server.map.MapLint.Code;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MapLintTest {
    private static final String MAP = """
            {"name": "Map", "persona": "p",
             "stages": [{"id": "s", "name": "Buy", "hue": "purchase"}],
             "lanes": [{"id": "t", "kind": "touchpoints"}, {"id": "k", "kind": "kpis"}, {"id": "c", "kind": "content"},
                       {"id": "p", "kind": "pains"}, {"id": "o", "kind": "opportunities"}],
             "cards": [
               {"id": "1", "stage": "s", "lane": "t", "title": "Cart", "binding": {"event": "Cart"}},
               {"id": "2", "stage": "s", "lane": "t", "title": "Shop", "touchpoint": "known"},
               {"id": "3", "stage": "s", "lane": "k", "title": "Orders"},
               {"id": "4", "stage": "s", "lane": "c", "title": "Guide"},
               {"id": "5", "stage": "s", "lane": "p", "title": "Slow", "severity": 4},
               {"id": "6", "stage": "s", "lane": "o", "title": "Faster",
                "opportunity": {"customerValue": 5, "businessValue": 3, "effort": 2}}],
             "emotions": [{"id": "e", "stage": "s", "position": 0.5, "value": 1}]}
            """;

    private static List<Code> codes(String map) {
        JourneyMapContent content = Json.read(map.getBytes(StandardCharsets.UTF_8), JourneyMapContent.class);
        return MapLint.check(content, Set.of("known")).findings().stream()
                .map(MapLint.Finding::code)
                .toList();
    }

    @Test
    void shouldFindNothingInACompleteMap() {
        assertEquals(List.of(), codes(MAP));
    }

    @Test
    void shouldTellWhatIsMissing() {
        assertEquals(List.of(Code.TOUCHPOINT_WITHOUT_EVENT), codes(MAP.replace("\"known\"", "\"unknown\"")));
        assertEquals(List.of(Code.PAIN_WITHOUT_SEVERITY), codes(MAP.replace(", \"severity\": 4", "")));
        assertEquals(List.of(Code.OPPORTUNITY_WITHOUT_SCORE), codes(MAP.replace(", \"effort\": 2", "")));
        assertEquals(List.of(Code.NO_PERSONA), codes(MAP.replace("\"persona\": \"p\",", "")));
        assertEquals(List.of(Code.STAGE_WITHOUT_KPI), codes(MAP.replace("\"kpis\"", "\"owner\"")));
        assertEquals(List.of(Code.STAGE_WITHOUT_CONTENT), codes(MAP.replace("\"content\"", "\"owner\"")));
        assertEquals(List.of(Code.PAIN_WITHOUT_OPPORTUNITY), codes(MAP.replace("\"opportunities\"", "\"owner\"")));
        assertEquals(
                List.of(Code.WAY_TO_NOWHERE),
                codes(MAP.replace("\"title\": \"Orders\"", "\"title\": \"Orders\", \"next\": [{\"card\": \"9\"}]")));
        assertEquals(
                List.of(Code.STAGE_WITHOUT_EMOTION), codes(MAP.replaceFirst("\"emotions\": .*", "\"emotions\": []}")));
    }
}
