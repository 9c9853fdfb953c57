package dev.percorso.engine.conform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The worked example of the manual: its journeys are read from the page, and so are the figures it states. */
class ConformanceManualTest {
    private static final Path PAGE = Path.of("..", "docs", "manual", "conformance.md");
    private static final String EVENTS = "ACPRF";
    private static final MapModel MAP = MapModel.of(
            MapStep.mandatory(0), MapStep.mandatory(1), MapStep.mandatory(2).failingBy(4), MapStep.mandatory(3));

    @Test
    void shouldStateTheFiguresOfItsJourneys() throws IOException {
        TraceLogBuilder builder = new TraceLogBuilder();
        Aligner aligner = new Aligner(MAP);
        for (List<String> row : table("| journeys | events |")) {
            int[] trace = Arrays.stream(row.get(1).split(" "))
                    .mapToInt(EVENTS::indexOf)
                    .toArray();
            Alignment alignment = aligner.align(trace);
            assertEquals(row.get(2), Integer.toString(alignment.cost()), row.toString());
            assertEquals(row.get(3), text(alignment.fitness()), row.toString());
            builder.addCases(Integer.parseInt(row.get(0)), trace);
        }
        TraceLog log = builder.build();
        ConformanceReport report = Conformance.check(MAP, log);
        ConformanceReport allowing = Conformance.check(MAP, log, Set.of(new Deviation.Missing(1)));

        Map<String, String> figures = new LinkedHashMap<>();
        figures.put("fitness", text(report.measures().meanTraceFitness()));
        figures.put("log fitness", text(report.measures().logFitness()));
        figures.put("follow the map", text(report.measures().conformanceRate()));
        figures.put("precision", text(report.measures().precision()));
        figures.put(
                "follow the map, skipping C allowed", text(allowing.measures().conformanceRate()));
        figures.put("log fitness, skipping C allowed", text(allowing.measures().logFitness()));
        assertEquals(figures, stated("| figure | value |"));

        Map<String, String> deviations = new LinkedHashMap<>();
        report.deviations().forEach(count -> deviations.put(name(count.deviation()), Long.toString(count.cases())));
        assertEquals(deviations, stated("| deviation | journeys |"));
    }

    private static String name(Deviation deviation) {
        return switch (deviation) {
            case Deviation.Missing(int step) -> "missing " + EVENTS.charAt(step);
            case Deviation.OutOfOrder(int step) -> "out of order " + EVENTS.charAt(step);
            case Deviation.Failed(int step) -> "failed " + EVENTS.charAt(step);
            case Deviation.AdHoc(int symbol) -> "off the map " + EVENTS.charAt(symbol);
        };
    }

    private static Map<String, String> stated(String header) throws IOException {
        Map<String, String> stated = new LinkedHashMap<>();
        table(header).forEach(row -> stated.put(row.get(0), row.get(1)));
        return stated;
    }

    /** The rows of the page's table that starts so. */
    private static List<List<String>> table(String header) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        List<List<String>> rows = new ArrayList<>();
        int at = 2;
        while (!lines.get(at - 2).startsWith(header)) {
            at++;
        }
        for (; lines.get(at).startsWith("|"); at++) {
            rows.add(Arrays.stream(lines.get(at).split("\\|"))
                    .map(String::strip)
                    .filter(cell -> !cell.isEmpty())
                    .toList());
        }
        return rows;
    }

    private static String text(double figure) {
        return String.format(Locale.ROOT, "%.3f", figure);
    }
}
