package dev.percorso.bench;

import dev.percorso.engine.fold.Funnel;
import dev.percorso.engine.fold.FunnelFold;
import dev.percorso.engine.fold.FunnelResult;
import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.JourneyIndex;
import dev.percorso.engine.index.Snapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Builds an index, runs a five-step funnel of seven days on it and in DuckDB side by side, and checks that the counts
 * are the same. Arguments: {@code --events N --persons N --repeat N}.
 */
public final class FunnelBench {
    private static final int CLICKHOUSE_RUNS = 9;

    private record Measured(Timing timed, Timing counted, List<Long> counts) {}

    private FunnelBench() {}

    /** Runs the benchmark; the process ends with an error when the counts differ. */
    public static void main(String[] arguments) throws Exception {
        Verdicts verdicts = new Verdicts();
        run(arguments, verdicts);
        verdicts.print();
    }

    static void run(String[] arguments, Verdicts verdicts) throws Exception {
        int count = Arguments.number(arguments, "--events", 20_000_000);
        int persons = Arguments.number(arguments, "--persons", 1_000_000);
        int repeat = Arguments.number(arguments, "--repeat", 15);
        int threads = Runtime.getRuntime().availableProcessors();
        System.out.printf("%,d events, %,d persons, %s%n", count, persons, Machine.describe());
        BenchEvents events = new BenchEvents(count, persons, 42);
        try (TemporaryFolder folder = new TemporaryFolder()) {
            build(events, folder.path().resolve("funnel"), verdicts);
            Measured ours = measureIndex(folder.path().resolve("funnel"), repeat, verdicts);
            OnePersonBench.run(folder.path().resolve("person"), verdicts);
            measureDuck(events, threads, folder.path().resolve("duck"), ours, verdicts);
            measureClickHouse(folder.path().resolve("duck"), ours, verdicts);
        }
    }

    private static void build(BenchEvents events, Path folder, Verdicts verdicts) throws IOException {
        BenchIndex.Built built = BenchIndex.build(events, folder, false);
        double rate = built.eventsPerSecond(events.size()) / 1e6;
        System.out.printf(
                "build: append %.2f s, compact %.2f s = %.2f M events/s; core %.2f bytes/event%n",
                built.appendSeconds(), built.compactSeconds(), rate, built.coreBytes());
        verdicts.atLeast("build", rate, 3, " M events/s");
        verdicts.atMost("core of the index", built.coreBytes(), 16, " bytes/event");
    }

    private static Measured measureIndex(Path folder, int repeat, Verdicts verdicts) throws Exception {
        long start = System.nanoTime();
        try (JourneyIndex index = JourneyIndex.open(folder, IndexSettings.defaults())) {
            double open = seconds(start);
            System.out.printf("open: %.3f s%n", open);
            verdicts.atMost("open", open, 2, " s");
            Snapshot snapshot = index.snapshot();
            Funnel funnel = Analyses.funnelOf();
            Funnel countsOnly = funnel.withoutTimes();
            FunnelResult result = FunnelFold.run(funnel, snapshot);
            Timing timed = Timing.of(repeat, () -> FunnelFold.run(funnel, snapshot));
            Timing counted = Timing.of(repeat, () -> FunnelFold.run(countsOnly, snapshot));
            List<Long> counts = counts(result);
            if (!counts.equals(counts(FunnelFold.run(countsOnly, snapshot)))) {
                throw new IllegalStateException("the counts differ with and without times");
            }
            System.out.printf(
                    "funnel with all times, index: %s, counts %s, median time to convert %.2f h%n",
                    timed, counts, result.converted().median() / 3.6e6);
            System.out.printf("funnel, counts only, index: %s%n", counted);
            verdicts.atMost("funnel, 5 steps, 7 days, with all times", timed.median(), 100, " ms");
            verdicts.atMost("funnel, counts only", counted.median(), 100, " ms");
            return new Measured(timed, counted, counts);
        }
    }

    private static List<Long> counts(FunnelResult result) {
        return result.steps().stream().map(FunnelResult.Step::count).toList();
    }

    private static void measureDuck(BenchEvents events, int threads, Path folder, Measured ours, Verdicts verdicts)
            throws Exception {
        long start = System.nanoTime();
        try (DuckFunnel duck = new DuckFunnel(events, threads, folder)) {
            System.out.printf("DuckDB %s: loaded in %.1f s%n", duck.version(), seconds(start));
            List<List<Long>> counts = new ArrayList<>();
            Timing times = Timing.of(
                    3, () -> counts.add(duck.counts(Analyses.FUNNEL_STEPS, Analyses.FUNNEL_WINDOW.toMillis())));
            System.out.printf("funnel, DuckDB: %s, counts %s%n", times, counts.getFirst());
            if (!counts.stream().allMatch(ours.counts()::equals)) {
                throw new IllegalStateException(
                        "the counts differ: index " + ours.counts() + ", DuckDB " + counts.getFirst());
            }
            Path parquet = folder.resolve("events.parquet");
            Files.createDirectories(folder);
            duck.export(parquet);
            compare("DuckDB", times.median(), times.best(), ours, 100, verdicts);
        }
    }

    /** The other engines give counts, so counts are what the target is about; the times come on top here. */
    private static void compare(
            String engine, double median, double best, Measured ours, int target, Verdicts verdicts) {
        System.out.printf(
                "counts identical; %s takes %.0f times as long by medians, %.0f by best runs; when the index notes all"
                        + " times too, %.0f and %.0f%n",
                engine,
                median / ours.counted().median(),
                best / ours.counted().best(),
                median / ours.timed().median(),
                best / ours.timed().best());
        verdicts.atLeast(
                "times faster than " + engine + ", counts only",
                median / ours.counted().median(),
                target,
                "");
        verdicts.atLeast(
                "times faster than " + engine + ", with all times",
                median / ours.timed().median(),
                target,
                "");
        verdicts.holds("counts identical with " + engine, true);
    }

    /** ClickHouse runs in Node, because its engine comes as a package for it. */
    private static void measureClickHouse(Path folder, Measured ours, Verdicts verdicts)
            throws IOException, InterruptedException {
        Path home = Path.of("bench", "clickhouse");
        if (!Files.isDirectory(home.resolve("node_modules"))) {
            System.out.println("ClickHouse: skipped; 'npm ci --prefix bench/clickhouse' brings its engine");
            return;
        }
        Process process = new ProcessBuilder(
                        "node",
                        home.resolve("funnel.mjs").toString(),
                        folder.resolve("events.parquet").toString(),
                        Integer.toString(Analyses.FUNNEL_STEPS),
                        Long.toString(Analyses.FUNNEL_WINDOW.toMillis()),
                        Integer.toString(CLICKHOUSE_RUNS))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IllegalStateException("ClickHouse failed: " + told);
        }
        JsonNode answer = new JsonMapper().readTree(told);
        double[] times = answer.get("times")
                .valueStream()
                .mapToDouble(JsonNode::asDouble)
                .sorted()
                .toArray();
        List<Long> counts =
                answer.get("counts").valueStream().map(JsonNode::asLong).toList();
        System.out.printf(
                "funnel, ClickHouse %s: median %.1f ms, best %.1f ms, counts %s%n",
                answer.get("version").asString(), times[times.length / 2], times[0], counts);
        if (!counts.equals(ours.counts())) {
            throw new IllegalStateException("the counts differ: index " + ours.counts() + ", ClickHouse " + counts);
        }
        compare("ClickHouse", times[times.length / 2], times[0], ours, 10, verdicts);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
