package dev.percorso.server.collect.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.collect.imports.ImportRun.Status;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.people.IdentityKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class ImportTest {
    private static final WorkspaceId SHOP = new WorkspaceId("shop");
    private static final String MAPPING = """
            title: Orders
            event: Order Completed
            user: {column: customer, lowerCase: true}
            time: {column: day, format: dd/MM/yyyy, zone: Europe/Rome}
            id: [order]
            group: [order]
            properties:
              - {name: value, product: [pieces, price], aggregate: sum}
              - {name: lines, aggregate: count}
            """;
    private static final String LINE_BY_LINE = """
            title: Visits
            event: Store Visited
            user: {column: customer}
            time: {column: day, format: dd/MM/yyyy}
            id: [order]
            """;
    private static final String FILE = """
            order,customer,day,pieces,price
            1,anna,01/03/2026,2,10.50
            1,anna,01/03/2026,1,4.00
            2,bruno,01/03/2026,one,3
            3,,02/03/2026,1,3
            4,carla,2026-03-02,1,3
            5, Dario@Example.com ,29/03/2026,3,0.10
            """;

    @TempDir
    private Path data = Path.of("");

    private RunningPercorso percorso;

    @SuppressWarnings("NullAway.Init") // JUnit calls start() first
    ImportTest() {}

    @BeforeEach
    void start() throws Exception {
        percorso = new RunningPercorso(data.resolve("data"), () -> Instant.parse("2026-04-01T00:00:00Z"));
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop", "timeZone", "Europe/Rome"));
    }

    @AfterEach
    void stop() {
        percorso.close();
    }

    private Path file(String name, String content) throws IOException {
        Path file = data.resolve(name);
        try (OutputStream bytes = Files.newOutputStream(file);
                OutputStream packed = name.endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes) {
            packed.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    private ImportRun run(Path file) throws InterruptedException {
        return run(file, MAPPING);
    }

    private ImportRun run(Path file, String mapping) throws InterruptedException {
        String id = percorso.percorso()
                .imports()
                .runNow(SHOP, file, mapping, progress -> {})
                .id();
        percorso.percorso().awaitProjection();
        return percorso.percorso().imports().get(SHOP, id);
    }

    @Test
    void shouldTakeGoodLinesAndKeepBadOnesAside() throws Exception {
        ImportRun run = run(file("orders.csv", FILE));

        assertEquals(Status.DONE, run.status());
        assertEquals(2, run.accepted());
        assertEquals(3, run.refused());
        assertEquals(4, run.badLines().getFirst().line());
        assertEquals(
                "'one' in column 'pieces' is not a number; expected e.g. 12.50",
                run.badLines().getFirst().reason());
        assertEquals("2,bruno,01/03/2026,one,3", run.badLines().getFirst().text());
        assertTrue(run.badLines().get(1).reason().contains("'customer' is empty"));
        assertTrue(run.badLines().get(2).reason().contains("dd/MM/yyyy"));
        assertTrue(percorso.percorso()
                .people()
                .find(SHOP, IdentityKind.USER, "dario@example.com")
                .isPresent());
    }

    @Test
    void shouldCountTheSameFileOnce() throws Exception {
        run(file("orders.csv.gz", FILE));
        ImportRun again = run(file("orders again.csv", FILE));

        assertEquals(0, again.accepted());
        assertEquals(2, again.duplicate());
        assertEquals(2, percorso.percorso().journeys().snapshot(SHOP).eventCount());
    }

    @Test
    void shouldGoOnWhereItStopped() throws Exception {
        StringBuilder lines = new StringBuilder("order,customer,day\n");
        for (int i = 0; i < 2_200; i++) {
            lines.append(i * 7919 % 2_200).append(",c").append(i * 31 % 97).append(",01/03/2026\n");
        }
        byte[] whole = Files.readAllBytes(file("big.csv.gz", lines.toString()));
        Path file = Files.write(data.resolve("big.csv.gz"), Arrays.copyOf(whole, whole.length * 2 / 3));
        ImportRun stopped = run(file, LINE_BY_LINE);
        assertEquals(Status.FAILED, stopped.status());
        assertTrue(stopped.accepted() >= 500 && stopped.accepted() < 2_200, "taken: " + stopped.accepted());

        Files.write(file, whole);
        ImportRun finished = run(file, LINE_BY_LINE);

        assertEquals(stopped.id(), finished.id());
        assertEquals(Status.DONE, finished.status());
        assertEquals(2_200, finished.accepted());
        assertEquals(0, finished.duplicate());
        assertEquals(2_200, percorso.percorso().journeys().snapshot(SHOP).eventCount());
    }

    @Test
    void shouldNameTheColumnsOfAFileThatDoesNotFit() throws Exception {
        ImportRun run = run(file("other.csv", "order,client,day\n1,anna,01/03/2026\n"));

        assertEquals(Status.FAILED, run.status());
        assertEquals(
                "the file has no column customer, pieces, price; its columns are order, client, day",
                run.error().orElse(""));
        assertEquals(0, run.accepted());
    }

    @Test
    void shouldImportOverHttp() throws Exception {
        Answer prepared =
                percorso.post("/api/workspaces/shop/imports", Map.of("fileName", "orders.csv", "mapping", MAPPING));
        assertEquals(201, prepared.status());
        String path =
                "/api/workspaces/shop/imports/" + prepared.json().get("id").asString();

        assertEquals(
                202,
                percorso.send("PUT", path + "/content", FILE, percorso.session())
                        .status());
        Answer answer = percorso.get(path);
        while (answer.json().get("status").asString().equals("running")) {
            Thread.sleep(20);
            answer = percorso.get(path);
        }
        percorso.percorso().awaitProjection();

        assertEquals("done", answer.json().get("status").asString());
        assertEquals(2, percorso.get(path).json().get("accepted").asInt());
        assertEquals(3, answer.json().get("badLines").size());
    }

    @Test
    void shouldSayWhatIsWrongWithAMapping() throws Exception {
        Answer unknown = percorso.post(
                "/api/workspaces/shop/imports", Map.of("fileName", "orders.csv", "mapping", MAPPING + "colour: red\n"));
        assertEquals(422, unknown.status());
        assertTrue(unknown.json().get("detail").asString().contains("colour"));

        assertEquals(
                "the field 'title' of the mapping must be a text", wrongMapping("events: []\ntime: {column: day}\n"));
        assertEquals("the field 'time' of the mapping must be an object", wrongMapping("title: x\ntime: []\n"));
        assertEquals(
                "the field 'properties › 2 › name' of the mapping must be a text",
                wrongMapping("title: x\nproperties: [{name: a, column: b}, {name: [c]}]\n"));
        assertTrue(
                wrongMapping("title: x\nkind: party\n").startsWith("the field 'kind' of the mapping must be one of "));

        Answer incomplete = percorso.post(
                "/api/workspaces/shop/imports",
                Map.of("fileName", "orders.csv", "mapping", "title: x\ntime: {column: day}\nid: []\n"));
        assertEquals(422, incomplete.status());
        assertEquals(3, incomplete.json().get("errors").size());
        assertEquals(0, percorso.get("/api/workspaces/shop/imports").json().size());
    }

    private String wrongMapping(String mapping) throws Exception {
        Answer answer = percorso.post(IMPORTS, Map.of("fileName", "orders.csv", "mapping", mapping));
        assertEquals(422, answer.status(), answer::text);
        return answer.json().at("/errors/0/message").asString();
    }

    private static final String IMPORTS = "/api/workspaces/shop/imports";

    private String upload(String name, byte[] content) throws Exception {
        Answer prepared = percorso.post(IMPORTS, Map.of("fileName", name));
        String path = IMPORTS + "/" + prepared.json().get("id").asString();
        Answer uploaded = percorso.send("PUT", path + "/content", content, percorso.session());
        assertEquals(202, uploaded.status(), uploaded::text);
        assertEquals("uploaded", uploaded.json().get("status").asString());
        return path;
    }

    private JsonNode awaitEnd(String path) throws Exception {
        JsonNode run = percorso.get(path).json();
        while (run.get("status").asString().equals("running")) {
            Thread.sleep(20);
            run = percorso.get(path).json();
        }
        percorso.percorso().awaitProjection();
        return percorso.get(path).json();
    }

    private static void assertSum(JsonNode run) {
        assertEquals(
                run.get("linesRead").asLong(),
                run.get("accepted").asLong()
                        + run.get("duplicate").asLong()
                        + run.get("refused").asLong()
                        + run.get("withoutConsent").asLong()
                        + run.get("joined").asLong(),
                run::toString);
    }

    @Test
    void shouldShowAFileBeforeItIsImported() throws Exception {
        String path = upload("store_visits-2026.csv", """
                Data;Cliente;Negozio;Importo;Note
                13/02/2026 10:30;anna;Roma;1.250,50;ciao
                28/03/2026 09:00;undefined;Roma;3,00;
                29/03/2026 02:30;bruno;Milano;x;=1+2
                29/03/2026 04:00;carla;Milano;0,5;
                29/03/2026 04:00;carla;Milano;0,5;
                """.getBytes(StandardCharsets.UTF_8));

        JsonNode inspection = percorso.get(path + "/inspection").json();
        assertEquals("csv", inspection.get("format").asString());
        assertEquals("time", inspection.get("columns").get(0).get("type").asString());
        assertEquals("text", inspection.get("columns").get(3).get("type").asString());
        JsonNode mapping = inspection.get("mapping");
        assertEquals("Store visits", mapping.get("event").asString());
        assertEquals("Cliente", mapping.get("user").get("column").asString());
        assertEquals("Europe/Rome", mapping.get("time").get("zone").asString());

        String tried = """
                {"title": "Visits", "event": "Store Visited", "decimal": ",", "user": {"column": "Cliente"},
                 "time": {"column": "Data", "format": "d/M/yyyy[ H:mm]", "zone": "Europe/Rome"}, "id": ["Cliente", "Data"],
                 "properties": [{"name": "value", "column": "Importo", "type": "number"}]}
                """;
        JsonNode preview =
                percorso.post(path + "/preview", Map.of("mapping", tried)).json();
        assertEquals(
                "[5,3,1,2,0]",
                "[%s,%s,%s,%s,%s]"
                        .formatted(
                                preview.get("rows"),
                                preview.get("events"),
                                preview.get("duplicate"),
                                preview.get("refused"),
                                preview.get("joined")));
        assertEquals(
                "2026-02-13T09:30:00Z", preview.get("first").get(0).get("time").asString());
        assertEquals(
                1250.5,
                preview.get("first").get(0).get("properties").get("value").asDouble());
        assertTrue(preview.get("firstRefused").get(0).get("reason").asString().contains("nobody in particular"));

        assertEquals(
                202, percorso.post(path + "/start", Map.of("mapping", tried)).status());
        JsonNode run = awaitEnd(path);
        assertEquals("done", run.get("status").asString());
        assertEquals(2, run.get("accepted").asInt());
        assertEquals(1, run.get("duplicate").asInt());
        assertEquals(2, run.get("refused").asInt());
        assertEquals("Ada", run.get("createdBy").asString());
        assertSum(run);
        Answer badLines = percorso.get(path + "/bad-lines");
        assertEquals(
                "line,reason,content\n"
                        + "3,'undefined' names nobody in particular; give each person an id of their own of at most 200"
                        + " characters,28/03/2026 09:00;undefined;Roma;3,00;\n",
                badLines.text()
                        .replace("\r", "")
                        .replace("\"", "")
                        .lines()
                        .limit(2)
                        .reduce("", (a, b) -> a + b + "\n"));
        assertEquals(
                409, percorso.post(path + "/start", Map.of("mapping", tried)).status());
    }

    @Test
    void shouldKeepMappingsByName() throws Exception {
        String mappings = "/api/workspaces/shop/import-mappings";
        assertEquals(
                422,
                percorso.post(mappings, Map.of("name", "Orders", "mapping", "title: x"))
                        .status());
        percorso.post(mappings, Map.of("name", "Orders", "mapping", LINE_BY_LINE));
        Answer saved = percorso.post(mappings, Map.of("name", "Orders", "mapping", MAPPING));
        assertEquals(201, saved.status());
        assertEquals(1, percorso.get(mappings).json().size());

        String path = upload("orders.csv", FILE.getBytes(StandardCharsets.UTF_8));
        JsonNode inspection = percorso.get(path + "/inspection").json();
        assertEquals("Orders", inspection.get("saved").get(0).get("name").asString());

        Answer checked = percorso.post("/api/import-mappings/check", Map.of("mapping", MAPPING));
        assertEquals(
                "customer",
                checked.json().get("mapping").get("user").get("column").asString());
        assertEquals(
                checked.json(),
                percorso.post(
                                "/api/import-mappings/check",
                                Map.of("mapping", checked.json().get("yaml").asString()))
                        .json());
        assertEquals(204, percorso.send("DELETE", path, "", percorso.session()).status());
        assertEquals(0, percorso.get(IMPORTS).json().size());
        String id = saved.json().get("id").asString();
        assertEquals(
                204,
                percorso.send("DELETE", mappings + "/" + id, "", percorso.session())
                        .status());
    }

    @Test
    void shouldStopAnImport() throws Exception {
        StringBuilder lines = new StringBuilder("order,customer,day\n");
        for (int i = 0; i < 100_000; i++) {
            lines.append(i).append(",c,01/03/2026\n");
        }
        String path = upload("big.csv", lines.toString().getBytes(StandardCharsets.UTF_8));
        percorso.post(path + "/start", Map.of("mapping", LINE_BY_LINE));

        Answer cancelled = percorso.post(path + "/cancel", Map.of());

        assertEquals(200, cancelled.status(), cancelled::text);
        assertEquals("cancelled", cancelled.json().get("status").asString());
        JsonNode run = awaitEnd(path);
        assertEquals("cancelled", run.get("status").asString());
        assertTrue(run.get("accepted").asLong() < 100_000);
        assertEquals(409, percorso.post(path + "/cancel", Map.of()).status());
    }

    @Test
    void shouldRefuseAFileThatIsNoTable() throws Exception {
        String path = upload("page.html", "<html></html>".getBytes(StandardCharsets.UTF_8));

        Answer answer = percorso.get(path + "/inspection");

        assertEquals(422, answer.status());
        assertTrue(answer.json().get("detail").asString().contains("XML or HTML"));
    }
}
