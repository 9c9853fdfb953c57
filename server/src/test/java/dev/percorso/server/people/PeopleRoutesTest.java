package dev.percorso.server.people;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.RunningPercorso;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PeopleRoutesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final WorkspaceId SHOP = new WorkspaceId("shop");

    @TempDir
    Path data;

    private RunningPercorso percorso;
    private int messages;

    @BeforeEach
    void start() throws Exception {
        percorso = new RunningPercorso(data, () -> NOW);
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));
        List<Event> events = new ArrayList<>();
        for (int person = 1; person <= 30; person++) {
            events.add(event(Event.Kind.TRACK, "Seen", "", "user" + person, NOW.minusSeconds(person * 60L), Map.of()));
        }
        events.add(event(Event.Kind.TRACK, "Seen", "phone", "", NOW.minusSeconds(7_200), Map.of()));
        events.add(event(
                Event.Kind.IDENTIFY,
                "",
                "phone",
                "user30",
                NOW,
                Map.of("name", "Ada Lovelace", "email", "ada@example.com", "consent.email", true)));
        events.add(new Event(
                "order",
                Event.Kind.TRACK,
                "Order Completed",
                Optional.empty(),
                Optional.of("user30"),
                Optional.empty(),
                NOW.minusSeconds(60 * 30),
                Map.of("value", 42.5, "channel", "email"),
                Map.of(),
                "s"));
        percorso.percorso().collector().accept(SHOP, "s", events);
        percorso.percorso().awaitProjection();
    }

    private Event event(
            Event.Kind kind, String name, String anonymous, String user, Instant time, Map<String, Object> traits) {
        return new Event(
                "m" + messages++,
                kind,
                name,
                Optional.of(anonymous).filter(id -> !id.isEmpty()),
                Optional.of(user).filter(id -> !id.isEmpty()),
                Optional.empty(),
                time,
                Map.of(),
                traits,
                "s");
    }

    @AfterEach
    void stop() {
        percorso.close();
    }

    private static List<String> labels(JsonNode page) {
        return StreamSupport.stream(page.get("people").spliterator(), false)
                .map(person -> person.get("label").asString())
                .toList();
    }

    @Test
    void shouldListPeopleByLastActivityInPages() throws Exception {
        JsonNode first = percorso.get("/api/workspaces/shop/people?limit=3").json();
        JsonNode second =
                percorso.get("/api/workspaces/shop/people?limit=3&offset=3").json();

        assertEquals(30, first.get("total").asInt());
        assertEquals(List.of("user1", "user2", "user3"), labels(first));
        assertEquals(List.of("user4", "user5", "user6"), labels(second));
    }

    @Test
    void shouldFindPeopleByTheBeginningOfNameAddressOrId() throws Exception {
        for (String text : List.of("ada%20l", "ADA@ex", "user30", "phone")) {
            assertEquals(
                    List.of("Ada Lovelace"),
                    labels(percorso.get("/api/workspaces/shop/people?search=" + text)
                            .json()),
                    text);
        }
        assertEquals(
                11,
                percorso.get("/api/workspaces/shop/people?search=user1")
                        .json()
                        .get("total")
                        .asInt());
        assertEquals(
                0,
                percorso.get("/api/workspaces/shop/people?search=%25")
                        .json()
                        .get("total")
                        .asInt());
    }

    @Test
    void shouldFindPeopleByAnyPartOfThreeCharacters() throws Exception {
        for (String text : List.of("velace", "LACE", "example.c", "user30", "a%20Lov")) {
            assertEquals(List.of("Ada Lovelace"), search(text), text);
        }
        assertEquals(List.of(), search("%22%20OR%20user%20%22"));
        percorso.put("/api/workspaces/shop/people/" + id("velace") + "/traits/name", Map.of("value", "Ada Byron"));
        assertEquals(List.of(), search("velace"));
        assertEquals(List.of("Ada Byron"), search("byr"));
        String two = id("user2&limit=1");
        percorso.post("/api/workspaces/shop/people/" + id("byron") + "/merges", Map.of("other", two));
        assertEquals(List.of(id("byron")), ids("/api/workspaces/shop/people?search=user30"));
        assertEquals(
                1,
                percorso.get("/api/workspaces/shop/people?search=user29")
                        .json()
                        .get("total")
                        .asInt());
    }

    private List<String> search(String text) throws Exception {
        return labels(percorso.get("/api/workspaces/shop/people?search=" + text).json());
    }

    private String id(String text) throws Exception {
        return ids("/api/workspaces/shop/people?search=" + text).getFirst();
    }

    private List<String> ids(String path) throws Exception {
        return StreamSupport.stream(percorso.get(path).json().get("people").spliterator(), false)
                .map(person -> person.get("id").asString())
                .toList();
    }

    @Test
    void shouldReadTheWholeListPartByPartInEveryOrder() throws Exception {
        for (String sort : List.of("lastSeen", "firstSeen", "events", "value")) {
            for (String order : List.of("ascending", "descending")) {
                String path = "/api/workspaces/shop/people?sort=" + sort + "&order=" + order;
                List<String> whole = ids(path + "&limit=100");
                List<String> parts = new ArrayList<>();
                JsonNode part = percorso.get(path + "&limit=7").json();
                parts.addAll(ids(path + "&limit=7"));
                while (part.has("next")) {
                    String next = path + "&limit=7&after=" + part.get("next").asString();
                    parts.addAll(ids(next));
                    part = percorso.get(next).json();
                }
                assertEquals(30, whole.size());
                assertEquals(whole, parts, path);
            }
        }
        List<String> ascending = ids("/api/workspaces/shop/people?sort=lastSeen&order=ascending&limit=100");
        assertEquals(ascending.reversed(), ids("/api/workspaces/shop/people?limit=100"));
        assertEquals(
                id("velace"),
                ids("/api/workspaces/shop/people?sort=value&limit=1").getFirst());
        assertEquals(422, percorso.get("/api/workspaces/shop/people?sort=name").status());
        assertEquals(422, percorso.get("/api/workspaces/shop/people?after=x").status());
    }

    @Test
    void shouldFilterByTraitsAndGiveTheListAsAFile() throws Exception {
        String ada = id("velace");
        percorso.put("/api/workspaces/shop/people/" + ada + "/traits/size", Map.of("value", 42));
        percorso.put("/api/workspaces/shop/people/" + ada + "/traits/note", Map.of("value", "=1+1"));

        assertEquals(List.of(ada), ids("/api/workspaces/shop/people?trait=size:42"));
        assertEquals(List.of(), ids("/api/workspaces/shop/people?trait=size:42&trait=note:other"));
        assertEquals(422, percorso.get("/api/workspaces/shop/people?trait=size").status());
        List<String> lines = percorso.get("/api/workspaces/shop/people.csv?column=size&column=note&sort=value")
                .text()
                .lines()
                .toList();
        assertEquals(31, lines.size());
        assertEquals("id,label,email,stage,events,value,firstSeen,lastSeen,size,note", lines.getFirst());
        assertTrue(lines.get(1).endsWith(",42,'=1+1"), lines.get(1));
    }

    @Test
    void shouldTellEverythingAboutOnePerson() throws Exception {
        String id = percorso.get("/api/workspaces/shop/people?search=ada")
                .json()
                .at("/people/0/id")
                .asString();
        JsonNode ada = percorso.get("/api/workspaces/shop/people/" + id).json();

        assertEquals("ada@example.com", ada.get("email").asString());
        assertEquals(3, ada.get("events").asInt());
        assertEquals(42.5, ada.get("revenue").asDouble());
        assertEquals(2, ada.get("sessions").asInt());
        assertEquals(
                "[{\"kind\":\"user\",\"value\":\"user30\"},{\"kind\":\"anonymous\",\"value\":\"phone\"},"
                        + "{\"kind\":\"email\",\"value\":\"ada@example.com\"}]",
                ada.get("identities").toString());
        assertEquals("email", ada.at("/consent/0/purpose").asString());
        assertTrue(ada.at("/consent/0/granted").asBoolean());
        String merged = ada.at("/mergedFrom/0").asString();
        assertEquals(
                id,
                percorso.get("/api/workspaces/shop/people/" + merged)
                        .json()
                        .get("id")
                        .asString());
        assertEquals(404, percorso.get("/api/workspaces/shop/people/999").status());
        assertEquals(404, percorso.get("/api/workspaces/shop/people/x").status());
    }

    @Test
    void shouldReadAStoryPartByPartWithoutMissingWhatHappenedAtOnce() throws Exception {
        String id = percorso.get("/api/workspaces/shop/people?search=ada")
                .json()
                .at("/people/0/id")
                .asString();
        JsonNode first = percorso.get("/api/workspaces/shop/people/" + id + "/timeline?limit=1")
                .json();
        JsonNode rest = percorso.get("/api/workspaces/shop/people/" + id + "/timeline?limit=5&before="
                        + first.get("before").asString())
                .json();

        assertEquals(2, first.get("entries").size());
        assertEquals("Order Completed", first.at("/entries/0/name").asString());
        assertEquals("email", first.at("/entries/0/channel").asString());
        assertEquals(2, first.at("/entries/0/session").asInt());
        assertEquals(42.5, first.at("/entries/0/properties/value").asDouble());
        assertEquals(1, rest.get("entries").size());
        assertEquals(false, rest.has("before"));
    }

    @Test
    void shouldReportHowCollectingGoes() throws Exception {
        JsonNode status = percorso.get("/api/workspaces/shop/status").json();

        assertEquals(33, status.get("accepted").asInt());
        assertEquals(33, status.get("projected").asInt());
        assertEquals(0, status.get("lagEvents").asInt());
        assertEquals(30, status.get("persons").asInt());
        assertEquals(32, status.get("events").asInt());
        assertEquals(false, status.at("/smtp/configured").asBoolean());
        assertEquals(
                "up",
                percorso.send("GET", "/health", "", Map.of())
                        .json()
                        .get("status")
                        .asString());
        assertEquals(401, percorso.send("GET", "/metrics", "", Map.of()).status());
        assertTrue(percorso.get("/metrics").text().contains("percorso_events_projected_total 33.0"));
    }
}
