package dev.percorso.server.collect.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.http.ProblemException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a file claims to be: it is refused or made harmless, with a message that says why. */
class HostileFilesTest {
    private static final String SHEET_START =
            "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>";

    @TempDir
    private Path folder = Path.of("");

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private Path file(String name, String content) throws IOException {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Row> rows(Path file) throws IOException {
        List<Row> all = new ArrayList<>();
        try (Rows rows = DetectedFile.of(file, ReadingHints.NONE).open()) {
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                all.add(row.get());
            }
        }
        return all;
    }

    private static String refusal(Path file) {
        return assertThrows(ProblemException.class, () -> rows(file)).detail();
    }

    private Path workbook(String name, ZipPart sheet) throws IOException {
        Path file = folder.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            zip.setLevel(Deflater.BEST_SPEED);
            text(zip, "[Content_Types].xml", """
                    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                      <Override PartName="/xl/workbook.xml"
                        ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
                      <Override PartName="/xl/worksheets/sheet1.xml"
                        ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
                    </Types>
                    """);
            text(zip, "xl/workbook.xml", """
                    <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
                      xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
                      <sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>
                    """);
            text(zip, "xl/_rels/workbook.xml.rels", """
                    <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                      <Relationship Id="rId1" Target="worksheets/sheet1.xml"
                        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"/>
                    </Relationships>
                    """);
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            sheet.write(zip);
            zip.closeEntry();
        }
        return file;
    }

    private interface ZipPart {
        void write(OutputStream part) throws IOException;
    }

    private static void text(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    @Test
    void shouldRefuseAZipBombInAWorkbook() throws Exception {
        byte[] zeros = new byte[1 << 20];
        Path bomb = workbook("bomb.xlsx", part -> {
            for (int i = 0; i < 1_100; i++) {
                part.write(zeros);
            }
        });

        assertTrue(Files.size(bomb) < 20_000_000, "the bomb itself is small");
        assertTrue(refusal(bomb).contains("unpacks to more than 1,023 MB"), refusal(bomb));
    }

    @Test
    void shouldRefuseAGzipBomb() throws Exception {
        Path bomb = folder.resolve("bomb.jsonl.gz");
        byte[] line = ("{\"a\":\"" + "x".repeat(1 << 19) + "\"}\n").getBytes(StandardCharsets.UTF_8);
        try (OutputStream packed = new GZIPOutputStream(Files.newOutputStream(bomb))) {
            for (int i = 0; i < 200; i++) {
                packed.write(line);
            }
        }

        assertTrue(refusal(bomb).contains("unpacks to more than 250 times its size"), refusal(bomb));
    }

    @Test
    void shouldRefuseCellsOutsideOfAnySheet() throws Exception {
        Path file = workbook(
                "far.xlsx",
                part -> part.write((SHEET_START
                                + "<row r=\"1\"><c r=\"ZZZZZZ1\" t=\"str\"><v>a</v></c></row></sheetData></worksheet>")
                        .getBytes(StandardCharsets.UTF_8)));

        assertEquals("the workbook has a cell in a column beyond XFD, so it is damaged", refusal(file));
    }

    @Test
    void shouldReadWhatAFormulaLastGaveAndComputeNothing() throws Exception {
        Path file = workbook("formula.xlsx", part -> part.write((SHEET_START + """
                <row r="1"><c r="A1" t="str"><v>who</v></c><c r="B1" t="str"><v>total</v></c></row>
                <row r="2"><c r="A2" t="str"><f>WEBSERVICE("http://127.0.0.1/")</f><v>anna</v></c>
                <c r="B2"><f>1+2</f><v>3.5</v></c></row></sheetData></worksheet>
                """).getBytes(StandardCharsets.UTF_8)));

        Row row = rows(file).getFirst();

        assertEquals("anna", row.values().get("who"));
        assertEquals(3.5, row.values().get("total"));
    }

    @Test
    void shouldRefuseAWorkbookWithADocumentType() throws Exception {
        Path file = workbook(
                "dtd.xlsx",
                part -> part.write(("<!DOCTYPE x [<!ENTITY a \"boom\">]>" + SHEET_START
                                + "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>&a;</v></c></row></sheetData></worksheet>")
                        .getBytes(StandardCharsets.UTF_8)));

        assertTrue(refusal(file).startsWith("the "), refusal(file));
    }

    @Test
    void shouldRefuseEntitiesInAnEventLog() throws Exception {
        StringBuilder laughs = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE log [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 10; i++) {
            laughs.append("<!ENTITY a%d \"%s\">".formatted(i, ("&a" + (i - 1) + ";").repeat(10)));
        }
        laughs.append("]><log><trace><event><string key=\"concept:name\" value=\"&a9;\"/></event></trace></log>");
        Path external = file("external.xes", """
                <!DOCTYPE log [<!ENTITY file SYSTEM "file:///etc/hostname">]>
                <log><trace><event><string key="concept:name" value="x"/>&file;</event></trace></log>
                """);

        assertTrue(refusal(file("laughs.xes", laughs.toString())).contains("document type or entities"));
        assertTrue(refusal(external).contains("document type or entities"));
    }

    @Test
    void shouldSetAsideALineThatIsTooLong() throws Exception {
        Path jsonLines = folder.resolve("long.jsonl");
        byte[] part = "x".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(jsonLines)) {
            out.write("{\"a\":1}\n{\"a\":\"".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < 16; i++) {
                out.write(part);
            }
            out.write("\"}\n{\"a\":2}\n".getBytes(StandardCharsets.UTF_8));
        }

        List<Row> rows = rows(jsonLines);

        assertEquals(3, rows.size());
        assertEquals(
                "it is longer than 1,048,576 characters", rows.get(1).fault().orElse(""));
        assertTrue(rows.get(1).excerpt().length() < 3_000);
        assertEquals(2L, rows.get(2).values().get("a"));
        Path csv = file("long.csv", "a,b\n1,\"" + "y".repeat(6 << 20) + "\"\n2,3\n");
        assertTrue(refusal(csv).contains("a line of more than 4,194,304 characters"), refusal(csv));
    }

    @Test
    void shouldSetAsideWhatIsNotText() throws Exception {
        List<Row> rows = rows(file("nul.csv", "who,what\nanna,a\u0000b\nbruno,c\n"));
        assertEquals(
                "it holds NUL characters, so it is damaged or not text",
                rows.getFirst().fault().orElse(""));
        assertEquals("anna,a\uFFFDb", rows.getFirst().excerpt());
        assertEquals(Optional.empty(), rows.getLast().fault());

        String start = "who,what\n" + "anna,è\n".repeat(200_000);
        byte[] mixed = Arrays.copyOf(
                start.getBytes(StandardCharsets.UTF_8), start.getBytes(StandardCharsets.UTF_8).length + 4);
        mixed[mixed.length - 4] = 'x';
        mixed[mixed.length - 3] = (byte) 0xE8;
        mixed[mixed.length - 2] = ',';
        mixed[mixed.length - 1] = 'y';
        assertTrue(rows(file("mixed.csv", mixed)).getLast().fault().orElse("").startsWith("it is not UTF-8"));

        byte[] noise = new byte[50_000];
        new java.util.Random(1).nextBytes(noise);
        assertTrue(refusal(file("noise.bin", noise)).contains("not text"));
        assertTrue(refusal(file("page.html", "<html><body>x</body></html>")).contains("XML or HTML"));
        assertTrue(refusal(file("list.json", "[{\"a\": 1}]")).contains("one object a line"));
        assertTrue(refusal(file("old.xls", new byte[] {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0, 1, 2, 3, 4}))
                .contains(".xlsx"));
        assertEquals("the file is empty", refusal(file("empty.csv", "")));
    }

    @Test
    void shouldRefuseBrokenParquetAndArchives() throws Exception {
        Path parquet = file("broken.parquet", "PAR1" + "x".repeat(100) + "PAR1");
        IOException failure = assertThrows(IOException.class, () -> rows(parquet));
        assertTrue(String.valueOf(failure.getMessage()).startsWith("it is not readable as Parquet"));

        Path zip = folder.resolve("archive.zip");
        try (ZipOutputStream archive = new ZipOutputStream(Files.newOutputStream(zip))) {
            text(archive, "orders.csv", "a,b\n1,2\n");
        }
        assertTrue(refusal(zip).contains("ZIP archive, not an Excel workbook"));
    }

    @Test
    void shouldBoundAndNameColumns() throws Exception {
        String header = IntStream.range(0, 5_000).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        assertTrue(refusal(file("wide.csv", header + "\n")).contains("5,000 columns, at most 2,000"));
        String json =
                IntStream.range(0, 5_000).mapToObj(i -> "\"c" + i + "\":1").collect(Collectors.joining(","));
        assertTrue(rows(file("wide.jsonl", "{" + json + "}\n"))
                .getFirst()
                .fault()
                .orElse("")
                .contains("2,000 values"));

        Path twice = file("twice.csv", "id,name,name,,name\n1,a,b,c,d\n1,2,3,4,5,6\n");
        try (Rows rows = DetectedFile.of(twice, ReadingHints.NONE).open()) {
            assertEquals(List.of("id", "name", "name (2)", "column 4", "name (3)"), rows.columns());
            assertEquals(
                    List.of("Some columns have the same name; the later ones are called 'name (2)', 'name (3)'"),
                    rows.notes());
            assertEquals("b", rows.next().orElseThrow().text("name (2)"));
            assertTrue(rows.next().orElseThrow().fault().orElse("").startsWith("it has 6 fields, the header 5"));
        }
    }
}
