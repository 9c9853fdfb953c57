package dev.percorso.bench;

import dev.percorso.engine.attribute.Attribution;
import dev.percorso.engine.attribute.AttributionModel;
import dev.percorso.engine.attribute.AttributionQuery;
import dev.percorso.engine.attribute.AttributionReport;
import dev.percorso.engine.fold.PathQuery;
import dev.percorso.engine.fold.Paths;
import dev.percorso.engine.fold.PeriodUnit;
import dev.percorso.engine.fold.Periods;
import dev.percorso.engine.fold.Retention;
import dev.percorso.engine.fold.SessionFigures;
import dev.percorso.engine.fold.SessionMetrics;
import dev.percorso.engine.fold.SessionQuery;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.JourneyIndex;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.segment.ConditionEvaluator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * Paths, retention, session metrics, attribution and a segment over everyone, each beside the same question in DuckDB, with
 * the answers compared. Arguments: {@code --events N --persons N --repeat N}.
 */
public final class AnalysesBench {
    private static final int STEPS = 6;
    private static final int WEEKS = 12;
    private static final int BATCH = 10_000;
    private static final int DUCK_RUNS = 3;
    private static final long FIRST_MONDAY = 1_766_966_400_000L;
    private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");
    private static final Instant FROM = Instant.ofEpochMilli(FIRST_MONDAY);
    private static final Instant TO = Instant.parse("2026-04-06T00:00:00Z");
    private static final double TOLERANCE = 1e-9;

    private AnalysesBench() {}

    private interface Question {
        Map<String, Double> ask() throws Exception;
    }

    /** Runs the benchmark; the process ends with an error when two answers differ. */
    public static void main(String[] arguments) throws Exception {
        int count = Arguments.number(arguments, "--events", 20_000_000);
        int persons = Arguments.number(arguments, "--persons", 1_000_000);
        int repeat = Arguments.number(arguments, "--repeat", 15);
        System.out.printf("%,d events, %,d persons, %s%n", count, persons, Machine.describe());
        BenchEvents events = new BenchEvents(count, persons, 42);
        try (TemporaryFolder folder = new TemporaryFolder();
                JourneyIndex index = JourneyIndex.open(folder.path().resolve("index"), IndexSettings.defaults());
                DuckAnalyses duck = new DuckAnalyses(
                        events,
                        Runtime.getRuntime().availableProcessors(),
                        folder.path().resolve("duck"))) {
            fill(index, events);
            Snapshot snapshot = index.snapshot();
            compare(
                    "paths, %d steps by session".formatted(STEPS),
                    repeat,
                    () -> paths(snapshot),
                    () -> duck.paths(STEPS));
            compare(
                    "retention, %d weeks".formatted(WEEKS),
                    repeat,
                    () -> retention(snapshot),
                    () -> duck.retention(FIRST_MONDAY, WEEKS));
            compare("session metrics by channel", repeat, () -> sessions(snapshot), duck::sessions);
            compare("attribution, position (index: and Markov)", repeat, () -> attribution(snapshot), duck::position);
            compare(
                    "segment of 10 conditions",
                    repeat,
                    () -> segment(snapshot),
                    () -> duck.segment(NOW.toEpochMilli()));
        }
    }

    private static void fill(JourneyIndex index, BenchEvents events) throws IOException {
        List<IndexedEvent> batch = new ArrayList<>(BATCH);
        for (int row = 0; row < events.size(); row++) {
            Map<String, Object> properties =
                    events.channels[row] < 0 ? Map.of() : Map.of("channel", BenchEvents.CHANNELS[events.channels[row]]);
            batch.add(new IndexedEvent(row + 1L, events.persons[row], events.times[row], events.name(row), properties));
            if (batch.size() == BATCH || row == events.size() - 1) {
                index.append(batch);
                batch.clear();
            }
        }
        index.compact();
    }

    private static Map<String, Double> paths(Snapshot snapshot) {
        PathQuery query = new PathQuery(
                Optional.empty(),
                Optional.empty(),
                STEPS,
                new PathQuery.Cut.Session(),
                false,
                Optional.empty(),
                BenchEvents.NAMES.length,
                List.of(),
                Optional.empty(),
                FROM,
                TO);
        Map<String, Double> answer = new TreeMap<>();
        for (Paths.Edge edge :
                new Paths(snapshot, FoldScope.everyone(), query).report().edges()) {
            String key = "%d %d %d".formatted(edge.step() + 1, number(edge.from()), number(edge.to()));
            answer.put(key + " count", (double) edge.count());
            answer.put(key + " persons", (double) edge.persons());
        }
        return answer;
    }

    private static int number(String name) {
        return Arrays.asList(BenchEvents.NAMES).indexOf(name);
    }

