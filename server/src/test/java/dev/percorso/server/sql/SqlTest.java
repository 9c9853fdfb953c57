package dev.percorso.server.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.Await;
import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.Settings;
import dev.percorso.server.access.Role;
import dev.percorso.server.access.Users;
import dev.percorso.server.event.Event;
import dev.percorso.server.event.WorkspaceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Two workspaces whose events are partly in files and partly not yet. */
class SqlTest {
    private static final String SQL = "/api/workspaces/shop/sql";
    private static final int PER_FILE = 4;
    /** Runs for hours. */
    private static final String ENDLESS = "SELECT count(*) FROM range(10000000) a, range(10000000) b, events";

    @TempDir
    private static Path data;

    private static RunningPercorso percorso;

    @BeforeAll
    static void start() throws Exception {
        percorso = new RunningPercorso(
                new Settings(
                        data,
                        "127.0.0.1",
                        0,
                        URI.create("http://localhost"),
                        Optional.empty(),
                        new Settings.Storage(PER_FILE, 50_000)),
                InstantSource.fixed(Instant.parse("2025-04-04T10:00:00Z")));
        percorso.post("/api/workspaces", Map.of("id", "shop", "name", "Shop", "timeZone", "Europe/Rome"));
        percorso.post("/api/workspaces", Map.of("id", "other", "name", "Other"));
        send(
                "shop",
                event(
                        1,
                        Event.Kind.TRACK,
                        "Page Viewed",
                        "c",
                        "",
                        "2025-03-30T10:00:00Z",
                        Map.of("path", "/"),
                        Map.of()),
                event(
                        2,
                        Event.Kind.TRACK,
                        "Page Viewed",
                        "a",
                        "anna",
                        "2025-03-29T23:30:00Z",
                        Map.of("path", "/cart"),
                        Map.of()),
                event(
                        3,
                        Event.Kind.TRACK,
                        "Order Completed",
                        "a",
                        "anna",
                        "2025-03-31T09:05:00Z",
                        Map.of("value", 50L),
                        Map.of()),
                event(
                        4,
                        Event.Kind.TRACK,
                        "Order Completed",
                        "",
                        "carla",
                        "2025-03-31T10:00:00Z",
                        Map.of("value", 30.5),
                        Map.of()));
        send(
                "shop",
                event(
                        5,
                        Event.Kind.IDENTIFY,
                        "Identify",
                        "c",
                        "carla",
                        "2025-03-31T11:00:00Z",
                        Map.of(),
                        Map.of("city", "Roma", "name", "Carla")),
                event(
                        6,
                        Event.Kind.TRACK,
                        "Page Viewed",
                        "",
                        "carla",
                        "2025-04-01T10:00:00Z",
                        Map.of("path", "/'\"è"),
                        Map.of()));
        List<Event> others = new ArrayList<>();
        for (int number = 1; number <= PER_FILE; number++) {
            others.add(event(number, Event.Kind.TRACK, "Secret", "x", "", "2025-03-30T10:00:00Z", Map.of(), Map.of()));
        }
        send("other", others.toArray(Event[]::new));
        percorso.percorso().awaitProjection();
        Await.until(
                "event files",
                () -> filesOf("shop").size() == 1 && filesOf("other").size() == 1);
    }

    @AfterAll
    static void stop() {
        percorso.close();
    }

    private static void send(String workspace, Event... events) {
        percorso.percorso().collector().accept(new WorkspaceId(workspace), "till", List.of(events));
    }

    private static Event event(
            int number,
            Event.Kind kind,
            String name,
            String device,
            String user,
            String time,
            Map<String, Object> properties,
            Map<String, Object> traits) {
        return new Event(
                "message-" + number,
                kind,
                name,
                Optional.of(device).filter(id -> !id.isEmpty()),
                Optional.of(user).filter(id -> !id.isEmpty()),
                Optional.empty(),
                Instant.parse(time),
                properties,
                traits,
                "till");
    }

