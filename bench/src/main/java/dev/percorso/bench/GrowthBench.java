package dev.percorso.bench;

import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.JourneyIndex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the time of each analysis grows with the events, 20 of them a person. Arguments: {@code --events N}, {@code
 * --repeat N}. The medians go into {@code docs/images/growth.csv} in place of those of an earlier run with as many events,
 * and the plot {@code docs/images/growth.svg} is drawn from all that stand there.
 */
public final class GrowthBench {
    private static final Path RESULTS = Path.of("docs", "images", "growth.csv");
    private static final Path PLOT = Path.of("docs", "images", "growth.svg");
    private static final int EVENTS_EACH = 20;

    private GrowthBench() {}

    public static void main(String[] arguments) throws Exception {
        int count = Arguments.number(arguments, "--events", 20_000_000);
        int repeat = Arguments.number(arguments, "--repeat", 7);
        System.out.printf("%,d events, %,d persons, %s%n", count, count / EVENTS_EACH, Machine.describe());
        List<GrowthPlot.Point> points = new ArrayList<>(earlier());
        points.removeIf(point -> point.events() == count);
        try (TemporaryFolder folder = new TemporaryFolder()) {
            build(count, folder.path());
            long opening = System.nanoTime();
            try (JourneyIndex index = JourneyIndex.open(folder.path(), IndexSettings.defaults())) {
                System.out.printf("open: %.3f s%n", (System.nanoTime() - opening) / 1e9);
                for (Analyses.Question question : Analyses.all()) {
                    Analyses analyses = new Analyses(index.snapshot());
                    Timing timing = Timing.of(repeat, () -> question.asked().of(analyses));
                    System.out.printf(
                            Locale.ROOT,
                            "%s: %s, %.2f ns/event%n",
                            question.name(),
                            timing,
                            timing.median() * 1e6 / count);
                    points.add(new GrowthPlot.Point(question.name(), count, timing.median()));
                }
            }
        }
        write(points);
    }

    private static void build(int count, Path folder) throws IOException {
        BenchIndex.Built built = BenchIndex.build(new BenchEvents(count, count / EVENTS_EACH, 42), folder, true);
        System.out.printf(
                "build with properties: %.1f s = %.2f M events/s; core %.2f bytes/event%n",
                built.appendSeconds() + built.compactSeconds(), built.eventsPerSecond(count) / 1e6, built.coreBytes());
    }

    private static List<GrowthPlot.Point> earlier() throws IOException {
        if (!Files.exists(RESULTS)) {
            return List.of();
        }
        return Files.readAllLines(RESULTS).stream()
                .skip(1)
                .map(line -> line.split(";", -1))
                .map(fields ->
                        new GrowthPlot.Point(fields[0], Integer.parseInt(fields[1]), Double.parseDouble(fields[2])))
                .toList();
    }

    private static void write(List<GrowthPlot.Point> points) throws IOException {
        StringBuilder lines = new StringBuilder("analysis;events;milliseconds\n");
        for (GrowthPlot.Point point : points) {
            lines.append(
                    String.format(Locale.ROOT, "%s;%d;%.3f%n", point.analysis(), point.events(), point.milliseconds()));
        }
        Files.createDirectories(PLOT.getParent());
        Files.writeString(RESULTS, lines, StandardCharsets.UTF_8);
        Files.writeString(PLOT, new GrowthPlot(points).svg(), StandardCharsets.UTF_8);
        System.out.println("wrote " + PLOT);
    }
}