    private static Map<String, Double> retention(Snapshot snapshot) {
        Retention retention = new Retention(
                snapshot,
                new Retention.Query(
                        Optional.empty(),
                        Optional.empty(),
                        Retention.Starts.FIRST_TIME,
                        Periods.of(FROM, TO, PeriodUnit.WEEK, ZoneOffset.UTC),
                        Retention.Mode.CALENDAR,
                        Retention.Counting.ON,
                        WEEKS));
        Map<String, Double> answer = new TreeMap<>();
        for (Retention.Cohort cohort :
                retention.report(snapshot.fold(retention), TO).cohorts()) {
            for (Retention.Cell cell : cohort.cells()) {
                // In SQL everyone is active in the week of the first event; here week 0 asks for a second one.
                long persons = cell.period() == 0 ? cohort.size() : cell.persons();
                if (persons > 0) {
                    answer.put("%d %d persons".formatted(cohort.period(), cell.period()), (double) persons);
                }
            }
        }
        return answer;
    }

    private static Map<String, Double> sessions(Snapshot snapshot) {
        SessionMetrics metrics = new SessionMetrics(
                snapshot,
                new SessionQuery(
                        Periods.of(FROM, TO, PeriodUnit.DAY, ZoneOffset.UTC),
                        EventMatch.of(BenchEvents.NAMES[1]),
                        "path",
                        List.of(EventMatch.of(BenchEvents.NAMES[4])),
                        Optional.empty(),
                        Optional.empty(),
                        "seconds",
                        Duration.ofSeconds(10),
                        List.of("channel"),
                        false,
                        List.of()));
        Map<String, Double> answer = new TreeMap<>();
        for (SessionMetrics.Group group : metrics.groups(snapshot.fold(metrics), "channel")) {
            String key = Integer.toString(Arrays.asList(BenchEvents.CHANNELS).indexOf(String.valueOf(group.value())));
            put(answer, key, group.figures());
        }
        return answer;
    }

    private static void put(Map<String, Double> answer, String key, SessionFigures figures) {
        answer.put(key + " sessions", (double) figures.sessions());
        answer.put(key + " visitors", (double) figures.visitors());
        answer.put(key + " views", (double) figures.pageViews());
        answer.put(key + " conversions", (double) figures.conversions());
        answer.put(key + " converting", (double) figures.convertingSessions());
        answer.put(key + " buyers", (double) figures.convertingVisitors());
        answer.put(key + " bounces", (double) figures.bounces());
        answer.put(key + " duration", (double) figures.durationMillis());
    }

    private static Map<String, Double> attribution(Snapshot snapshot) {
        AttributionQuery query = new AttributionQuery(
                EventMatch.of(BenchEvents.NAMES[4]),
                Optional.empty(),
                new AttributionQuery.Touch.SessionStarts(Optional.empty()),
                "channel",
                BenchEvents.CHANNELS.length,
                Duration.ofDays(30),
                Duration.ofDays(7),
                Set.of("direct"),
                new AttributionQuery.Stay(EventMatch.of(BenchEvents.NAMES[4]), Duration.ofDays(1), Duration.ofDays(90)),
                EnumSet.of(AttributionModel.POSITION, AttributionModel.MARKOV),
                FROM,
                TO);
        Map<String, Double> answer = new TreeMap<>();
        AttributionReport report = new Attribution(snapshot, FoldScope.everyone(), query).report(TO);
        for (AttributionReport.Channel channel : report.channels()) {
            answer.put(
                    Arrays.asList(BenchEvents.CHANNELS).indexOf(channel.label()) + " credit",
                    channel.credit(AttributionModel.POSITION).conversions());
        }
        return answer;
    }

    private static Map<String, Double> segment(Snapshot snapshot) {
        ConditionEvaluator evaluator = new ConditionEvaluator(OnePersonBench.tenConditions(), snapshot, NOW);
        return Map.of("persons count", (double) evaluator.everyone().size());
    }

    private static void compare(String what, int repeat, Question ours, Question theirs) throws Exception {
        Map<String, Double> answer = ours.ask();
        Timing index = Timing.of(repeat, ours::ask);
        List<Map<String, Double>> others = new ArrayList<>();
        Callable<Boolean> asking = () -> others.add(theirs.ask());
        Timing duck = Timing.of(DUCK_RUNS, asking);
        System.out.printf(
                "%s: index %s; DuckDB %s; %.0f times by medians; %,d figures%n",
                what, index, duck, duck.median() / index.median(), answer.size());
        requireSame(what, answer, others.getFirst());
    }

    private static void requireSame(String what, Map<String, Double> ours, Map<String, Double> theirs) {
        Set<String> keys = new java.util.TreeSet<>(ours.keySet());
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
