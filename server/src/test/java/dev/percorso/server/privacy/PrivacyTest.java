package dev.percorso.server.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.SettableClock;
import dev.percorso.server.Settings;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.IdentityKind;
import dev.percorso.server.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class PrivacyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final WorkspaceId SHOP = new WorkspaceId("shop");
    private static final String PATH = "/api/workspaces/shop";
    private static final String BROWSER = "ada-browser-7c9e12";
    private static final String USER = "ada-customer-4711";
    private static final String EMAIL = "Ada.Quillfeather@example.com";
    private static final String PHONE = "+39 055 1234567";
    private static final List<String> IDENTIFIERS =
            List.of(BROWSER, USER, EMAIL, PHONE, "Ada Quillfeather", "ada-message");

    @TempDir
    Path data;

    private final SettableClock clock = new SettableClock(NOW);
    private RunningPercorso percorso;
    private int messages;

    @BeforeEach
    void start() throws Exception {
        percorso = new RunningPercorso(settings(), clock);
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));
        for (int round = 0; round < 4; round++) {
            accept(
                    track("Seen", BROWSER, "", Map.of("round", (long) round)),
                    track("Seen", "bob-browser", "", Map.of()),
                    track("Seen", "", "customer-" + round, Map.of("friend", EMAIL, "kept", "yes")));
            if (round == 1) {
                accept(identify(BROWSER, USER, Map.of("name", "Ada Quillfeather", "email", EMAIL, "phone", PHONE)));
            }
        }
        accept(track("Shared device", BROWSER, "bob-customer-88", Map.of()));
        refuse();
        insertMessage();
    }

    private Settings settings() {
        return new Settings(
                data, "127.0.0.1", 0, URI.create("http://localhost"), Optional.empty(), new Settings.Storage(3, 4));
    }

    private void accept(Event... events) throws InterruptedException {
        percorso.percorso().collector().accept(SHOP, "s", List.of(events));
        percorso.percorso().awaitProjection();
    }

    private Event track(String name, String anonymous, String user, Map<String, Object> properties) {
        return event(Event.Kind.TRACK, name, anonymous, user, properties, Map.of());
    }

    private Event identify(String anonymous, String user, Map<String, Object> traits) {
        return event(Event.Kind.IDENTIFY, "", anonymous, user, Map.of(), traits);
    }

    private Event event(
            Event.Kind kind,
            String name,
            String anonymous,
            String user,
            Map<String, Object> properties,
            Map<String, Object> traits) {
        String prefix = (anonymous.equals(BROWSER) && user.isEmpty()) || user.equals(USER) ? "ada-message" : "message";
        return new Event(
                prefix + messages++,
                kind,
                name,
                Optional.of(anonymous).filter(id -> !id.isEmpty()),
                Optional.of(user).filter(id -> !id.isEmpty()),
                Optional.empty(),
                clock.instant().minusSeconds(100 - messages),
                properties,
                traits,
                "s");
    }

    /** One refused event of hers and one of somebody else. */
    private void refuse() throws Exception {
        String key = percorso.post(PATH + "/sources", Map.of("name", "Site", "kind", "server"))
                .json()
                .get("writeKey")
                .asString();
        for (String user : List.of(USER, "customer-9")) {
            percorso.send(
                    "POST",
                    "/v1/track",
                    "{\"writeKey\":\"%s\",\"userId\":\"%s\",\"context\":{\"ip\":\"203.0.113.77\"}}"
                            .formatted(key, user),
                    Map.of());
        }
    }

    private void insertMessage() {
        int ada = person().orElseThrow();
        try (Database database = Database.open(data.resolve("state.sqlite"))) {
            database.run(handle -> handle.execute("""
                    INSERT INTO outbox (workspace, flow, version, person, run, step, occurrence, marketing, topic, status,
                      recipient, subject, not_before, created_at)
                    VALUES ('shop', 'f', 1, ?, 'r1', 's', 1, 1, '', 'SENT', ?, 'Hello Ada Quillfeather', 0, 0)
                    """, ada, EMAIL));
        }
    }

    private Optional<Integer> person() {
        return percorso.percorso()
                .people()
                .find(SHOP, IdentityKind.ANONYMOUS, BROWSER)
                .map(person -> person.id());
    }

    @AfterEach
    void stop() {
        percorso.close();
    }

    @Test
    void shouldHandOutEverythingAboutAPerson() throws Exception {
        int ada = person().orElseThrow();
        JsonNode export = percorso.get(PATH + "/people/" + ada + "/export").json();

        assertEquals("percorso-person-export/1", export.get("format").asString());
        assertEquals(5, export.get("events").size());
        assertEquals("ada-message0", export.at("/events/0/messageId").asString());
        assertEquals(0, export.at("/events/0/properties/round").asLong());
        assertEquals(2, export.get("identities").size());
        assertEquals(EMAIL, export.at("/traits/email").asString());
        assertEquals("Hello Ada Quillfeather", export.at("/messages/0/subject").asString());
        assertEquals(1, export.get("refusedEvents").size());
        assertEquals(4, export.at("/sessions/0/events").asInt());
        assertTrue(actions().contains("export-person"));
        assertEquals(404, percorso.get(PATH + "/people/999/export").status());
    }

    private List<String> actions() throws Exception {
        return StreamSupport.stream(
                        percorso.get(PATH + "/audit?limit=100").json().spliterator(), false)
                .map(entry -> entry.get("action").asString())
                .toList();
    }

    @Test
    void shouldLeaveNoByteOfAnErasedPerson() throws Exception {
        int ada = person().orElseThrow();
        percorso.get(PATH + "/people/" + ada + "/export");
        percorso.post(PATH + "/sql/saved", Map.of("name", "Hers", "sql", "SELECT '" + USER + "'"));
        String hers = upload("id,mail\r\n1,other@example.com\r\n2," + EMAIL + "\r\n3,third@example.com");
        String log = upload("<log><trace><event><string key=\"mail\" value=\"" + EMAIL + "\"/></event></trace></log>");
        String ofOthers = upload("id,mail\n1,other@example.com\n");
        Await.until("events are in a file", this::hasEventFile);
        Set<String> before = everyByte();
        assertTrue(before.stream().anyMatch(find -> find.startsWith("imports/")), before.toString());
        assertTrue(before.stream().anyMatch(find -> find.startsWith("files/")), before.toString());
        assertTrue(before.stream().anyMatch(find -> find.startsWith("state.sqlite")), before.toString());

        assertEquals(
                202,
                percorso.post(PATH + "/people/" + ada + "/erasure", Map.of()).status());
        accept(track("Seen", BROWSER, "", Map.of()));
        JsonNode erasure = awaitErasure();

        assertEquals(5, erasure.get("eventsRemoved").asInt());
        assertEquals(5, erasure.get("eventsChanged").asInt());
        assertEquals("[\"saved_query.sql\"]", erasure.get("remains").toString());
        assertEquals(Optional.empty(), person());
        JsonNode waiting = percorso.get(PATH + "/imports/" + hers).json();
        assertEquals("uploaded", waiting.get("status").asString());
        assertEquals(
                "id,mail\r\n1,other@example.com\r\n3,third@example.com",
                Files.readString(data.resolve("imports/" + hers + ".content")));
        JsonNode refused = percorso.get(PATH + "/imports/" + log).json();
        assertEquals("failed", refused.get("status").asString());
        assertTrue(refused.get("error").asString().contains("erased"), refused.toString());
        assertEquals(
                "uploaded",
                percorso.get(PATH + "/imports/" + ofOthers).json().get("status").asString());
        percorso.delete(PATH + "/sql/saved/"
                + percorso.get(PATH + "/sql/saved").json().at("/0/id").asString());
        assertEquals(Set.of(), everyByte());
        assertOthersAreComplete();
    }

    /** A file that waits for its mapping. */
    private String upload(String csv) throws Exception {
        String id = percorso.post(PATH + "/imports", Map.of("fileName", "people.csv"))
                .json()
                .get("id")
                .asString();
        assertEquals(
                202,
                percorso.send("PUT", PATH + "/imports/" + id + "/content", csv, percorso.session())
                        .status());
        return id;
    }

    private boolean hasEventFile() {
        try (Stream<Path> files = Files.walk(data.resolve("files"))) {
            return files.anyMatch(file -> file.toString().endsWith(".parquet"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private JsonNode awaitErasure() throws Exception {
        Await.until(
                "the erasure is done", () -> erasure().get("phase").asString().equals("done"));
        return erasure();
    }

    private JsonNode erasure() {
        try {
            return percorso.get(PATH + "/erasures").json().get(0);
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private void restart() throws Exception {
        percorso.close();
        percorso = new RunningPercorso(settings(), clock);
    }

    /** Where her identifiers stand in the folder of a stopped server, which is then started again. */
    private Set<String> everyByte() throws Exception {
        percorso.close();
        try (Database database = Database.open(data.resolve("state.sqlite"))) {
            boolean isErased = database.read(handle -> handle.createQuery("SELECT EXISTS (SELECT 1 FROM erasure)")
                    .mapTo(Boolean.class)
                    .one());
            // What the test itself deleted after the erasure leaves its bytes.
            assertTrue(!isErased || database.scrub());
        }
        Set<String> found = EveryByte.find(data, IDENTIFIERS);
        percorso = new RunningPercorso(settings(), clock);
        return found;
    }

    private void assertOthersAreComplete() throws Exception {
        var snapshot = percorso.percorso().journeys().snapshot(SHOP);
        assertEquals(9, snapshot.eventCount());
        int bob = percorso.percorso()
                .people()
                .find(SHOP, IdentityKind.USER, "bob-customer-88")
                .orElseThrow()
                .id();
        assertEquals(1, snapshot.journey(bob).size());
        int friend = percorso.percorso()
                .people()
                .find(SHOP, IdentityKind.USER, "customer-1")
                .orElseThrow()
                .id();
        var journey = snapshot.journey(friend);
        assertEquals("yes", journey.value(0, snapshot.property("kept")));
        assertEquals(null, journey.value(0, snapshot.property("friend")));
        assertEquals(
                1,
                percorso.get(PATH + "/dead-letters?limit=50").json().toString().split("customer-9", -1).length - 1);
    }

    @Test
    void shouldRefuseWhatIsSentAgainUntilTheErasureIsLifted() throws Exception {
        percorso.post(PATH + "/people/" + person().orElseThrow() + "/erasure", Map.of());
        JsonNode erasure = awaitErasure();

        for (Event again : List.of(
                track("Seen", BROWSER, "", Map.of()),
                track("Seen", "new-browser", USER, Map.of()),
                identify("", "other-id", Map.of("email", EMAIL.toUpperCase(java.util.Locale.ROOT))))) {
            assertEquals(
                    1,
                    percorso.percorso()
                            .collector()
                            .accept(SHOP, "s", List.of(again))
                            .refused());
        }
        assertEquals(
                0,
                percorso.percorso()
                        .collector()
                        .accept(SHOP, "s", List.of(track("Seen", "", USER + "0", Map.of())))
                        .refused());
        restart();
        assertEquals(
                1,
                percorso.percorso()
                        .collector()
                        .accept(SHOP, "s", List.of(track("Seen", BROWSER, "", Map.of())))
                        .refused());

        assertEquals(
                204,
                percorso.post(PATH + "/erasures/" + erasure.get("id").asString() + "/lift", Map.of())
                        .status());
        accept(track("Seen", BROWSER, "", Map.of()));
        assertEquals(
                1,
                percorso.percorso()
                        .journeys()
                        .snapshot(SHOP)
                        .journey(person().orElseThrow())
                        .size());
    }

    @Test
    void shouldRemoveWhatIsOlderThanItsLimit() throws Exception {
        clock.advance(Duration.ofDays(40));
        restart();
        accept(track("Seen", "bob-browser", "", Map.of()));
        long before = percorso.percorso().journeys().snapshot(SHOP).eventCount();
        assertEquals(
                422,
                percorso.put(PATH + "/privacy", Map.of("dropErased", true, "keepDays", Map.of("events", 0)))
                        .status());
        percorso.put(
                PATH + "/privacy",
                Map.of(
                        "dropErased",
                        true,
                        "keepDays",
                        Map.of("events", 30, "persons", 35, "deadLetters", 10, "messages", 5)));
        JsonNode run = percorso.post(PATH + "/privacy/retention-runs", Map.of()).json();

        assertEquals(14, before);
        assertEquals(14, run.at("/removed/events").asInt());
        assertEquals(2, run.at("/removed/deadLetters").asInt());
        assertEquals(1, run.at("/removed/messages").asInt());
        assertEquals(6, run.at("/removed/persons").asInt());
        awaitErasure();
        restart();
        assertEquals(1, percorso.percorso().journeys().snapshot(SHOP).eventCount());
        assertEquals(1, percorso.percorso().people().count(SHOP));
        accept(track("Seen", BROWSER, "", Map.of()));
        assertEquals(2, percorso.percorso().people().count(SHOP));
    }

    @Test
    void shouldKnowAnOwnerOfEveryTableWithPersonalData() {
        Set<String> telling =
                Set.of("person", "from_person", "into_person", "recipient", "email", "payload", "address");
        Set<String> ofOperators = Set.of("user_account", "email_sender");
        Set<String> unowned = new TreeSet<>();
        try (Database database = Database.open(data.resolve("state.sqlite"))) {
            database.<Boolean, RuntimeException>read(handle -> {
                handle.createQuery("""
                                SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c
                                WHERE m.type = 'table'
                                """)
                        .map((row, context) -> telling.contains(row.getString(2)) ? row.getString(1) : "")
                        .forEach(unowned::add);
                return true;
            });
        }
        unowned.remove("");
        assertTrue(unowned.contains("outbox"));
        unowned.removeAll(ofOperators);
        unowned.removeAll(percorso.percorso().ownedTables());
        assertEquals(Set.of(), unowned, "register a PersonalData for these tables in Privacy");
    }

    @Test
    void shouldNoteWhoDidWhat() throws Exception {
        percorso.patch(PATH, Map.of("name", "My shop"));
        percorso.post(PATH + "/api-keys", Map.of("name", "=till"));
        percorso.post(PATH + "/reports/events", Map.of());
        List<String> actions = new ArrayList<>(actions());

        assertEquals(
                List.of("POST api-keys", "PATCH workspace", "POST sources", "POST workspaces", "sign-in"), actions);
        JsonNode key = percorso.get(PATH + "/audit?search=TILL").json();
        assertEquals(1, key.size());
        assertEquals("Ada", key.at("/0/actor").asString());
        assertTrue(key.at("/0/subject").asString().endsWith("=till"));
        String csv = percorso.get(PATH + "/audit.csv").text();
        assertEquals(6, csv.lines().count());
        assertFalse(csv.contains(",=till"));
        assertEquals(
                0, percorso.get(PATH + "/audit?to=2026-01-01T00:00:00Z").json().size());
    }

    @Test
    void shouldGoOnWithAnErasureAfterAStop() throws Exception {
        int ada = person().orElseThrow();
        percorso.post(PATH + "/people/" + ada + "/erasure", Map.of());
        restart();
        for (Erasure.Phase phase : List.of(Erasure.Phase.EVENTS, Erasure.Phase.RECORDS, Erasure.Phase.CLEANING)) {
            awaitErasure();
            percorso.close();
            try (Database database = Database.open(data.resolve("state.sqlite"))) {
                database.run(handle -> handle.execute(
                        "UPDATE erasure SET phase = ?, finished_at = NULL, numbers = ?",
                        phase.name(),
                        "[" + ada + "]"));
            }
            percorso = new RunningPercorso(settings(), clock);
        }
        awaitErasure();
        assertEquals(Set.of(), everyByte());
    }
}
