package dev.percorso.server.collect.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.collect.imports.ImportRun.Status;
import dev.percorso.server.event.WorkspaceId;
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

class ImportTest {
    private static final WorkspaceId SHOP = new WorkspaceId("shop");
    private static final String MAPPING = """
            title: Orders
            event: Order Completed
            user: {column: customer}
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
            5,dario,29/03/2026,3,0.10
            """;

    @TempDir
    private Path data = Path.of("");

    private RunningPercorso percorso;

    @SuppressWarnings("NullAway.Init") // JUnit calls start() first
    ImportTest() {}

    @BeforeEach
    void start() throws Exception {
        percorso = new RunningPercorso(data.resolve("data"), () -> Instant.parse("2026-04-01T00:00:00Z"));
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop"));
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

        Answer incomplete = percorso.post(
                "/api/workspaces/shop/imports",
                Map.of("fileName", "orders.csv", "mapping", "title: x\ntime: {column: day}\nid: []\n"));
        assertEquals(422, incomplete.status());
        assertEquals(3, incomplete.json().get("errors").size());
        assertEquals(0, percorso.get("/api/workspaces/shop/imports").json().size());
    }
}
