package dev.percorso.bench;

import dev.percorso.engine.conform.Aligner;
import dev.percorso.engine.conform.Conformance;
import dev.percorso.engine.conform.ConformanceReport;
import dev.percorso.engine.conform.Jump;
import dev.percorso.engine.conform.MapModel;
import dev.percorso.engine.conform.MapStep;
import dev.percorso.engine.conform.Occurrence;
import dev.percorso.engine.conform.TraceLog;
import dev.percorso.engine.conform.Traces;
import dev.percorso.engine.index.IndexSettings;
import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.index.JourneyIndex;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Journeys laid over a map of 15 steps in five stages, from the memory-mapped index to the report: cutting into cases,
 * telling variants apart, aligning each, deviations with their effect. Nearly every journey is a variant of its own, which
 * is the worst case. Alignments of some are checked against Dijkstra's algorithm with a queue. Arguments: {@code
 * --persons N --length N --repeat N}.
 */
public final class ConformanceBench {
    private static final int STEPS = 15;
    private static final int STEPS_OF_STAGE = 3;
    private static final int OTHERS = 5;
    private static final int TARGET_MILLIS = 2_000;
    private static final int CHECKED = 2_000;
    private static final int BATCH = 10_000;
    private static final long START = 1_767_225_600_000L;

    private ConformanceBench() {}

    /** Runs the benchmark; the process ends with an error when an alignment costs more than it must. */
    public static void main(String[] arguments) throws Exception {
        int persons = Arguments.number(arguments, "--persons", 1_000_000);
        int length = Arguments.number(arguments, "--length", 20);
        System.out.printf(
                "%,d journeys of %d events against a map of %d steps, %s%n",
                persons, length, STEPS, Machine.describe());
        Verdicts verdicts = new Verdicts();
        try (TemporaryFolder folder = new TemporaryFolder()) {
            build(persons, length, folder.path());
            try (JourneyIndex index = JourneyIndex.open(folder.path(), IndexSettings.defaults())) {
                measure(index.snapshot(), Arguments.number(arguments, "--repeat", 9), verdicts);
            }
        }
        verdicts.print();
    }

    private static void measure(Snapshot snapshot, int repeat, Verdicts verdicts) throws Exception {
        Traces.Query query = query();
        MapModel map = map();
        TraceLog log = snapshot.fold(new Traces(snapshot, query)).log();
        ConformanceReport report = Conformance.check(map, log);
        System.out.printf(
                "%,d cases, %,d variants, %,d deviations; log fitness %.4f%n",
                log.cases(),
                log.variants(),
                report.deviations().size(),
                report.measures().logFitness());
        Timing cut = Timing.of(repeat, () -> snapshot.fold(new Traces(snapshot, query)));
        Timing told = Timing.of(
                repeat, () -> snapshot.fold(new Traces(snapshot, query)).log());
        Timing aligned = Timing.of(repeat, () -> Conformance.check(map, log));
        Timing whole = Timing.of(
                repeat,
                () -> Conformance.check(
                        map, snapshot.fold(new Traces(snapshot, query)).log()));
        System.out.printf(
                "cases cut: %s%nand variants in order: %s%naligned: %s%nall: %s%n", cut, told, aligned, whole);
        Timing effects = Timing.of(
                repeat,
                () -> report.deviations().stream()
                        .map(deviation -> report.effect(deviation, 0.95))
                        .toList());
        System.out.printf("effects of all deviations: %s%n", effects);
        verdicts.atMost("conformance of all journeys", whole.median(), TARGET_MILLIS, " ms");
        requireCheapest(map, log, report);
    }

    private static Traces.Query query() {
        List<Traces.Binding> bindings = IntStream.range(0, STEPS + OTHERS)
                .mapToObj(symbol -> new Traces.Binding(symbol, EventMatch.of(name(symbol))))
                .toList();
        return new Traces.Query(
                bindings,
                Optional.empty(),
                List.of(),
                Optional.of(EventMatch.of(name(STEPS - 1))),
                Instant.EPOCH,
                Instant.ofEpochMilli(Long.MAX_VALUE / 4));
    }

    private static String name(int symbol) {
        return symbol < STEPS ? "step_" + symbol : "other_" + (symbol - STEPS);
    }

