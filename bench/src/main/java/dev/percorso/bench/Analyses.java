package dev.percorso.bench;

import dev.percorso.engine.attribute.Attribution;
import dev.percorso.engine.attribute.AttributionModel;
import dev.percorso.engine.attribute.AttributionQuery;
import dev.percorso.engine.attribute.AttributionReport;
import dev.percorso.engine.fold.Abandonment;
import dev.percorso.engine.fold.Activity;
import dev.percorso.engine.fold.Funnel;
import dev.percorso.engine.fold.FunnelFold;
import dev.percorso.engine.fold.FunnelResult;
import dev.percorso.engine.fold.FunnelStep;
import dev.percorso.engine.fold.PathQuery;
import dev.percorso.engine.fold.Paths;
import dev.percorso.engine.fold.PeriodUnit;
import dev.percorso.engine.fold.Periods;
import dev.percorso.engine.fold.Retention;
import dev.percorso.engine.fold.SessionFigures;
import dev.percorso.engine.fold.SessionMetrics;
import dev.percorso.engine.fold.SessionQuery;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.process.ProcessMap;
import dev.percorso.engine.process.ProcessQuery;
import dev.percorso.engine.process.ProcessReport;
import dev.percorso.engine.segment.ConditionEvaluator;
import dev.percorso.engine.stage.Stage;
import dev.percorso.engine.stage.StageFlow;
import dev.percorso.engine.stage.StageModel;
import dev.percorso.engine.stage.StageReplay;
import dev.percorso.engine.stage.StageRule;
import dev.percorso.engine.together.Together;
import dev.percorso.engine.value.Customers;
import dev.percorso.engine.value.Purchases;
import dev.percorso.engine.value.Rfm;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The questions of {@link AnalysesBench} asked of a snapshot. Answers are maps from a key in words to a number. */
final class Analyses {
    static final int FUNNEL_STEPS = 5;
    static final Duration FUNNEL_WINDOW = Duration.ofDays(7);
    static final int PATH_STEPS = 6;
    static final int WEEKS = 12;
    static final long FIRST_MONDAY = 1_766_966_400_000L;
    static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");

    private static final Instant FROM = Instant.ofEpochMilli(FIRST_MONDAY);
    private static final Instant TO = Instant.parse("2026-04-06T00:00:00Z");
    private static final EventMatch VIEW = EventMatch.of(BenchEvents.NAMES[BenchEvents.VIEW]);
    private static final EventMatch CART = EventMatch.of(BenchEvents.NAMES[BenchEvents.CART]);
    private static final EventMatch PURCHASE = EventMatch.of(BenchEvents.NAMES[BenchEvents.PURCHASE]);

    private final Snapshot snapshot;

    Analyses(Snapshot snapshot) {
        this.snapshot = snapshot;
    }

    private static Periods weeks() {
        return Periods.of(FROM, TO, PeriodUnit.WEEK, ZoneOffset.UTC);
    }

    static Funnel funnelOf() {
        return Funnel.of(
                IntStream.range(0, FUNNEL_STEPS)
                        .mapToObj(step -> FunnelStep.of(BenchEvents.NAMES[step]))
                        .toList(),
                FUNNEL_WINDOW);
    }

    Map<String, Double> funnel() {
        return counts(FunnelFold.run(funnelOf(), snapshot));
    }

    Map<String, Double> funnelCounts() {
        return counts(FunnelFold.run(funnelOf().withoutTimes(), snapshot));
    }

    private static Map<String, Double> counts(FunnelResult result) {
        Map<String, Double> answer = new TreeMap<>();
        for (int step = 0; step < FUNNEL_STEPS; step++) {
            answer.put(step + 1 + " persons", (double) result.steps().get(step).count());
        }
        return answer;
    }

