package dev.percorso.bench;

import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.JourneyIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/**
 * Every analysis over everyone, each beside the same question in DuckDB, with the answers compared. Arguments: {@code
 * --events N --persons N --repeat N --duck-runs N}; without runs of DuckDB nothing is compared.
 */
public final class AnalysesBench {
    private static final double TOLERANCE = 1e-9;
    private static final int NO_TARGET = 0;
    private static final int TARGET_MILLIS = 300;

    private final int repeat;
    private final int duckRuns;
    private final Verdicts verdicts;

    private AnalysesBench(int repeat, int duckRuns, Verdicts verdicts) {
        this.repeat = repeat;
        this.duckRuns = duckRuns;
        this.verdicts = verdicts;
    }

    private interface Question {
        Map<String, Double> ask() throws Exception;
    }

    /** Runs the benchmark; the process ends with an error when two answers differ. */
    public static void main(String[] arguments) throws Exception {
        Verdicts verdicts = new Verdicts();
        run(arguments, verdicts);
        verdicts.print();
    }

    static void run(String[] arguments, Verdicts verdicts) throws Exception {
        int count = Arguments.number(arguments, "--events", 20_000_000);
        int persons = Arguments.number(arguments, "--persons", 1_000_000);
        System.out.printf("%,d events, %,d persons, %s%n", count, persons, Machine.describe());
        BenchEvents events = new BenchEvents(count, persons, 42);
        try (TemporaryFolder folder = new TemporaryFolder()) {
            BenchIndex.build(events, folder.path().resolve("index"), true);
            try (JourneyIndex index = JourneyIndex.open(folder.path().resolve("index"), IndexSettings.defaults());
                    DuckAnalyses duck = new DuckAnalyses(
                            events,
                            Runtime.getRuntime().availableProcessors(),
                            folder.path().resolve("duck"))) {
                new AnalysesBench(
                                Arguments.number(arguments, "--repeat", 15),
                                Arguments.number(arguments, "--duck-runs", 3),
                                verdicts)
                        .compareAll(new Analyses(index.snapshot()), duck);
            }
        }
    }

    private void compareAll(Analyses index, DuckAnalyses duck) throws Exception {
        compare(
                "paths, %d steps by session".formatted(Analyses.PATH_STEPS),
                TARGET_MILLIS,
                index::paths,
                () -> duck.paths(Analyses.PATH_STEPS));
        compare(
                "retention, %d weeks".formatted(Analyses.WEEKS),
                TARGET_MILLIS,
                index::retention,
                () -> duck.retention(Analyses.FIRST_MONDAY, Analyses.WEEKS));
        compare("session metrics by channel", TARGET_MILLIS, index::sessions, duck::sessions);
        compare("attribution, position (index: and Markov)", TARGET_MILLIS, index::attribution, duck::position);
        compare(
                "segment of 10 conditions",
                TARGET_MILLIS,
                index::segment,
                () -> duck.segment(Analyses.NOW.toEpochMilli()));
        compare("process map by session", NO_TARGET, index::processMap, duck::directlyFollows);
        compare("lifecycle by week", NO_TARGET, index::lifecycle, () -> duck.lifecycle(Analyses.FIRST_MONDAY));
        compare("stickiness by week", NO_TARGET, index::stickiness, () -> duck.stickiness(Analyses.FIRST_MONDAY));
        compare("pages", NO_TARGET, index::pages, duck::pages);
        compare("cart abandonment", NO_TARGET, index::abandonment, duck::abandonment);
        compare("customers: recency × frequency, value", NO_TARGET, index::customers, duck::customers);
        compare("stages, occupancy (index: by week)", NO_TARGET, index::stages, duck::stages);
        compare("viewed together", NO_TARGET, index::together, duck::together);
    }

    private void compare(String what, int target, Question ours, Question theirs) throws Exception {
        Map<String, Double> answer = ours.ask();
        Timing index = Timing.of(repeat, ours::ask);
        if (target != NO_TARGET) {
            verdicts.atMost(what, index.median(), target, " ms");
        }
        if (duckRuns == 0) {
            System.out.printf("%s: index %s; %,d figures%n", what, index, answer.size());
            return;
        }
        List<Map<String, Double>> others = new ArrayList<>();
        Callable<Boolean> asking = () -> others.add(theirs.ask());
        Timing duck = Timing.of(duckRuns, asking);
        System.out.printf(
                "%s: index %s; DuckDB %s; %.0f times by medians; %,d figures%n",
                what, index, duck, duck.median() / index.median(), answer.size());
        requireSame(what, answer, others.getFirst());
    }

    private static void requireSame(String what, Map<String, Double> ours, Map<String, Double> theirs) {
        Set<String> keys = new TreeSet<>(ours.keySet());
        keys.addAll(theirs.keySet());
        List<String> different = keys.stream()
                .filter(key -> !near(ours.getOrDefault(key, Double.NaN), theirs.getOrDefault(key, Double.NaN)))
                .map(key -> "%s: index %s, DuckDB %s".formatted(key, ours.get(key), theirs.get(key)))
                .toList();
        if (!different.isEmpty()) {
            throw new IllegalStateException("%s: %d of %d figures differ, such as %s"
                    .formatted(
                            what, different.size(), keys.size(), different.subList(0, Math.min(8, different.size()))));
        }
    }

    private static boolean near(double left, double right) {
        return Math.abs(left - right) <= TOLERANCE * Math.max(Math.abs(left), Math.abs(right));
    }
}