    /** Every third step may be left out, every fifth repeated; inside a stage the order is free. */
    private static MapModel map() {
        List<MapStep> steps = new ArrayList<>();
        List<Jump> returns = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            Occurrence occurrence = step % 3 == 1
                    ? Occurrence.OPTIONAL
                    : step % 5 == 2 ? Occurrence.OPTIONAL_REPEATABLE : Occurrence.MANDATORY;
            steps.add(MapStep.of(step, occurrence));
            for (int to = step / STEPS_OF_STAGE * STEPS_OF_STAGE; to < step; to++) {
                returns.add(new Jump(step, to));
            }
        }
        return new MapModel(steps, returns);
    }

    private static void build(int persons, int length, Path folder) throws IOException {
        SplittableRandom random = new SplittableRandom(42);
        try (JourneyIndex index = JourneyIndex.open(folder, IndexSettings.defaults())) {
            List<IndexedEvent> batch = new ArrayList<>(BATCH + length);
            long sequence = 0;
            for (int person = 0; person < persons; person++) {
                long time = START + random.nextLong(1_000_000_000L);
                int step = -1;
                for (int event = 0; event < length; event++) {
                    time += random.nextLong(3_600_000L);
                    double draw = random.nextDouble();
                    int symbol;
                    if (draw < 0.15) {
                        symbol = STEPS + random.nextInt(OTHERS);
                    } else {
                        step = Math.floorMod(step + (draw < 0.8 ? 1 : draw < 0.9 ? 2 : 0), STEPS);
                        symbol = step;
                    }
                    batch.add(new IndexedEvent(++sequence, person, time, name(symbol), Map.of()));
                }
                if (batch.size() >= BATCH || person == persons - 1) {
                    index.append(batch);
                    batch.clear();
                }
            }
            index.compact();
        }
    }

    private static void requireCheapest(MapModel map, TraceLog log, ConformanceReport report) {
        Aligner aligner = new Aligner(map);
        int step = Math.max(1, log.variants() / CHECKED);
        for (int variant = 0; variant < log.variants(); variant += step) {
            int[] trace = log.trace(variant);
            int cheapest = dijkstra(map, trace);
            if (report.cost(variant) != cheapest || aligner.align(trace).cost() != cheapest) {
                throw new IllegalStateException("variant %d is aligned at a cost of %d, but %d is possible"
                        .formatted(variant, report.cost(variant), cheapest));
            }
        }
        System.out.printf("alignments of %,d variants are as cheap as Dijkstra's%n", log.variants() / step);
    }

    /** A node of the search: a position in the trace, and the step performed last. */
    private record Node(int position, int last, int cost) {}

    private static int dijkstra(MapModel map, int[] trace) {
        boolean[][] settled = new boolean[trace.length + 1][map.size() + 1];
        PriorityQueue<Node> queue = new PriorityQueue<>(Comparator.comparingInt(Node::cost));
        queue.add(new Node(0, Jump.START, 0));
        while (true) {
            Node node = queue.remove();
            if (settled[node.position()][node.last() + 1]) {
                continue;
            }
            settled[node.position()][node.last() + 1] = true;
            boolean more = node.position() < trace.length;
            if (more) {
                queue.add(new Node(node.position() + 1, node.last(), node.cost() + 1));
            }
            boolean mayEnd = false;
            for (int next : followers(map, node.last())) {
                if (next == map.size()) {
                    mayEnd = true;
                    continue;
                }
                queue.add(new Node(node.position(), next, node.cost() + 1));
                if (more && map.steps().get(next).symbol() == trace[node.position()]) {
                    queue.add(new Node(node.position() + 1, next, node.cost()));
                }
            }
            if (mayEnd && !more) {
                return node.cost();
            }
        }
    }

    /** Steps that may follow, and the number of steps for the end. */
    private static List<Integer> followers(MapModel map, int last) {
        List<Integer> followers = new ArrayList<>();
        if (last >= 0 && map.steps().get(last).occurrence().repeatable()) {
            followers.add(last);
        }
        stand(map, last + 1, followers);
        map.jumps().stream().filter(jump -> jump.from() == last).forEach(jump -> stand(map, jump.to(), followers));
        return followers;
    }

    private static void stand(MapModel map, int before, List<Integer> followers) {
        for (int step = before; step <= map.size(); step++) {
            followers.add(step);
            if (step == map.size() || !map.steps().get(step).occurrence().omissible()) {
                return;
            }
        }
    }
}