    Map<String, Double> paths() {
        PathQuery query = new PathQuery(
                Optional.empty(),
                Optional.empty(),
                PATH_STEPS,
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

    Map<String, Double> processMap() {
        ProcessQuery query = new ProcessQuery(
                new PathQuery.Cut.Session(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                false,
                BenchEvents.NAMES.length,
                1,
                Integer.MAX_VALUE,
                1,
                10,
                FROM,
                TO);
        Map<String, Double> answer = new TreeMap<>();
        for (ProcessReport.Edge edge : new ProcessMap(snapshot, FoldScope.everyone(), query)
                .report(0.95)
                .edges()) {
            String key = "%d %d".formatted(number(edge.from()), number(edge.to()));
            answer.put(key + " count", (double) edge.count());
            answer.put(key + " persons", (double) edge.persons());
        }
        return answer;
    }

    Map<String, Double> retention() {
        Retention retention = new Retention(
                snapshot,
                new Retention.Query(
                        Optional.empty(),
                        Optional.empty(),
                        Retention.Starts.FIRST_TIME,
                        weeks(),
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

    Map<String, Double> lifecycle() {
        Activity activity = new Activity(snapshot, List.of(EventMatch.any()), weeks());
        List<Activity.Lifecycle> all = activity.lifecycle(snapshot.fold(activity));
        Map<String, Double> answer = new TreeMap<>();
        for (int week = 0; week < all.size(); week++) {
            answer.put(week + " new", (double) all.get(week).newcomers());
            answer.put(week + " returning", (double) all.get(week).returning());
            answer.put(week + " resurrecting", (double) all.get(week).resurrecting());
            answer.put(
                    week + " lost",
                    week + 1 < all.size() ? (double) all.get(week + 1).dormant() : 0);
        }
        return answer;
    }

    Map<String, Double> stickiness() {
        Activity activity = new Activity(snapshot, List.of(EventMatch.any()), weeks());
        List<Long> persons = activity.stickiness(snapshot.fold(activity));
        Map<String, Double> answer = new TreeMap<>();
        for (int periods = 1; periods <= persons.size(); periods++) {
            if (persons.get(periods - 1) > 0) {
                answer.put(periods + " persons", (double) persons.get(periods - 1));
            }
        }
        return answer;
    }

    private SessionMetrics sessionMetrics() {
        return new SessionMetrics(
                snapshot,
                new SessionQuery(
                        Periods.of(FROM, TO, PeriodUnit.DAY, ZoneOffset.UTC),
                        VIEW,
                        BenchEvents.PATH,
                        List.of(PURCHASE),
                        Optional.empty(),
                        Optional.empty(),
                        "seconds",
                        Duration.ofSeconds(10),
                        List.of(BenchEvents.CHANNEL),
                        false,
                        List.of()));
    }

    Map<String, Double> sessions() {
        SessionMetrics metrics = sessionMetrics();
        Map<String, Double> answer = new TreeMap<>();
        for (SessionMetrics.Group group : metrics.groups(snapshot.fold(metrics), BenchEvents.CHANNEL)) {
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

    Map<String, Double> pages() {
        SessionMetrics metrics = sessionMetrics();
        Map<String, Double> answer = new TreeMap<>();
        for (SessionMetrics.Page page : metrics.pages(snapshot.fold(metrics), BenchEvents.PATHS)) {
            String key = page.path();
            answer.put(key + " views", (double) page.views());
            answer.put(key + " visitors", (double) page.visitors());
            answer.put(key + " entries", (double) page.entries());
            answer.put(key + " exits", (double) page.exits());
        }
        return answer;
    }

    Map<String, Double> abandonment() {
        Abandonment carts = new Abandonment(
                snapshot,
                new Abandonment.Query(List.of(CART), List.of(PURCHASE), weeks(), Duration.ZERO, List.of(), List.of()));
        Abandonment.Figures total = carts.total(snapshot.fold(carts));
        return Map.of("carts sessions", (double) total.sessions(), "carts abandoned", (double) total.abandoned());
    }

    Map<String, Double> attribution() {
        AttributionQuery query = new AttributionQuery(
                PURCHASE,
                Optional.empty(),
                new AttributionQuery.Touch.SessionStarts(Optional.empty()),
                BenchEvents.CHANNEL,
                BenchEvents.CHANNELS.length,
                Duration.ofDays(30),
                Duration.ofDays(7),
                Set.of("direct"),
                new AttributionQuery.Stay(PURCHASE, Duration.ofDays(1), Duration.ofDays(90)),
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

    Map<String, Double> customers() {
        Purchases purchases = new Purchases(
                snapshot, new Purchases.Query(List.of(PURCHASE), List.of(), Optional.of(BenchEvents.VALUE), weeks()));
        Purchases.Tally tally = snapshot.fold(purchases);
        Customers customers = purchases.customers(tally);
        Map<String, Double> answer = new TreeMap<>();
        for (Rfm.Cell cell : Rfm.of(customers).grid()) {
            if (cell.persons() > 0) {
                String key = cell.recency() + "/" + cell.frequency();
                answer.put(key + " persons", (double) cell.persons());
                answer.put(key + " value", cell.value());
            }
        }
        return answer;
    }

    Map<String, Double> stages() {
        StageModel model = new StageModel(
                IntStream.of(0, BenchEvents.VIEW, BenchEvents.CART, BenchEvents.PURCHASE)
                        .mapToObj(name -> Stage.of(
                                BenchEvents.NAMES[name], StageRule.enter(EventMatch.of(BenchEvents.NAMES[name]))))
                        .toList(),
                false);
        StageFlow flow = new StageFlow(new StageReplay(snapshot, model), weeks(), TO);
        StageFlow.Tally tally = snapshot.fold(flow);
        Map<String, Double> answer = new TreeMap<>();
        for (int stage = 0; stage < model.stages().size(); stage++) {
            answer.put(stage + " persons", (double) tally.persons(flow.periodCount() - 1, stage));
        }
        return answer;
    }

    Map<String, Double> together() {
        Together.Report report = new Together(
                        snapshot,
                        FoldScope.everyone(),
                        new Together.Query(VIEW, BenchEvents.PATH, BenchEvents.PATHS, 1, FROM, TO))
                .report(BenchEvents.PATHS * BenchEvents.PATHS);
        Map<String, Double> answer = new TreeMap<>();
        for (Together.Pair pair : report.pairs()) {
            boolean inOrder = pair.one().compareTo(pair.other()) < 0;
            String key = inOrder ? pair.one() + " " + pair.other() : pair.other() + " " + pair.one();
            answer.put(key + " persons", (double) pair.persons());
        }
        return answer;
    }

    Map<String, Double> segment() {
        ConditionEvaluator evaluator = new ConditionEvaluator(OnePersonBench.tenConditions(), snapshot, NOW);
        return Map.of("persons count", (double) evaluator.everyone().size());
    }

    /** Something to ask, by a name that people know. */
    record Question(String name, Asked asked) {}

    interface Asked {
        Map<String, Double> of(Analyses analyses);
    }

    /** All of them. */
    static List<Question> all() {
        return List.of(
                new Question("funnel, 5 steps, 7 days", Analyses::funnel),
                new Question("funnel, counts only", Analyses::funnelCounts),
                new Question("paths, 6 steps by session", Analyses::paths),
                new Question("retention, 12 weeks", Analyses::retention),
                new Question("session metrics by channel", Analyses::sessions),
                new Question("attribution, position and Markov", Analyses::attribution),
                new Question("segment of 10 conditions", Analyses::segment),
                new Question("process map by session", Analyses::processMap),
                new Question("lifecycle by week", Analyses::lifecycle),
                new Question("stickiness by week", Analyses::stickiness),
                new Question("pages", Analyses::pages),
                new Question("cart abandonment", Analyses::abandonment),
                new Question("customers: recency × frequency, value", Analyses::customers),
                new Question("stages, occupancy by week", Analyses::stages),
                new Question("viewed together", Analyses::together));
    }
}
