package dev.percorso.server.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.server.Await;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.Settings;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.IdentityKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class MergeTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final WorkspaceId SHOP = new WorkspaceId("shop");
    private static final WorkspaceId PLAIN = new WorkspaceId("plain");

    @TempDir
    Path data;

    private RunningPercorso percorso;
    private int messages;

    @BeforeEach
    void start() throws Exception {
        percorso = new RunningPercorso(settings(), () -> NOW);
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));
        percorso.post("/api/workspaces", Map.of("id", "plain", "name", "Plain"));
    }

    private Settings settings() {
        return new Settings(
                data, "127.0.0.1", 0, URI.create("http://localhost"), Optional.empty(), new Settings.Storage(40, 50));
    }

    @AfterEach
    void stop() {
        percorso.close();
    }

    private void restart() throws Exception {
        percorso.close();
        percorso = new RunningPercorso(settings(), () -> NOW);
    }

    private void accept(WorkspaceId workspace, Event... events) throws InterruptedException {
        percorso.percorso().collector().accept(workspace, "s", List.of(events));
        percorso.percorso().awaitProjection();
    }

    private Event event(Event.Kind kind, String anonymous, String user, String previous, Map<String, Object> traits) {
        int number = messages++;
        return new Event(
                "m" + number,
                kind,
                kind == Event.Kind.TRACK ? "Seen" : "",
                text(anonymous),
                text(user),
                text(previous),
                NOW.minusSeconds(100_000 - number),
                Map.of("message", "m" + number),
                traits,
                "s");
    }

    private static Optional<String> text(String text) {
        return Optional.of(text).filter(given -> !given.isEmpty());
    }

    private Event seen(String anonymous, String user) {
        return event(Event.Kind.TRACK, anonymous, user, "", Map.of());
    }

    private int person(WorkspaceId workspace, IdentityKind kind, String id) {
        return percorso.percorso()
                .people()
                .find(workspace, kind, id)
                .orElseThrow()
                .id();
    }

    private JsonNode merges(int person) throws Exception {
        return percorso.get("/api/workspaces/shop/people/" + person + "/merges").json();
    }

    private void undo(int person, String merge) throws Exception {
        assertEquals(
                202,
                percorso.delete("/api/workspaces/shop/people/" + person + "/merges/" + merge)
                        .status());
        Await.until("the merge is undone", () -> state(person, merge).equals("undone"));
    }

    private String state(int person, String merge) {
        try {
            for (JsonNode one : merges(person)) {
                if (one.get("id").asString().equals(merge)) {
                    return one.get("state").asString();
                }
            }
            return "";
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void shouldMergeTwoPeopleAndGiveEachTheirEventsBack() throws Exception {
        accept(
                SHOP,
                event(Event.Kind.IDENTIFY, "phone", "ada", "", Map.of("name", "Ada", "city", "Pisa")),
                seen("phone", ""),
                event(
                        Event.Kind.IDENTIFY,
                        "laptop",
                        "a.lovelace",
                        "",
                        Map.of("email", "a@example.com", "city", "Lucca")),
                seen("laptop", ""));
        int ada = person(SHOP, IdentityKind.USER, "ada");
        int other = person(SHOP, IdentityKind.USER, "a.lovelace");

        assertEquals(
                201,
                percorso.post("/api/workspaces/shop/people/" + ada + "/merges", Map.of("other", "" + other))
                        .status());
        accept(SHOP, seen("laptop", ""), seen("laptop", "a.lovelace"), seen("phone", ""));
        percorso.put("/api/workspaces/shop/people/" + ada + "/traits/vip", Map.of("value", true));

        assertEquals(1, percorso.percorso().people().count(SHOP));
        assertEquals(5, journey(SHOP, ada).size());
        assertEquals(
                Map.of("name", "Ada", "city", "Pisa", "email", "a@example.com", "vip", true),
                percorso.percorso().people().traits(SHOP, other));
        assertEquals(
                409,
                percorso.post("/api/workspaces/shop/people/" + ada + "/merges", Map.of("other", "" + other))
                        .status());
        restart();
        assertEquals(5, journey(SHOP, ada).size());

        JsonNode merge = merges(ada).get(0);
        assertEquals("Ada", merge.get("by").asString());
        undo(ada, merge.get("id").asString());
        for (int round = 0; round < 2; round++) {
            assertEquals(2, percorso.percorso().people().count(SHOP));
            assertEquals(2, journey(SHOP, ada).size());
            assertEquals(3, journey(SHOP, other).size());
            assertEquals(
                    Map.of("name", "Ada", "city", "Pisa", "vip", true),
                    percorso.percorso().people().traits(SHOP, ada));
            assertEquals(
                    Map.of("email", "a@example.com", "city", "Lucca"),
                    percorso.percorso().people().traits(SHOP, other));
            restart();
        }
        assertEquals(
                409,
                percorso.delete("/api/workspaces/shop/people/" + ada + "/merges/"
                                + merge.get("id").asString())
                        .status());
    }

    private Journey journey(WorkspaceId workspace, int person) {
        return percorso.percorso().journeys().snapshot(workspace).journey(person);
    }

    @Test
    void shouldSuggestWhoMayBeTheSameAndMergeNobodyByThat() throws Exception {
        accept(
                SHOP,
                event(Event.Kind.IDENTIFY, "", "ada", "", Map.of("email", "Ada@example.com")),
                event(Event.Kind.IDENTIFY, "", "ada2", "", Map.of("email", "ada@example.com")),
                event(Event.Kind.IDENTIFY, "", "ada3", "", Map.of("phone", "+39 1")),
                event(Event.Kind.IDENTIFY, "", "ada", "", Map.of("phone", "+39 1")),
                event(Event.Kind.IDENTIFY, "", "bob", "", Map.of("phone", "+39 2")));

        assertEquals(4, percorso.percorso().people().count(SHOP));
        JsonNode alike = percorso.get(
                        "/api/workspaces/shop/people/" + person(SHOP, IdentityKind.USER, "ada") + "/alike")
                .json();
        assertEquals(2, alike.size());
    }

    @Test
    void shouldKeepTheHistoryOfTraits() throws Exception {
        accept(
                SHOP,
                event(Event.Kind.IDENTIFY, "", "ada", "", Map.of("plan", "free", "age", 30L)),
                event(Event.Kind.IDENTIFY, "", "ada", "", Map.of("plan", "pro", "age", 30L)));
        String path = "/api/workspaces/shop/people/" + person(SHOP, IdentityKind.USER, "ada") + "/traits";
        assertEquals(
                422, percorso.put(path + "/plan", Map.of("value", List.of(1))).status());
        percorso.put(path + "/plan", Map.of("value", "team"));
        JsonNode detail = percorso.delete(path + "/age").json();
        JsonNode history = percorso.get(path).json();

        assertEquals("{\"plan\":\"team\"}", detail.get("traits").toString());
        assertEquals(5, history.size());
        assertEquals("operator:Ada", history.at("/0/source").asString());
        assertTrue(history.get(0).get("value") == null || history.get(1).get("value") == null);
    }

    /**
     * Whatever people do: when every explicit merge is undone, all is as in a workspace that never had one. Events, ids
     * and merges are random; groups of ids do not touch, so that many cases share one server. Each anonymous id is one
     * user's: an id that wanders meanwhile stays where it was last, as the manual says.
     */
    @Test
    void shouldBeAsIfUndoneMergesHadNeverBeen() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Event> all = new ArrayList<>();
        for (int id = 0; id < 18; id++) {
            // An alias for an id that nobody has keeps it for later; here every id is somebody's before.
            all.add(seen("a%d-%d".formatted(id / 3, id % 3), "u%d-%d".formatted(id / 3, id % 3)));
        }
        for (int step = 0; step < 162; step++) {
            all.add(randomEvent(random));
        }
        for (int from = 0; from < all.size(); from += 60) {
            List<Event> part = all.subList(from, from + 60);
            percorso.percorso().collector().accept(SHOP, "s", part);
            percorso.percorso()
                    .collector()
                    .accept(
                            PLAIN,
                            "s",
                            part.stream().map(MergeTest::withoutAlias).toList());
            percorso.percorso().awaitProjection();
            mergeSome(random);
        }
        assertNotEquals(partition(PLAIN), partition(SHOP), "seed " + seed);
        undoAll();

        assertEquals(partition(PLAIN), partition(SHOP), "seed " + seed);
        assertEquals(traits(PLAIN), traits(SHOP), "seed " + seed);
        restart();
        assertEquals(partition(PLAIN), partition(SHOP), "after a restart, seed " + seed);
    }

    private Event randomEvent(Random random) {
        int group = random.nextInt(6);
        int one = random.nextInt(3);
        String anonymous = random.nextInt(3) == 0 ? "" : "a%d-%d".formatted(group, one);
        String user = random.nextInt(3) > 0 && !anonymous.isEmpty() ? "" : "u%d-%d".formatted(group, one);
        return switch (random.nextInt(10)) {
            case 0 ->
                event(
                        Event.Kind.ALIAS,
                        "",
                        "u%d-%d".formatted(group, random.nextInt(3)),
                        "%s%d-%d".formatted(random.nextBoolean() ? "u" : "a", group, random.nextInt(3)),
                        Map.of());
            case 1, 2 ->
                event(Event.Kind.IDENTIFY, anonymous, user, "", Map.of("t" + random.nextInt(3), (long)
                        random.nextInt(9)));
            default -> seen(anonymous, user);
        };
    }

    private static Event withoutAlias(Event event) {
        return new Event(
                event.messageId(),
                event.kind() == Event.Kind.ALIAS ? Event.Kind.IDENTIFY : event.kind(),
                event.name(),
                event.anonymousId(),
                event.userId(),
                Optional.empty(),
                event.time(),
                event.properties(),
                event.traits(),
                event.source());
    }

    private void mergeSome(Random random) throws IOException, InterruptedException {
        for (int merge = 0; merge < 2; merge++) {
            int group = random.nextInt(6);
            var people = percorso.percorso().people();
            var one = people.find(SHOP, IdentityKind.USER, "u%d-%d".formatted(group, random.nextInt(3)));
            var other = people.find(SHOP, IdentityKind.USER, "u%d-%d".formatted(group, random.nextInt(3)));
            if (one.isPresent()
                    && other.isPresent()
                    && one.get().id() != other.get().id()) {
                percorso.post(
                        "/api/workspaces/shop/people/" + one.get().id() + "/merges",
                        Map.of("other", "" + other.get().id()));
            }
        }
    }

    /** Undoing one merge can bring another about that it had made needless, so it goes on until none is left. */
    private void undoAll() throws Exception {
        boolean isFound = true;
        while (isFound) {
            isFound = false;
            for (int person = 1; person <= 30; person++) {
                for (JsonNode merge : merges(person)) {
                    if (merge.get("canUndo").asBoolean()) {
                        undo(person, merge.get("id").asString());
                        isFound = true;
                        break;
                    }
                }
            }
        }
    }

    /** The messages of each person, whatever the person's number. */
    private Set<String> partition(WorkspaceId workspace) {
        Snapshot snapshot = percorso.percorso().journeys().snapshot(workspace);
        Set<String> persons = new TreeSet<>();
        for (int person = 1; person <= 60; person++) {
            Journey journey = snapshot.journey(person);
            TreeSet<String> seen = new TreeSet<>();
            for (int event = 0; event < journey.size(); event++) {
                seen.add(String.valueOf(journey.value(event, snapshot.property("message"))));
            }
            persons.add(seen.toString());
        }
        return persons;
    }

    /** The traits of whoever has each user id. */
    private Map<String, Map<String, Object>> traits(WorkspaceId workspace) {
        Map<String, Map<String, Object>> traits = new TreeMap<>();
        for (int group = 0; group < 6; group++) {
            for (int user = 0; user < 3; user++) {
                String id = "u%d-%d".formatted(group, user);
                var person = percorso.percorso().people().find(workspace, IdentityKind.USER, id);
                traits.put(id, person.isPresent() ? person.get().traits() : Map.of("absent", true));
            }
        }
        return traits;
    }
}
