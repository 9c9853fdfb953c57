package dev.percorso.server.collect.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.Settings;
import dev.percorso.server.collect.imports.ImportRun.Status;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.IdentityKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportUndoTest {
    private static final WorkspaceId SHOP = new WorkspaceId("shop");
    private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");
    private static final String MAPPING = """
            title: Visits
            event: Store Visited
            user: {column: who}
            time: {column: day}
            id: [visit]
            properties:
              - {name: note, column: note}
            traits:
              - {name: city, column: city}
              - {name: email, column: email}
              - {name: "$add:points", column: points, type: number}
              - {name: "$append:shops", column: shop}
              - {name: "$unset:vip", column: plain}
            """;
    private static final String FILE = """
            visit,who,day,note,city,email,points,shop,plain
            1,anna,2026-03-01,secret-note-1,Milan,new@example.com,5,Duomo,yes
            2,bruno,2026-03-02,secret-note-2,Turin,,,,
            3,carla,2026-03-03,secret-note-3,Bari,carla@example.com,,,
            4,bruno,2026-03-04,secret-note-4,Turin,,,,
            5,dario,2026-03-05,secret-note-5,Pisa,,7,,
            """;

    @TempDir
    private Path data = Path.of("");

    private RunningPercorso percorso;

    @SuppressWarnings("NullAway.Init") // JUnit calls start() first
    ImportUndoTest() {}

    @BeforeEach
    void start() throws Exception {
        percorso = open();
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop", "timeZone", "UTC"));
        accept(
                event("e1", Event.Kind.IDENTIFY, "anna", Map.of("city", "Rome", "vip", true)),
                event("e2", Event.Kind.TRACK, "anna", Map.of()),
                event("e3", Event.Kind.IDENTIFY, "dario", Map.of("name", "Dario")));
    }

    /** Small event files, so that an import lies in several of them and in the log. */
    private RunningPercorso open() throws Exception {
        return new RunningPercorso(
                new Settings(
                        data.resolve("data"),
                        "127.0.0.1",
                        0,
                        URI.create("http://localhost"),
                        Optional.empty(),
                        new Settings.Storage(3, 4)),
                () -> NOW);
    }

    @AfterEach
    void stop() {
        percorso.close();
    }

    private static Event event(String id, Event.Kind kind, String user, Map<String, Object> traits) {
        return new Event(
                id,
                kind,
                kind == Event.Kind.TRACK ? "Page Viewed" : "",
                Optional.empty(),
                Optional.of(user),
                Optional.empty(),
                NOW.minusSeconds(3_600),
                Map.of(),
                traits,
                "web");
    }

    private ImportRun load() throws Exception {
        Path file = Files.writeString(data.resolve("visits.csv"), FILE);
        String id = percorso.percorso()
                .imports()
                .runNow(SHOP, file, MAPPING, progress -> {})
                .id();
        percorso.percorso().awaitProjection();
        return percorso.percorso().imports().get(SHOP, id);
    }

    private ImportRun awaitUndone(String id) throws Exception {
        ImportRun run = percorso.percorso().imports().get(SHOP, id);
        while (run.status() == Status.UNDOING || percorso.percorso().people().count(SHOP) > 2) {
            Thread.sleep(20);
            run = percorso.percorso().imports().get(SHOP, id);
        }
        return run;
    }

    private long events() {
        return percorso.percorso().journeys().snapshot(SHOP).eventCount();
    }

    private String people() throws Exception {
        return percorso.get("/api/workspaces/shop/people").text();
    }

    private long importedInFiles() throws SQLException, IOException {
        try (Stream<Path> files = Files.walk(data.resolve("data/files"))) {
            if (files.noneMatch(file -> file.toString().endsWith(".parquet"))) {
                return 0;
            }
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM read_parquet('%s/data/files/shop/**/*.parquet') WHERE source LIKE 'import-%%'"
                                .formatted(data))) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    @Test
    void shouldTakeAnImportBackAndLetItComeAgain() throws Exception {
        ImportRun run = load();
        assertEquals(5, run.accepted());
        assertEquals(6, events());
        assertTrue(people().contains("carla"));
        while (importedInFiles() == 0) {
            Thread.sleep(20);
        }

        Answer answer = percorso.post("/api/workspaces/shop/imports/" + run.id() + "/undo", Map.of());
        assertEquals(202, answer.status(), answer::text);
        ImportRun undone = awaitUndone(run.id());

        assertEquals(Status.UNDONE, undone.status());
        assertEquals(5, undone.undone().orElseThrow().events());
        assertEquals(2, undone.undone().orElseThrow().people());
        assertEquals("Ada", undone.undone().orElseThrow().by());
        assertEquals(1, events());
        assertFalse(people().contains("carla"), people());
        assertEquals(Map.of("city", "Rome", "vip", true), traits("anna"));
        assertEquals(Optional.empty(), percorso.percorso().people().email(SHOP, number("anna")));
        assertEquals(0, importedInFiles());
        assertEquals(
                409,
                percorso.post("/api/workspaces/shop/imports/" + run.id() + "/undo", Map.of())
                        .status());

        String audit = percorso.get("/api/workspaces/shop/audit").text();
        assertTrue(audit.contains("undo"), audit);
        ImportRun again = load();
        assertEquals(5, again.accepted());
        assertEquals(0, again.duplicate());
        assertEquals(6, events());
        assertEquals(5, load().duplicate(), "the same file for a third time is known");
    }

    @Test
    void shouldLeaveTraitsAsTheyWouldBeWithoutTheImportThoughARestartInterruptsIt() throws Exception {
        accept(
                event("e4", Event.Kind.IDENTIFY, "anna", Map.of("points", 10L, "shops", "[\"Navigli\"]")),
                event("e5", Event.Kind.IDENTIFY, "dario", Map.of("city", "Lucca", "email", "dario@example.com")));
        accept(event("e8", Event.Kind.IDENTIFY, "dario", Map.of("$unset:email", "-")));
        assertEquals(Optional.empty(), percorso.percorso().people().email(SHOP, number("dario")));
        ImportRun run = load();
        assertEquals(
                Map.of(
                        "city", "Milan",
                        "email", "new@example.com",
                        "points", 15.0,
                        "shops", "[\"Navigli\",\"Duomo\"]"),
                traits("anna"));
        accept(
                event("e6", Event.Kind.IDENTIFY, "anna", Map.of("$add:points", 100L, "$append:shops", "Brera")),
                event("e7", Event.Kind.IDENTIFY, "anna", Map.of("city", "Milan")));
        percorso.percorso().people().setTrait(SHOP, number("dario"), "points", 1L, "operator:Ada");

        percorso.percorso().imports().undo(SHOP, run.id(), "Ada");
        percorso.close();
        percorso = open();
        ImportRun undone = awaitUndone(run.id());

        assertEquals(Status.UNDONE, undone.status());
        assertEquals(1, events());
        assertEquals(2, percorso.percorso().people().count(SHOP));
        assertEquals(
                Map.of("city", "Milan", "vip", true, "points", 110L, "shops", "[\"Navigli\",\"Brera\"]"),
                traits("anna"));
        assertEquals(Map.of("city", "Lucca", "name", "Dario", "points", 1L), traits("dario"));
        assertTrue(percorso.percorso().people().traitHistory(SHOP, number("anna")).stream()
                .noneMatch(change -> change.source().startsWith("import-")));
        assertTrue(
                percorso.get("/api/workspaces/shop/people?trait=vip%3Atrue")
                        .text()
                        .contains("anna"),
                "the index knows it, too");
    }

    private void accept(Event... events) throws Exception {
        percorso.percorso().collector().accept(SHOP, "web", List.of(events));
        percorso.percorso().awaitProjection();
    }

    private int number(String user) {
        return percorso.percorso()
                .people()
                .find(SHOP, IdentityKind.USER, user)
                .orElseThrow()
                .id();
    }

    private Map<String, Object> traits(String user) {
        return percorso.percorso().people().traits(SHOP, number(user));
    }
}
