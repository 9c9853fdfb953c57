package dev.percorso.bench;

import dev.percorso.engine.fold.Funnel;
import dev.percorso.engine.fold.FunnelFold;
import dev.percorso.engine.fold.FunnelResult;
import dev.percorso.engine.fold.FunnelStep;
import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.JourneyIndex;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.segment.ConditionEvaluator;
import dev.percorso.engine.segment.PersonSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Builds an index, runs a five-step funnel of seven days on it and in DuckDB side by side, and checks that the counts
 * are the same. Arguments: {@code --events N --persons N --repeat N}.
 */
public final class FunnelBench {
    private static final int STEPS = 5;
    private static final Duration WINDOW = Duration.ofDays(7);
    private static final int BATCH = 10_000;
    private static final int CLICKHOUSE_RUNS = 9;

    private record Measured(Timing times, List<Long> counts) {}

    private FunnelBench() {}

    /** Runs the benchmark; the process ends with an error when the counts differ. */
    public static void main(String[] arguments) throws Exception {
        int count = Arguments.number(arguments, "--events", 20_000_000);
        int persons = Arguments.number(arguments, "--persons", 1_000_000);
        int repeat = Arguments.number(arguments, "--repeat", 15);
        int threads = Runtime.getRuntime().availableProcessors();
        System.out.printf("%,d events, %,d persons, %s%n", count, persons, Machine.describe());
        BenchEvents events = new BenchEvents(count, persons, 42);
        try (TemporaryFolder folder = new TemporaryFolder()) {
            build(events, folder.path().resolve("funnel"));
            Measured ours = measureIndex(folder.path().resolve("funnel"), repeat);
            OnePersonBench.run(folder.path().resolve("person"));
            measureDuck(events, threads, folder.path().resolve("duck"), ours);
            measureClickHouse(folder.path().resolve("duck"), ours);
        }
    }

    private static void build(BenchEvents events, Path folder) throws IOException {
        long start = System.nanoTime();
        try (JourneyIndex index = JourneyIndex.open(folder, IndexSettings.defaults())) {
            List<IndexedEvent> batch = new ArrayList<>(BATCH);
            for (int row = 0; row < events.size(); row++) {
                batch.add(new IndexedEvent(row + 1L, events.persons[row], events.times[row], events.name(row)));
                if (batch.size() == BATCH || row == events.size() - 1) {
                    index.append(batch);
                    batch.clear();
                }
            }
            double appended = seconds(start);
            index.compact();
            double total = seconds(start);
            System.out.printf(
                    "build: %.2f s (append %.2f s, compact %.2f s) = %.2f M events/s; core %.2f bytes/event%n",
                    total,
                    appended,
                    total - appended,
                    events.size() / total / 1e6,
                    (double) index.coreBytes() / events.size());
        }
    }

    private static Measured measureIndex(Path folder, int repeat) throws Exception {
        long start = System.nanoTime();
        try (JourneyIndex index = JourneyIndex.open(folder, IndexSettings.defaults())) {
            System.out.printf("open: %.3f s%n", seconds(start));
            Snapshot snapshot = index.snapshot();
            Funnel funnel = funnel();
            FunnelResult result = FunnelFold.run(funnel, snapshot);
            Timing ours = Timing.of(repeat, () -> FunnelFold.run(funnel, snapshot));
            List<Long> counts =
                    result.steps().stream().map(FunnelResult.Step::count).toList();
            System.out.printf(
                    "funnel, index: %s, counts %s, median time to convert %.2f h%n",
                    ours, counts, result.converted().median() / 3.6e6);
            ConditionEvaluator evaluator = new ConditionEvaluator(
                    OnePersonBench.tenConditions(), snapshot, Instant.parse("2026-04-01T00:00:00Z"));
            PersonSet[] segment = new PersonSet[1];
            Timing everyone = Timing.of(repeat, () -> segment[0] = evaluator.everyone());
            System.out.printf("segment of 10 conditions over everyone: %s, %,d persons%n", everyone, segment[0].size());
            return new Measured(ours, counts);
        }
    }

    private static void measureDuck(BenchEvents events, int threads, Path folder, Measured ours) throws Exception {
        long start = System.nanoTime();
        try (DuckFunnel duck = new DuckFunnel(events, threads, folder)) {
            System.out.printf("DuckDB %s: loaded in %.1f s%n", duck.version(), seconds(start));
            List<List<Long>> counts = new ArrayList<>();
            Timing times = Timing.of(3, () -> counts.add(duck.counts(STEPS, WINDOW.toMillis())));
            System.out.printf("funnel, DuckDB: %s, counts %s%n", times, counts.getFirst());
            if (!counts.stream().allMatch(ours.counts()::equals)) {
                throw new IllegalStateException(
                        "the counts differ: index " + ours.counts() + ", DuckDB " + counts.getFirst());
            }
            Path parquet = folder.resolve("events.parquet");
            Files.createDirectories(folder);
            duck.export(parquet);
            System.out.printf(
                    "counts identical; the index is %.0f times as fast as DuckDB by medians, %.0f by best runs,"
                            + " %.0f by processor time%n",
                    times.median() / ours.times().median(),
                    times.best() / ours.times().best(),
                    times.processor() / ours.times().processor());
        }
    }

    /** ClickHouse runs in Node, because its engine comes as a package for it. */
    private static void measureClickHouse(Path folder, Measured ours) throws IOException, InterruptedException {
        Path home = Path.of("bench", "clickhouse");
        if (!Files.isDirectory(home.resolve("node_modules"))) {
            System.out.println("ClickHouse: skipped; 'npm ci --prefix bench/clickhouse' brings its engine");
            return;
        }
        Process process = new ProcessBuilder(
                        "node",
                        home.resolve("funnel.mjs").toString(),
                        folder.resolve("events.parquet").toString(),
                        Integer.toString(STEPS),
                        Long.toString(WINDOW.toMillis()),
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
        System.out.printf(
                "counts identical; the index is %.0f times as fast as ClickHouse by medians, %.0f by best runs%n",
                times[times.length / 2] / ours.times().median(),
                times[0] / ours.times().best());
    }

    private static Funnel funnel() {
        return Funnel.of(
                IntStream.range(0, STEPS)
                        .mapToObj(step -> FunnelStep.of(BenchEvents.NAMES[step]))
                        .toList(),
                WINDOW);
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
