package dev.percorso.server.collect.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileFormatsTest {
    @TempDir
    private Path folder = Path.of("");

    private Path file(String name, byte[] content) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream bytes = Files.newOutputStream(file);
                OutputStream packed = name.endsWith(".gz") ? new GZIPOutputStream(bytes) : bytes) {
            packed.write(content);
        }
        return file;
    }

    private Path file(String name, String content) throws IOException {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Row> rows(Path file, ReadingHints hints) throws IOException {
        List<Row> all = new ArrayList<>();
        try (Rows rows = DetectedFile.of(file, hints).open()) {
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                all.add(row.get());
            }
            assertEquals(Files.size(file), rows.bytesRead(), "all bytes are read");
        }
        return all;
    }

    private static List<Row> rows(Path file) throws IOException {
        return rows(file, ReadingHints.NONE);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8,false", "UTF-8,true", "UTF-16LE,true", "UTF-16BE,true", "UTF-16LE,false", "windows-1252,false"})
    void shouldReadTextInAnyEncoding(String encoding, boolean hasMark) throws Exception {
        String text = (hasMark ? "\uFEFF" : "") + "città;importo\nForlì;12,50\nCantù;3,00\n";
        Path file = file("text.csv.gz", text.getBytes(Charset.forName(encoding)));

        List<Row> rows = rows(file);

        assertEquals(
                Map.of("città", "Forlì", "importo", "12,50"), rows.getFirst().values());
        assertEquals(2, rows.size());
        assertEquals(3, rows.getLast().line());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {", comma", "; semicolon", "| bar"})
    void shouldFindTheSeparator(String separator, String name) throws Exception {
        String text = "id,who,note\n1,anna,\"a , b ; c | d\"\n2,bruno,x\n"
                .replace(",", separator)
                .replace("a " + separator + " b ; c | d", "a , b ; c | d");

        List<Row> rows = rows(file(name + ".csv", text));

        assertEquals("a , b ; c | d", rows.getFirst().text("note"));
        assertEquals("bruno", rows.getLast().text("who"));
    }

    @Test
    void shouldReadJsonLines() throws Exception {
        Path file = file("events.jsonl.gz", """
                {"who": "anna", "total": 12.5, "count": 3, "vip": true, "address": {"city": "Rome", "zip": null}, "tags": ["a", 1]}

                not json
                [1, 2]
                {"who": "bruno"}
                """);

        List<Row> rows = rows(file);

        assertEquals(
                Map.of(
                        "who",
                        "anna",
                        "total",
                        12.5,
                        "count",
                        3L,
                        "vip",
                        true,
                        "address.city",
                        "Rome",
                        "tags",
                        "[\"a\",1]"),
                rows.getFirst().values());
        assertEquals("12.5", rows.getFirst().text("total"));
        assertTrue(rows.get(1).fault().orElse("").startsWith("it is not JSON"), rows.get(1)::toString);
        assertEquals(3, rows.get(1).line());
        assertTrue(rows.get(2).fault().orElse("").contains("must be a JSON object"));
        assertEquals(5, rows.get(3).line());
    }

    /** Files are put together row by row, so what is expected needs no reading. */
    @Test
    void shouldLeaveOutRowsAndNoOtherByte() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            boolean isCsv = random.nextBoolean();
            Charset encoding = Charset.forName(
                    List.of("UTF-8", "UTF-16LE", "UTF-16BE", "windows-1252").get(random.nextInt(4)));
            String end = List.of("\n", "\r\n", isCsv ? "\r" : "\n").get(random.nextInt(3));
            boolean isMarked = !encoding.name().equals("windows-1252") && random.nextBoolean();
            StringBuilder all = new StringBuilder(isMarked ? "\uFEFF" : "");
            all.append(isCsv ? "name,\"note" + end + "of it\",città" + end : "");
            StringBuilder wanted = new StringBuilder(all);
            int left = 0;
            int rows = 1 + random.nextInt(12);
            for (int row = 0; row < rows; row++) {
                boolean isLeft = random.nextInt(3) == 0;
                String text = (isCsv ? csvRow(random, isLeft) : jsonRow(random, isLeft))
                        + (row == rows - 1 && random.nextBoolean() ? "" : end)
                        + (random.nextInt(6) == 0 && row < rows - 1 ? end : "");
                all.append(text);
                wanted.append(isLeft ? "" : text);
                left += isLeft ? 1 : 0;
            }
            Path file = file(
                    random.nextBoolean() ? "rows.gz" : "rows", all.toString().getBytes(encoding));
            ByteArrayOutputStream copy = new ByteArrayOutputStream();

            RowsWithout.Outcome outcome = RowsWithout.copy(
                    DetectedFile.of(
                            file,
                            new ReadingHints(
                                    Optional.of(isCsv ? FileFormat.CSV : FileFormat.JSONL),
                                    Optional.of(encoding.name()),
                                    Optional.empty(),
                                    Optional.empty())),
                    text -> text.contains("ada@example.com"),
                    copy);

            String seen = "seed " + seed + ", round " + round + ": " + all;
            assertEquals(wanted.toString(), copy.toString(encoding), seen);
            assertArrayEquals(wanted.toString().getBytes(encoding), copy.toByteArray(), seen);
            assertEquals(new RowsWithout.Outcome(left, rows - left, false), outcome, seen);
        }
    }

    private static String csvRow(Random random, boolean isLeft) {
        String name = isLeft ? List.of("ada@example.com", "\"ada@example.com\"").get(random.nextInt(2)) : "bruno";
        String note = List.of(
                        "plain",
                        "\"a,b\"",
                        "\"two\nlines\"",
                        "\"two\r\nlines\"",
                        "\"two\rlines\"",
                        "\"say \"\"x\"\"\"",
                        "")
                .get(random.nextInt(7));
        return name + "," + note + ",Forlì";
    }

    private static String jsonRow(Random random, boolean isLeft) {
        String name =
                isLeft ? List.of("ada@example.com", "\\u0061da@example.com").get(random.nextInt(2)) : "bruno";
        return List.of("{\"who\": \"%s\", \"città\": 1}", "{\"to\": [\"%s\"]}", " {\"a\": {\"b\": \"%s\"}} ")
                .get(random.nextInt(3))
                .formatted(name);
    }

    @Test
    void shouldReadParquet() throws Exception {
        Path file = folder.resolve("orders.parquet");
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    COPY (SELECT 'c' || i AS customer, TIMESTAMP '2026-03-01 09:30:00' + to_hours(i) AS at,
                      CAST(i * 1.25 AS DECIMAL(9, 2)) AS total, mod(i, 2) = 0 AS paid, i AS pieces,
                      CASE WHEN i = 2 THEN NULL ELSE 'x' END AS note
                      FROM range(3) t(i)) TO '%s' (FORMAT parquet)
                    """.formatted(file));
        }

        List<Row> rows = rows(file);

        assertEquals(3, rows.size());
        assertEquals("c1", rows.get(1).text("customer"));
        assertEquals("2026-03-01 10:30:00", rows.get(1).text("at"));
        assertEquals(1.25, rows.get(1).values().get("total"));
        assertEquals(false, rows.get(1).values().get("paid"));
        assertEquals(2L, rows.get(2).values().get("pieces"));
        assertEquals("", rows.get(2).text("note"));
    }

    @Test
    void shouldReadAWorkbook() throws Exception {
        Path file = folder.resolve("visits.xlsx");
        try (OutputStream bytes = Files.newOutputStream(file);
                Workbook workbook = new Workbook(bytes, "Test", "1.0")) {
            Worksheet sheet = workbook.newWorksheet("Visits");
            workbook.newWorksheet("Other").value(0, 0, "nothing");
            List<String> header = List.of("Cliente", "Quando", "Giorno", "Importo", "Socio", "Doppio", "CAP");
            for (int column = 0; column < header.size(); column++) {
                sheet.value(1, column, header.get(column));
            }
            sheet.value(2, 0, "anna");
            sheet.value(2, 1, LocalDateTime.of(2026, 3, 1, 9, 30));
            sheet.style(2, 1).format("dd/mm/yyyy hh:mm").set();
            sheet.value(2, 2, LocalDateTime.of(2026, 3, 1, 0, 0));
            sheet.style(2, 2).format("[$-410]d mmmm yyyy").set();
            sheet.value(2, 3, 12.5);
            sheet.style(2, 3).format("#,##0.00 \"days\"").set();
            sheet.value(2, 4, true);
            sheet.formula(2, 5, "D3*2");
            sheet.value(2, 6, "00184");
            sheet.value(4, 0, "bruno");
        }

        List<Row> rows = rows(file);

        Row first = rows.getFirst();
        assertEquals(3, first.line());
        assertEquals("2026-03-01T09:30", first.text("Quando"));
        assertEquals("2026-03-01", first.text("Giorno"));
        assertEquals(12.5, first.values().get("Importo"));
        assertEquals(true, first.values().get("Socio"));
        assertEquals("00184", first.text("CAP"));
        assertEquals("", first.text("Doppio"), "no value is stored beside the formula, and nothing is computed");
        assertEquals(5, rows.getLast().line());
        assertEquals(
                "nothing",
                DetectedFile.of(
                                file,
                                new ReadingHints(
                                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("Other")))
                        .open()
                        .columns()
                        .getFirst());
    }

    @Test
    void shouldReadAnEventLog() throws Exception {
        Path file = file("log.xes.gz", """
                <?xml version="1.0" encoding="UTF-8"?>
                <log xes.version="1.0" xmlns="http://www.xes-standard.org/">
                  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
                  <global scope="event"><string key="concept:name" value="none"/></global>
                  <trace>
                    <string key="concept:name" value="case 1"/>
                    <event>
                      <string key="concept:name" value="Register"><string key="meta" value="inner"/></string>
                      <date key="time:timestamp" value="2026-03-01T09:30:00.000+01:00"/>
                      <int key="cost" value="12"/>
                    </event>
                    <event><string key="concept:name" value="Decide &amp; pay"/></event>
                    <string key="channel" value="phone"/>
                  </trace>
                </log>
                """);

        List<Row> rows = rows(file);

        assertEquals(
                Map.of(
                        "concept:name",
                        "Register",
                        "time:timestamp",
                        "2026-03-01T09:30:00.000+01:00",
                        "cost",
                        12L,
                        "case:concept:name",
                        "case 1",
                        "case:channel",
                        "phone"),
                rows.getFirst().values());
        assertEquals("Decide & pay", rows.get(1).text("concept:name"));
        assertEquals(2, rows.size());
    }
}
