package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.SmallShop.asking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.percorso.server.OpenApi;
import dev.percorso.server.RunningPercorso.Answer;
import dev.percorso.server.collect.files.DetectedFile;
import dev.percorso.server.collect.files.FileFormat;
import dev.percorso.server.collect.files.ReadingHints;
import dev.percorso.server.collect.files.Row;
import dev.percorso.server.collect.files.Rows;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The sessions of {@link SmallShop} as a map; P stands for Page Viewed, V for Product Viewed and so on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProcessReportTest {
    private final OpenApi api = OpenApi.load();
    private SmallShop shop;

    @SuppressWarnings("NullAway.Init") // JUnit calls open() first
    ProcessReportTest() {}

    @BeforeAll
    void open(@TempDir Path data) throws Exception {
        shop = SmallShop.open(data);
    }

    @AfterAll
    void close() {
        shop.close();
    }

    @Test
    void shouldDrawWhatFollowsWhat() throws Exception {
        // when
        JsonNode result = report(Map.of("edges", 1));

        // then: sessions PVPCO, P, PV, PVC, PV, PCO, P
        assertEquals(7, result.get("cases").asLong());
        assertEquals(
                Map.of("P>V", "4/3", "V>P", "1/1", "P>C", "2/2", "C>O", "2/2", "V>C", "1/1"),
                result.get("edges")
                        .valueStream()
                        .collect(Collectors.toMap(
                                edge -> letter(edge.get("from")) + ">" + letter(edge.get("to")),
                                edge -> edge.get("count").asLong() + "/"
                                        + edge.get("persons").asLong())));
        JsonNode page = result.at("/activities/0");
        assertEquals("Page Viewed", page.get("label").asString());
        assertEquals(8, page.get("occurrences").asLong());
        assertEquals(7, page.get("starts").asLong());
        assertEquals(2, page.get("ends").asLong());
        assertEquals(4, page.get("persons").asLong());
    }

    @Test
    void shouldListVariantsWithTheirTime() throws Exception {
        // when
        JsonNode result = report(Map.of());

        // then
        assertEquals(5, result.get("distinctVariants").asLong());
        assertEquals(2.0 / 7, result.at("/variants/0/share").asDouble(), 1e-9);
        Map<String, String> variants = new LinkedHashMap<>();
        result.get("variants")
                .forEach(variant -> variants.put(
                        variant.get("labels")
                                .valueStream()
                                .map(ProcessReportTest::letter)
                                .collect(Collectors.joining()),
                        variant.get("count").asString() + " in "
                                + variant.get("medianSeconds").asString()));
        assertEquals(
                Map.of(
                        "P",
                        "2 in 0.0",
                        "PV",
                        "2 in 60.0",
                        "PVPCO",
                        "1 in 300.0",
                        "PVC",
                        "1 in 600.0",
                        "PCO",
                        "1 in 120.0"),
                variants);
    }

    @Test
    void shouldCutJourneysByTheirGapAndLength() throws Exception {
        // when
        JsonNode whole = report(Map.of("per", "journey", "least", 2));
        JsonNode days = report(Map.of("per", "journey", "gap", "PT26H", "edges", 0));

        // then: dario saw one page only; of the others, only anna pauses for longer than 26 hours
        assertEquals(3, whole.get("cases").asLong());
        assertEquals(5, days.get("cases").asLong());
    }

    @Test
    void shouldShowThePeopleBehindEveryPart() throws Exception {
        assertEquals(2, people(Map.of("label", "Order Completed")));
        assertEquals(3, people(Map.of("label", "Page Viewed", "toLabel", "Product Viewed")));
        assertEquals(4, people(Map.of("label", "", "toLabel", "Page Viewed")));
        assertEquals(2, people(Map.of("label", "Product Viewed", "toLabel", "")));
        assertEquals(2, people(Map.of("sequence", List.of("Page Viewed"))));
    }

    @Test
    void shouldGiveItsCasesAsAnEventLogThatIsReadAgain(@TempDir Path folder) throws Exception {
        // when
        Answer answer = shop.post("/reports/process/log", asking(Map.of("least", 2)));

        // then
        assertEquals(200, answer.status(), answer.text());
        assertEquals(
                "attachment; filename=\"journeys.xes\"",
                answer.header("content-disposition").orElse(""));
        assertFalse(answer.text().contains("anna"), "who it was");
        Path file = Files.write(folder.resolve("journeys.xes"), answer.raw().body());
        DetectedFile detected = DetectedFile.of(file, ReadingHints.NONE);
        assertEquals(FileFormat.XES, detected.format());
        Map<String, String> cases = new TreeMap<>();
        Set<String> times = new HashSet<>();
        Set<String> persons = new HashSet<>();
        try (Rows rows = detected.open()) {
            for (Optional<Row> row = rows.next(); row.isPresent(); row = rows.next()) {
                cases.merge(
                        row.get().text("case:concept:name"), letter(row.get().text("concept:name")), String::concat);
                times.add(row.get().text("time:timestamp"));
                persons.add(row.get().text("case:person"));
            }
        }
        assertEquals(
                List.of("PCO", "PV", "PV", "PVC", "PVPCO"),
                cases.values().stream().sorted().toList());
        assertEquals(3, persons.size());
        assertTrue(times.contains("2025-03-29T09:00:05.000Z"), times.toString());
    }

    private long people(Map<String, Object> part) throws Exception {
        Map<String, Object> query = new LinkedHashMap<>(part);
        query.put("kind", "process");
        query.put("process", asking(Map.of()));
        Answer answer = shop.post("/reports/people", query);
        assertEquals(200, answer.status(), answer.text());
        return answer.json().get("total").asLong();
    }

    private JsonNode report(Map<String, Object> fields) throws Exception {
        Answer answer = shop.post("/reports/process", asking(fields));
        assertEquals(200, answer.status(), answer.text());
        assertEquals(List.of(), api.faults("ProcessResult", answer.json()));
        return answer.json();
    }

    private static String letter(JsonNode label) {
        return letter(label.asString());
    }

    private static String letter(String label) {
        return switch (label) {
            case "Page Viewed" -> "P";
            case "Product Viewed" -> "V";
            case "Checkout Started" -> "C";
            case "Order Completed" -> "O";
            default -> label;
        };
    }
}
