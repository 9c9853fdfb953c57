package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.SmallShop.asking;
import static dev.percorso.server.analyze.SmallShop.step;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.analyze.ReportTable.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Reports as files. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportExportTest {
    private static final Map<String, Object> ORDERS = Map.of("event", "Order Completed");

    private SmallShop shop;

    @SuppressWarnings("NullAway.Init") // JUnit calls open() first
    ReportExportTest() {}

    @BeforeAll
    void open(@TempDir Path data) throws Exception {
        shop = SmallShop.open(data);
        shop.answerSurvey();
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @ParameterizedTest
    @EnumSource(SavedReport.Kind.class)
    void shouldWriteEveryReportInBothLanguages(SavedReport.Kind kind) throws Exception {
        // given
        String name = dev.percorso.server.http.Json.MAPPER.valueToTree(kind).asString();
        Map<String, Object> request = asking(
                switch (kind) {
                    case EVENTS -> Map.of("match", ORDERS, "measure", "count");
                    case FUNNEL -> Map.of("steps", List.of(step("Product Viewed"), step("Order Completed")));
                    case RETENTION -> Map.of("period", "day");
                    case TOGETHER -> Map.of("match", Map.of("event", "Page Viewed"), "property", "path", "least", 1);
                    case COHORTS -> Map.of("period", "day", "breakdown", Map.of("kind", "event", "name", "channel"));
                    default -> Map.of();
                });

        // when
        Answer csv = shop.post("/reports/" + name + "/export?format=csv&language=it", request);
        Answer xlsx = shop.post("/reports/" + name + "/export?format=xlsx", request);

        // then
        assertEquals(200, csv.status(), csv.text());
        assertTrue(records(csv.text()).size() > 1, csv.text());
        assertEquals(200, xlsx.status());
    }

    @Test
    void shouldWriteTheFiguresOfTheReport() throws Exception {
        // when
        Answer answer = shop.post("/reports/acquisition/export?format=csv", asking(Map.of()));

        // then
        List<CsvRecord> records = records(answer.text());
        assertEquals(
                List.of(
                        "Origin",
                        "Visitors",
                        "Sessions",
                        "Engaged sessions",
                        "Bounce rate",
                        "Conversions",
                        "Conversion rate",
                        "95 % from",
                        "95 % to",
                        "Revenue"),
                records.getFirst().getFields());
        assertEquals(List.of("email", "2", "2"), records.get(2).getFields().subList(0, 3));
        assertEquals("0.5", records.get(2).getField(6));
        assertEquals("50", records.get(2).getField(9));
    }

    @Test
    void shouldRefuseWhatItCannotWrite() throws Exception {
        // when
        Answer kind = shop.post("/reports/horoscope/export", asking(Map.of()));
        Answer format = shop.post("/reports/pages/export?format=pdf", asking(Map.of()));
        Answer request = shop.post("/reports/pages/export", Map.of());

        // then
        assertEquals(422, kind.status());
        assertTrue(kind.text().contains("'horoscope' is not right; expected is one of overview"), kind.text());
        assertTrue(format.text().contains("one of csv, xlsx"), format.text());
        assertTrue(request.text().contains("'scope' is missing"), request.text());
    }

    @Test
    void shouldKeepSpreadsheetsFromTakingTextsForFormulas(@TempDir Path folder) throws Exception {
        // given
        ReportTable table = ReportTable.named("pages")
                .columns(Format.TEXT, "page")
                .columns(Format.NUMBER, "pageViews")
                .columns(Format.SHARE, "bounceRate")
                .columns(Format.DAY, "from")
                .row("=HYPERLINK(\"https://evil.example\")", -3, 0.25, "2025-03-30")
                .row("@SUM(A1)", 4L, 1.0 / 3, "2025-03-30T03:00")
                .row("plain, \"quoted\" è", 5.0)
                .done();

        // when
        List<CsvRecord> csv = records(text(ReportFile.csv("pages", table, ReportWords.in(ReportWords.Language.EN))));
        ReportFile workbook = ReportFile.xlsx("pages", List.of(table), ReportWords.in(ReportWords.Language.EN));
        String sheet = part(workbook, "xl/worksheets/sheet1.xml", folder);

        // then
        assertEquals(
                List.of("'=HYPERLINK(\"https://evil.example\")", "-3", "0.25", "2025-03-30"),
                csv.get(1).getFields());
        assertEquals("'@SUM(A1)", csv.get(2).getField(0));
        assertEquals(List.of("plain, \"quoted\" è", "5", "", ""), csv.get(3).getFields());
        assertFalse(sheet.contains("<f>"), "no formula in the workbook");
        assertTrue(sheet.contains("<v>-3</v>") && sheet.contains("<v>0.25</v>"), sheet);
        assertTrue(sheet.contains("<v>45746"), "30 March 2025 is a date: " + sheet);
    }

    @Test
    void shouldHaveTheSameWordsInBothLanguages() throws IOException {
        assertEquals(keys("en"), keys("it"));
    }

    private static List<String> keys(String language) throws IOException {
        try (var file = ReportExportTest.class.getResourceAsStream("/report-words/" + language + ".properties")) {
            String words = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return words.lines()
                    .filter(line -> line.contains("="))
                    .map(line -> line.substring(0, line.indexOf('=')))
                    .sorted()
                    .toList();
        }
    }

    private static String text(ReportFile file) {
        return new String(file.content(), StandardCharsets.UTF_8);
    }

    private static List<CsvRecord> records(String csv) {
        assertEquals('\uFEFF', csv.charAt(0));
        try (Stream<CsvRecord> records = CsvReader.builder().ofCsvRecord(csv.substring(1)).stream()) {
            return records.toList();
        }
    }

    /** One part of a workbook, opened as spreadsheets do it: by the directory at its end. */
    private static String part(ReportFile file, String name, Path folder) throws IOException {
        Path path = Files.write(folder.resolve(file.name()), file.content());
        try (ZipFile zip = new ZipFile(path.toFile())) {
            return new String(zip.getInputStream(zip.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