    private static List<Path> filesOf(String workspace) {
        Path folder = data.resolve("files").resolve(workspace);
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".parquet")).toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Answer ask(String sql) throws Exception {
        return percorso.post(SQL, Map.of("sql", sql));
    }

    private static JsonNode rows(String sql) throws Exception {
        Answer answer = ask(sql);
        assertEquals(200, answer.status(), answer.text());
        assertEquals(List.of(), OpenApi.load().faults("SqlAnswer", answer.json()));
        return answer.json().get("rows");
    }

    @Test
    void shouldCountEventsInFilesAndThoseThatAreInNoneYet() throws Exception {
        assertEquals("[[6]]", rows("SELECT count(*) FROM events").toString());
        assertEquals(6, ask("SELECT 1 FROM events").json().get("through").asInt());
    }

    @Test
    void shouldGiveMergedPersonsAsTheyAreNow() throws Exception {
        JsonNode rows = rows("""
                SELECT p.name, count(*) FROM events e JOIN people p ON p.id = e.person
                WHERE kind = 'track' GROUP BY 1 ORDER BY 1
                """);
        assertEquals("[[\"Carla\",3],[\"anna\",2]]", rows.toString());
    }

    @Test
    void shouldCutDaysWhereTheWorkspaceDoes() throws Exception {
        JsonNode rows = rows("SELECT date_trunc('day', time)::DATE, time FROM events WHERE path = '/cart'");
        assertEquals("[[\"2025-03-30\",\"2025-03-30T00:30+01:00\"]]", rows.toString());
    }

    @Test
    void shouldGiveValuesPropertiesAndTraits() throws Exception {
        assertEquals("[[80.5]]", rows("SELECT sum(value) FROM events").toString());
        assertEquals(
                "[[\"/'\\\"è\",{\"path\":\"/'\\\"è\"}]]",
                rows("SELECT path, properties FROM events ORDER BY sequence DESC LIMIT 1")
                        .toString());
        assertEquals(
                "[[\"Roma\",\"carla\"]]",
                rows("SELECT value, user_id FROM traits JOIN people ON id = person WHERE traits.name = 'city'")
                        .toString());
    }

    @Test
    void shouldAnswerEveryTypeOfValue() throws Exception {
        Answer answer = ask("""
                SELECT 1::HUGEINT AS a, 1.50::DECIMAL(5,2) AS b, [1, NULL] AS c, {'x': TRUE} AS d, MAP {'k': 1} AS e,
                  DATE '2026-01-02' AS f, INTERVAL 3 DAY AS g, 'x'::BLOB AS h, 'nan'::DOUBLE AS i, NULL AS j,
                  9007199254740993 AS k
                """);
        assertEquals(
                "[[1,1.5,[1,null],{\"x\":true},{\"k\":1},\"2026-01-02\",\"3 days\",\"78\",\"NaN\",null,\"9007199254740993\"]]",
                answer.json().get("rows").toString());
        assertEquals("DECIMAL(5,2)", answer.json().at("/columns/1/type").asString());
    }

    @Test
    void shouldSayThatThereAreMoreRows() throws Exception {
        Answer some = percorso.post(SQL, Map.of("sql", "SELECT * FROM range(11)", "limit", 10));
        assertEquals(10, some.json().get("rows").size());
        assertTrue(some.json().get("truncated").asBoolean());
        Answer all = percorso.post(SQL, Map.of("sql", "SELECT * FROM range(10)", "limit", 10));
        assertFalse(all.json().get("truncated").asBoolean());
    }

    @Test
    void shouldDescribeItsViews() throws Exception {
        Answer schema = percorso.get(SQL + "/schema");
        assertEquals(List.of(), OpenApi.load().faultsOfEach("SqlView", schema.json()));
        assertEquals(
                List.of("events", "people", "traits"),
                schema.json()
                        .valueStream()
                        .map(view -> view.get("name").asString())
                        .toList());
        assertEquals(
                "TIMESTAMP WITH TIME ZONE",
                schema.json().at("/0/columns/1/type").asString());
    }

    @Test
    void shouldPointAtWhatIsWrong() throws Exception {
        Answer answer = ask("SELECT 'è', nme FROM events");
        assertEquals(422, answer.status());
        JsonNode error = answer.json().at("/errors/0");
        assertEquals(12, error.get("position").asInt());
        assertTrue(error.get("message").asString().contains("\"nme\" not found"), error.toString());
        assertEquals(11, ask("SELECT 'è' +").json().at("/errors/0/position").asInt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "COPY events TO '/tmp/percorso-stolen.csv'",
                "COPY (SELECT 1) TO '/tmp/percorso-stolen.csv'",
                "ATTACH '/tmp/percorso-stolen.db'",
                "INSTALL httpfs",
                "LOAD httpfs",
                "PRAGMA threads=8",
                "SET enable_external_access=true",
                "RESET lock_configuration",
                "CREATE TABLE t AS SELECT 1",
                "DROP VIEW events",
                "INSERT INTO event SELECT 1",
                "DELETE FROM person",
                "SELECT 1; SELECT 2",
                "EXPLAIN SELECT 1",
                "EXPORT DATABASE '/tmp/percorso-stolen'",
                "CALL pragma_version()",
                " ; ",
                "-- nothing"
            })
    void shouldAnswerNothingButOneSelect(String sql) throws Exception {
        Answer answer = ask(sql);
        assertEquals(422, answer.status(), answer.text());
        assertEquals("not-one-select", answer.json().at("/errors/0/code").asString(), answer.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT * FROM read_csv('/etc/passwd')",
                "SELECT * FROM read_text('/etc/passwd')",
                "SELECT * FROM read_blob('/etc/passwd')",
                "SELECT * FROM read_json('/etc/passwd')",
                "SELECT * FROM '/etc/passwd.csv'",
                "SELECT * FROM glob('/etc/*')",
                "SELECT * FROM glob('**')",
                "SELECT * FROM read_csv('http://127.0.0.1:1/x.csv')",
                "SELECT * FROM read_parquet('s3://bucket/x.parquet')",
                "SELECT * FROM sqlite_scan('/etc/passwd', 'x')",
                "SELECT * FROM parquet_metadata('/etc/passwd')",
                "SELECT * FROM events UNION ALL BY NAME SELECT * FROM read_text('/etc/passwd')",
                "WITH x AS (SELECT * FROM read_text('/etc/passwd')) SELECT * FROM x",
                "SELECT (SELECT content FROM read_text('/etc/passwd'))",
                "SELECT * FROM query('FROM read_text(''/etc/passwd'')')",
                "SELECT * FROM duckdb_secrets()"
            })
    void shouldReachNothingElse(String sql) throws Exception {
        Answer answer = ask(sql);
        assertEquals(422, answer.status(), answer.text());
        assertEquals("out-of-reach", answer.json().at("/errors/0/code").asString(), answer.text());
    }

    @Test
    void shouldNotReachTheFilesOfAnotherWorkspace() throws Exception {
        String own = filesOf("shop").getFirst().toAbsolutePath().toString();
        String foreign = filesOf("other").getFirst().toAbsolutePath().toString();
        assertEquals(
                200,
                ask("SELECT count(*) FROM events e, read_parquet('" + own + "')")
                        .status());
        for (String sql : List.of(
                "SELECT count(*) FROM events e, read_parquet('" + foreign + "')",
                "SELECT * FROM events e, '" + foreign + "'",
                "SELECT * FROM events e, read_parquet('" + data.resolve("files").resolve("*/*/*.parquet") + "')",
                "SELECT * FROM events e, read_parquet('" + own.replace("/shop/", "/shop/../other/") + "')",
                "SELECT * FROM events e, read_blob('" + data.resolve("state.sqlite") + "')")) {
            Answer answer = ask(sql);
            assertEquals(422, answer.status(), sql + answer.text());
            assertEquals("out-of-reach", answer.json().at("/errors/0/code").asString(), answer.text());
        }
    }

    @Test
    void shouldStopWhenAskedTo() throws Exception {
        CompletableFuture<Answer> asked = CompletableFuture.supplyAsync(() -> {
            try {
                return percorso.post(SQL, Map.of("sql", ENDLESS, "id", "mine"));
            } catch (IOException | InterruptedException failure) {
                throw new IllegalStateException(failure);
            }
        });
        Await.until("the question runs", () -> {
            try {
                return percorso.delete(SQL + "/running/mine").status() == 204;
            } catch (IOException | InterruptedException failure) {
                throw new IllegalStateException(failure);
            }
        });
        Answer answer = asked.get();
        assertEquals(409, answer.status(), answer.text());
        assertEquals("stopped", answer.json().get("code").asString());
        assertEquals(404, percorso.delete(SQL + "/running/mine").status());
    }

    /** More closed pages than there are threads: were one still busy, the last question would wait for it. */
    @Test
    void shouldStopWhenTheConnectionIsClosed() throws Exception {
        String body = "{\"sql\":\"" + ENDLESS + "\"}";
        for (int page = 0; page < 4; page++) {
            try (Socket socket = new Socket(
                    InetAddress.getLoopbackAddress(), percorso.percorso().port())) {
                StringBuilder request = new StringBuilder("POST " + SQL + " HTTP/1.1\r\nHost: localhost\r\n");
                percorso.session().forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
                request.append(
                        "Content-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
                socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
                socket.getOutputStream().flush();
                Thread.sleep(300);
            }
        }
        assertEquals("[[6]]", rows("SELECT count(*) FROM events").toString());
    }

    @Test
    void shouldKeepQuestionsUnderAName() throws Exception {
        Answer created = percorso.post(SQL + "/saved", Map.of("name", "Orders", "sql", "SELECT 1"));
        assertEquals(201, created.status());
        assertEquals(List.of(), OpenApi.load().faults("SavedQuery", created.json()));
        String path = SQL + "/saved/" + created.json().get("id").asString();
        assertEquals(
                200,
                percorso.put(path, Map.of("name", "Sales", "sql", "SELECT 2")).status());
        assertEquals("Sales", percorso.get(SQL + "/saved").json().at("/0/name").asString());
        assertEquals(204, percorso.delete(path).status());
        assertEquals(404, percorso.delete(path).status());
        assertEquals(
                422,
                percorso.post(SQL + "/saved", Map.of("name", " ", "sql", "SELECT 1"))
                        .status());
    }

    private static Answer export(String sql, String format) throws Exception {
        return percorso.post(SQL + "/export", Map.of("sql", sql, "format", format));
    }

    @Test
    void shouldExportTheWholeAnswerAsCsv() throws Exception {
        Answer csv = export(
                "SELECT 1.5 AS \"=a\", '=1+1' AS b, [1, 2] AS c, NULL AS d UNION ALL SELECT -2, 'x,y', [], 'è'", "csv");
        assertEquals(200, csv.status(), csv.text());
        assertEquals(
                "\uFEFF'=a,b,c,d\r\n1.5,'=1+1,\"[1,2]\",\r\n-2.0,\"x,y\",[],è\r\n",
                csv.text().replaceAll("(?<!\r)\n", "\r\n"));
        assertEquals(
                "attachment; filename=\"sql-2025-04-04.csv\"",
                csv.header("content-disposition").orElse(""));
        Answer many = export("SELECT range FROM range(25000)", "csv");
        assertEquals(25_001, many.text().lines().count());
    }

    @Test
    void shouldExportParquetAndWorkbooks() throws Exception {
        Answer parquet = export("SELECT name, time, value FROM events ORDER BY sequence; -- all", "parquet");
        assertEquals(200, parquet.status(), parquet.text());
        Path file = Files.write(data.resolve("exported.parquet"), parquet.raw().body());
        assertEquals(List.of("6", "80.5"), plain("SELECT count(*), sum(value) FROM read_parquet('" + file + "')"));

        Answer workbook = export("SELECT 'x' AS a, 1 AS b", "xlsx");
        assertEquals(200, workbook.status(), workbook.text());
        Path zip = Files.write(data.resolve("exported.xlsx"), workbook.raw().body());
        try (java.util.zip.ZipFile sheets = new java.util.zip.ZipFile(zip.toFile())) {
            assertTrue(sheets.getEntry("xl/worksheets/sheet1.xml") != null);
        }
        for (String format : List.of("csv", "xlsx", "parquet")) {
            Answer wrong = export("SELECT * FROM read_text('/etc/passwd')", format);
            assertEquals("out-of-reach", wrong.json().at("/errors/0/code").asString(), wrong.text());
            assertEquals(
                    422,
                    export("COPY events TO '/tmp/percorso-stolen.csv'", format).status());
        }
        assertFalse(Files.exists(Path.of("/tmp/percorso-stolen.csv")));
    }

    /** The first row, as any DuckDB outside of Percorso answers it. */
    private static List<String> plain(String sql) throws java.sql.SQLException {
        try (java.sql.Connection connection = java.sql.DriverManager.getConnection("jdbc:duckdb:");
                java.sql.Statement statement = connection.createStatement();
                java.sql.ResultSet row = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            assertTrue(row.next());
            for (int column = 1; column <= row.getMetaData().getColumnCount(); column++) {
                values.add(row.getString(column));
            }
            return values;
        }
    }

    /** Runs every example of the manual: those over files outside of Percorso, the others inside. */
    @Test
    void shouldDoWhatTheManualSays() throws Exception {
        String manual = Files.readString(Path.of("../docs/manual/sql.md"));
        java.util.regex.Matcher examples = java.util.regex.Pattern.compile(
                        "```sql\n(.*?)```", java.util.regex.Pattern.DOTALL)
                .matcher(manual);
        int inside = 0;
        int outside = 0;
        while (examples.find()) {
            String sql = examples.group(1);
            if (sql.contains("read_parquet")) {
                String folder = data.resolve("files").resolve("shop").toString();
                assertEquals(
                        "2025-03-29",
                        plain(sql.replace("data/files/my-shop", folder)).getFirst());
                outside++;
            } else {
                assertTrue(rows(sql).size() > 0, sql);
                inside++;
            }
        }
        assertEquals(List.of(2, 1), List.of(inside, outside));
        for (JsonNode view : percorso.get(SQL + "/schema").json()) {
            for (JsonNode column : view.get("columns")) {
                assertTrue(manual.contains("`" + column.get("name").asString() + "`"), column.toString());
            }
        }
    }

    @Test
    void shouldNotServeThoseWhoMayOnlyLook() throws Exception {
        Users.Created viewer = percorso.percorso().users().create("viewer@example.com", "Vera", Role.VIEWER);
        try {
            percorso.signIn(viewer.user().email(), viewer.oneTimePassword());
            assertEquals(403, ask("SELECT 1").status());
        } finally {
            percorso.signIn(
                    percorso.administrator().user().email(),
                    percorso.administrator().oneTimePassword());
        }
    }
}
