package dev.percorso.server.orchestrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ListsInFlowsTest {
    private static final String LISTS = FlowShop.API + "/lists";

    @Test
    void shouldPutPeopleOnListsAndLetFlowsActOnIt(@TempDir Path folder) throws Exception {
        try (FlowShop shop = new FlowShop(folder)) {
            String vips = created(shop, "VIPs");
            String guests = created(shop, "Guests");
            String flow = shop.publish("""
                    {"entry": {"type": "list", "list": "%1$s", "next": "guest"}, "reentry": "always", "exits": [],
                     "steps": [
                      {"id": "guest", "type": "addToList", "list": "%2$s", "next": "both"},
                      {"id": "both", "type": "condition", "next": "leave", "otherwise": "end", "condition":
                        {"type": "all", "conditions": [{"type": "list", "list": "%1$s"}, {"type": "list", "list": "%2$s"}]}},
                      {"id": "leave", "type": "removeFromList", "list": "%1$s", "next": "end"},
                      {"id": "end", "type": "exit"}]}
                    """.formatted(vips, guests));
            shop.person("ann", "Ánn@Example.com", true);
            List.of("bob", "cleo", "dan").forEach(person -> shop.person(person, true));
            Await.until("everybody is known", () -> people(shop) == 4);

            Answer added = shop.server()
                    .post(
                            LISTS + "/" + vips + "/people",
                            Map.of("people", List.of("ÁNN@example.com", "bob", "nobody@example.com", "ann")));
            shop.awaitCount(flow, "exited", 2);
            Map<String, String> headers = new HashMap<>(shop.server().session());
            headers.put("Content-Type", "text/csv");
            Answer byFile = shop.server()
                    .send(
                            "POST",
                            LISTS + "/" + vips + "/csv",
                            "name;e-mail\nC;cleo@example.com\nX;x@example.com\n",
                            headers);
            shop.awaitCount(flow, "exited", 3);
            shop.restart();

            assertEquals("{\"added\":2,\"already\":0,\"unknown\":[\"nobody@example.com\"]}", added.text());
            assertEquals(1, byFile.json().path("added").asInt(), byFile.text());
            assertEquals(List.of("Guests 3", "VIPs 0"), sizes(shop));
            assertEquals(3, shop.counts(flow).path("entered").asLong());
            assertEquals(
                    List.of("Guests"),
                    shop.server()
                            .get(FlowShop.API + "/people/" + shop.personNumber("ann") + "/lists")
                            .json()
                            .valueStream()
                            .map(list -> list.path("name").asString())
                            .toList());
            segmentsSeeLists(shop, guests);
            inUseAndWrong(shop, vips, guests);
        }
    }

    private static void segmentsSeeLists(FlowShop shop, String guests) throws Exception {
        Answer segment = shop.server()
                .post(
                        FlowShop.API + "/segments",
                        Map.of("name", "On guests", "condition", Map.of("type", "list", "list", guests)));
        assertEquals(3, segment.json().path("size").asInt(), segment.text());
        shop.server()
                .post(
                        LISTS + "/" + guests + "/removals",
                        Map.of("personIds", List.of(Integer.toString(shop.personNumber("bob")))));
        assertEquals(
                2,
                shop.server()
                        .post(
                                FlowShop.API + "/segments/preview",
                                Map.of("condition", Map.of("type", "list", "list", guests)))
                        .json()
                        .path("size")
                        .asInt());
    }

    private static void inUseAndWrong(FlowShop shop, String vips, String guests) throws Exception {
        Answer used = shop.server().delete(LISTS + "/" + vips);
        Answer usedBySegment = shop.server().delete(LISTS + "/" + guests);
        Answer twice = shop.server().post(LISTS, Map.of("name", "vips"));
        Answer unknown = shop.server()
                .post(FlowShop.API + "/segments/preview", Map.of("condition", Map.of("type", "list", "list", "gone")));
        assertEquals(
                List.of(409, 409, 422, 422),
                List.of(used.status(), usedBySegment.status(), twice.status(), unknown.status()));
        assertTrue(usedBySegment.text().contains("On guests"), usedBySegment.text());
        assertTrue(used.text().contains("flow Test flow"), used.text());
    }

    private static String created(FlowShop shop, String name) throws Exception {
        JsonNode list = shop.server().post(LISTS, Map.of("name", name)).json();
        assertEquals(List.of(), OpenApi.load().faults("PersonList", list));
        return list.path("id").asString();
    }

    private static long people(FlowShop shop) {
        return shop.server().percorso().people().count(FlowShop.SHOP);
    }

    private static List<String> sizes(FlowShop shop) throws Exception {
        return shop.server()
                .get(LISTS)
                .json()
                .valueStream()
                .map(list ->
                        list.path("name").asString() + " " + list.path("people").asInt())
                .toList();
    }
}
