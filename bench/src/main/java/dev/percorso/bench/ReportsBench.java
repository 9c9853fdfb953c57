package dev.percorso.bench;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Every report of the sample shop as the first one after a start, and once more: the server is started anew for each, so
 * that no other report has loaded its classes or columns. The year that ends with the newest event is asked for, beside
 * the year before. Arguments: {@code --starts N} for each report (1), of which the slowest
 * counts, and {@code --report KIND} for one alone.
 */
public final class ReportsBench {
    private static final int TARGET_MILLIS = 500;

    private ReportsBench() {}

    private record Report(String kind, Map<String, Object> settings) {}

    private static Map<String, Object> event(String name) {
        return Map.of("event", name);
    }

    private static List<Report> reports() {
        List<Map<String, Object>> steps = new ArrayList<>();
        for (String name : List.of("Product Viewed", "Product Added", "Checkout Started", "Order Completed")) {
            steps.add(Map.of("any", List.of(event(name))));
        }
        Map<String, Object> byChannel = Map.of("kind", "event", "name", "channel");
        return List.of(
                new Report("overview", Map.of()),
                new Report("events", Map.of("match", event("Product Viewed"), "measure", "count")),
                new Report("funnel", Map.of("steps", steps, "trend", "week")),
                new Report("paths", Map.of()),
                new Report("process", Map.of()),
                new Report("retention", Map.of("period", "week")),
                new Report("cohorts", Map.of("period", "week", "breakdown", byChannel)),
                new Report("lifecycle", Map.of("interval", "week")),
                new Report("stickiness", Map.of("interval", "week")),
                new Report("pages", Map.of()),
                new Report("acquisition", Map.of("dimension", "channel")),
                new Report("stages", Map.of()),
                new Report("commerce", Map.of()),
                new Report("attribution", Map.of()),
                new Report("together", Map.of("property", "product_id", "match", event("Product Viewed"))),
                new Report("surveys", Map.of()));
    }

    /** Runs the benchmark. */
    public static void main(String[] arguments) throws Exception {
        int starts = Arguments.number(arguments, "--starts", 1);
        Verdicts verdicts = new Verdicts();
        System.out.println(Machine.describe());
        try (TemporaryFolder folder = new TemporaryFolder()) {
            try (Server first = new Server(folder.path(), Map.of())) {
                // So that the next starts find event files and index at rest.
                Thread.sleep(5_000);
                System.out.printf("sample shop made in %.1f s%n", first.startMillis / 1e3);
            }
            Optional<String> only = Arguments.text(arguments, "--report");
            List<Report> asked = reports().stream()
                    .filter(report -> only.isEmpty() || only.get().equals(report.kind()))
                    .toList();
            for (Report report : asked) {
                double slowest = 0;
                double again = 0;
                for (int start = 0; start < starts; start++) {
                    double[] millis = ask(folder.path(), report);
                    slowest = Math.max(slowest, millis[0]);
                    again = Math.max(again, millis[1]);
                }
                System.out.printf("%s: first %.0f ms, then %.0f ms%n", report.kind(), slowest, again);
                verdicts.atMost("first " + report.kind(), slowest, TARGET_MILLIS, " ms");
            }
        }
        verdicts.print();
    }

    /** Milliseconds of the first request after a start, and of the same one after it. */
    private static double[] ask(Path data, Report report) throws Exception {
        try (Server server = new Server(data, Map.of())) {
            JsonNode shop = server.get("/api/workspaces").get(0);
            LocalDate to = LocalDate.parse(shop.get("eventsTo").asString());
            Map<String, Object> body = new LinkedHashMap<>(report.settings());
            body.put(
                    "scope",
                    Map.of(
                            "from", to.minusYears(1).plusDays(1).toString(),
                            "to", to.toString(),
                            "compare", "previous"));
            String path =
                    "/api/workspaces/%s/reports/%s".formatted(shop.get("id").asString(), report.kind());
            double[] millis = new double[2];
            for (int time = 0; time < millis.length; time++) {
                long begun = System.nanoTime();
                server.post(path, body);
                millis[time] = (System.nanoTime() - begun) / 1e6;
            }
            return millis;
        }
    }
}
