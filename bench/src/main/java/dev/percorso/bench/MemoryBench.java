package dev.percorso.bench;

import dev.percorso.engine.fold.Funnel;
import dev.percorso.engine.fold.FunnelFold;
import dev.percorso.engine.fold.FunnelResult;
import dev.percorso.engine.fold.FunnelStep;
import dev.percorso.engine.fold.PathQuery;
import dev.percorso.engine.fold.Paths;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.JourneyIndex;
import dev.percorso.engine.index.Snapshot;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The worst case for memory: a funnel of 20 steps that everyone passes, and paths of 20 steps that everyone walks, in a
 * process with little heap. Arguments: {@code --persons N}, five millions unless given. The index is built in this process
 * (4 GB of heap), the questions are asked in another one.
 *
 * <p>Bounds: a funnel with times keeps 8 bytes for each step done after the first and 8 for each conversion, so 160 a
 * person here; without times 0. Paths keep 4.13 bytes for each step after the first, 79 a person here. Blocks begun and
 * not full, and what the garbage collector needs to move things, come on top.
 */
public final class MemoryBench {
    private static final int STEPS = 20;
    private static final long START = 1_767_225_600_000L;
    private static final int MOST_IN_TAIL = 20_000_000;
    private static final double MEGABYTE = 1 << 20;

    private MemoryBench() {}

    /** Runs the benchmark; the process ends with an error when the heap does not suffice. */
    public static void main(String[] arguments) throws Exception {
        int persons = Arguments.number(arguments, "--persons", 5_000_000);
        if (arguments.length > 0 && arguments[0].equals("ask")) {
            ask(Path.of(arguments[1]), persons);
            return;
        }
        try (TemporaryFolder folder = new TemporaryFolder()) {
            build(folder.path(), persons);
            // The bound of the funnel with times, and half of it for the collector, the two results and the program.
            int heap = (int) Math.ceil(persons * 8.0 * STEPS * 1.5 / MEGABYTE) + 64;
            System.out.printf("%,d persons, %,d events; heap of %d MB%n", persons, (long) persons * STEPS, heap);
            Process asking = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx" + heap + "m",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            MemoryBench.class.getName(),
                            "ask",
                            folder.path().toString(),
                            "--persons",
                            Integer.toString(persons))
                    .inheritIO()
                    .start();
            if (asking.waitFor() != 0) {
                throw new IllegalStateException("the heap did not suffice");
            }
        }
    }

    private static void build(Path folder, int persons) throws Exception {
        try (JourneyIndex index = JourneyIndex.open(folder, IndexSettings.defaults())) {
            List<IndexedEvent> batch = new ArrayList<>();
            long sequence = 1;
            for (int person = 0; person < persons; person++) {
                for (int step = 0; step < STEPS; step++) {
                    long time = START + person * 7L + step * (1_000L + person % 997);
                    batch.add(new IndexedEvent(sequence++, person, time, BenchEvents.NAMES[step]));
                }
                if (batch.size() >= 10_000 || person == persons - 1) {
                    index.append(batch);
                    batch.clear();
                    if (index.tailEvents() >= MOST_IN_TAIL) {
                        index.compact();
                    }
                }
            }
            index.compact();
        }
    }

    private static void ask(Path folder, int persons) throws Exception {
        try (JourneyIndex index = JourneyIndex.open(folder, IndexSettings.defaults())) {
            Snapshot snapshot = index.snapshot();
            Funnel funnel = Funnel.of(
                    Arrays.stream(BenchEvents.NAMES).map(FunnelStep::of).toList(), Duration.ofDays(7));
            measure(
                    "funnel of 20 steps, counts only",
                    () -> require(persons, converted(FunnelFold.run(funnel.withoutTimes(), snapshot))));
            measure(
                    "funnel of 20 steps with all times",
                    () -> require(persons, converted(FunnelFold.run(funnel, snapshot))));
            measure("paths of 20 steps", () -> {
                Paths.Report report = new Paths(snapshot, FoldScope.everyone(), paths()).report();
                require(persons, report.paths());
                require(STEPS - 1, report.edges().size());
            });
        }
    }

    private static long converted(FunnelResult result) {
        return result.steps().getLast().count();
    }

    private static PathQuery paths() {
        return new PathQuery(
                Optional.empty(),
                Optional.empty(),
                STEPS,
                new PathQuery.Cut.Session(),
                false,
                Optional.empty(),
                BenchEvents.NAMES.length,
                List.of(),
                Optional.empty(),
                Instant.EPOCH,
                Instant.parse("2100-01-01T00:00:00Z"));
    }

    private static void measure(String what, Runnable work) {
        System.gc();
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        long start = System.nanoTime();
        work.run();
        double millis = (System.nanoTime() - start) / 1e6;
        double peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        System.out.printf("%s: %.0f ms, at most %.0f MB of heap%n", what, millis, peak / MEGABYTE);
    }

    private static void require(long expected, long found) {
        if (expected != found) {
            throw new IllegalStateException("expected %,d, found %,d".formatted(expected, found));
        }
    }
}
