package dev.percorso.engine.fold;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Progress;
import dev.percorso.engine.index.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The paths persons take, as the nodes and edges of a Sankey diagram. Two folds: the first finds each step's most
 * frequent labels, the second counts between them, so that persons behind "other" are counted once too. With very many
 * events a look at some persons comes between the two: it tells where median times lie, and the durations far from there
 * need not be kept ({@link MedianTimes}).
 */
public final class Paths {

    /** Label of the nodes beyond those kept. */
    public static final String OTHER = "…";

    /**
     * One label at one step.
     *
     * @param step from 0; in paths up to an end, the end is at the last step
     * @param label text of the label, or {@link #OTHER}
     * @param count paths with this node
     * @param persons with such a path, each once
     * @param ended paths whose last node this is
     */
    public record Node(int step, String label, long count, long persons, long ended) {}

    /**
     * One way between nodes of neighbouring steps.
     *
     * @param step of the node it leaves
     * @param from label there
     * @param to label at the next step
     * @param count paths that take it
     * @param persons with such a path, each once
     * @param medianMillis median time between the two nodes
     */
    public record Edge(int step, String from, String to, long count, long persons, double medianMillis) {}

    /**
     * The result.
     *
     * @param paths number of paths counted, one per unit at most
     * @param tooLong units that need more steps from start to end than asked for; not among the paths
     * @param nodes by step, then falling count; other last
     * @param edges by step, then in the order of their nodes
     */
    public record Report(long paths, long tooLong, List<Node> nodes, List<Edge> edges) {

        public Report {
            nodes = List.copyOf(nodes);
            edges = List.copyOf(edges);
        }
    }

    /**
     * The look at some persons that comes first.
     *
     * @param leastEvents with fewer in the index it does not pay
     * @param margin of the windows around its medians, in standard errors: five are passed once in two million times
     */
    record Pilot(long leastEvents, double margin) {
        /** One person in so many, a power of two, is looked at. */
        private static final int EVERY = 16;

        private static final Pilot USUAL = new Pilot(1_000_000, 5);

        /** Whether a person is looked at: spread over shards and over old and new persons alike. */
        private static boolean sees(int person) {
            return ((person * 0x9E37_79B9) >>> (Integer.SIZE - Integer.numberOfTrailingZeros(EVERY))) == 0;
        }
    }

    /** The part of a long that counts persons, above the number of the last one. */
    private static final long COUNT = 0xFFFF_FFFF_0000_0000L;

    private final Snapshot snapshot;
    private final FoldScope scope;
    private final PathQuery query;
    private final PathCutter cutter;
    private final Pilot pilot;

    /** By step: the labels kept, in order of their nodes. */
    private final List<LongIndex> kept;

    /** By step and code: the node of a name, when names are the whole labels. */
    private final int[][] placeOfCode;

    /** Finds the labels worth showing; takes one fold. */
    public Paths(Snapshot snapshot, FoldScope scope, PathQuery query) {
        this(snapshot, scope, query, Pilot.USUAL);
    }

    Paths(Snapshot snapshot, FoldScope scope, PathQuery query, Pilot pilot) {
        this.snapshot = snapshot;
        this.pilot = pilot;
        this.scope = scope;
        this.query = query;
        this.cutter = new PathCutter(snapshot, query);
        this.kept = cutter.isPlain() && cutter.codes() - 1 <= query.nodesPerStep()
                ? allNames()
                : mostFrequent(snapshot.fold(new LabelCount(), scope));
        this.placeOfCode = cutter.isPlain() ? placesOfCodes() : new int[0][];
    }

    /** Every name has a node at every step: nothing to choose from, and a fold saved. */
    private List<LongIndex> allNames() {
        LongIndex names = new LongIndex();
        for (int code = 1; code < cutter.codes(); code++) {
            names.number(PathCutter.plainKey(code));
        }
        return Collections.nCopies(query.steps(), names);
    }

    private int[][] placesOfCodes() {
        int[][] places = new int[query.steps()][cutter.codes()];
        for (int step = 0; step < places.length; step++) {
            LongIndex labels = kept.get(step);
            Arrays.fill(places[step], query.nodesPerStep());
            for (int node = 0; node < labels.size(); node++) {
                places[step][PathCutter.code(labels.key(node))] = node;
            }
        }
        return places;
    }

    private List<LongIndex> mostFrequent(LabelTally tally) {
        tally.settle();
        List<LongIndex> best = new ArrayList<>();
        for (int step = 0; step < query.steps(); step++) {
            LongIndex labels = tally.labels[step];
            List<Long> counts = tally.counts[step].values();
            LongIndex chosen = new LongIndex();
            IntStream.range(0, labels.size())
                    .boxed()
                    .sorted(Comparator.<Integer>comparingLong(i -> -counts.get(i))
                            .thenComparing(i -> cutter.label(labels.key(i))))
                    .limit(query.nodesPerStep())
                    .forEachOrdered(i -> chosen.number(labels.key(i)));
            best.add(chosen);
        }
        return best;
    }

    /** Counts nodes and edges; takes one fold. */
    public Report report() {
        FlowTally tally = snapshot.fold(new Flow(windows()), scope);
        int[] missed = tally.edgeTimes.missed();
        if (missed.length > 0) {
            FoldScope again = scope.watchedBy(new Progress());
            tally = snapshot.fold(new Flow(tally.edgeTimes.opened(missed)), again);
        }
        return tally.report();
    }

    private long[] windows() {
        int width = query.nodesPerStep() + 1;
        long[] open = MedianTimes.open(query.steps() * width * width);
        if (snapshot.eventCount() < pilot.leastEvents()) {
            return open;
        }
        FoldScope some = scope.persons(
                        person -> Pilot.sees(person) && scope.persons().test(person))
                .watchedBy(new Progress());
        return snapshot.fold(new Flow(open), some).edgeTimes.windows(pilot.margin());
    }

    /** Persons with a path through a node. */
    public BitSet persons(int step, String label) {
        int node = node(step, label);
        return find((labels, first, last) -> first <= step && step <= last && place(step, labels[step]) == node);
    }

    /** Persons with a path along an edge. */
    public BitSet persons(int step, String from, String to) {
        int leaving = node(step, from);
        int entering = node(step + 1, to);
        return find((labels, first, last) -> first <= step
                && step < last
                && place(step, labels[step]) == leaving
                && place(step + 1, labels[step + 1]) == entering);
    }

    private interface PathTest {
        boolean test(long[] labels, int first, int last);
    }

    private BitSet find(PathTest test) {
        return snapshot.fold(
                PersonSet.where(journey -> {
                    boolean[] found = new boolean[1];
                    cutter.cut(journey, new PathCutter.Unit(), new PathCutter.Sink() {
                        @Override
                        public void path(int person, long[] labels, long[] times, int first, int last) {
                            found[0] |= test.test(labels, first, last);
                        }

                        @Override
                        public void tooLong() {}
                    });
                    return found[0];
                }),
                scope);
    }

    private int node(int step, String label) {
        if (step < 0 || step >= query.steps()) {
            throw new IllegalArgumentException("steps run from 0 to " + (query.steps() - 1) + ", got " + step);
        }
        LongIndex labels = kept.get(step);
        for (int node = 0; node < labels.size(); node++) {
            if (label.equals(cutter.label(labels.key(node)).text())) {
                return node;
            }
        }
        if (label.equals(OTHER)) {
            return query.nodesPerStep();
        }
        throw new IllegalArgumentException("step " + step + " shows no node " + label);
    }

    /** Number of the node a label belongs to; the number of nodes kept for "other". */
    private int place(int step, long label) {
        if (placeOfCode.length > 0) {
            return placeOfCode[step][PathCutter.code(label)];
        }
        int node = kept.get(step).find(label);
        return node < 0 ? query.nodesPerStep() : node;
    }

    private String text(int step, int node) {
        return node == query.nodesPerStep()
                ? OTHER
                : cutter.label(kept.get(step).key(node)).text();
    }

    /** First fold: how often each label stands at each step. */
    private final class LabelCount implements Fold<LabelTally> {

        @Override
        public LabelTally newAccumulator() {
            return new LabelTally();
        }

        @Override
        public void accept(Journey journey, LabelTally tally) {
            cutter.cut(journey, tally.unit, tally);
        }

        @Override
        public LabelTally combine(LabelTally left, LabelTally right) {
            right.settle();
            for (int step = 0; step < query.steps(); step++) {
                LongIndex labels = right.labels[step];
                for (int i = 0; i < labels.size(); i++) {
                    left.add(step, labels.key(i), right.counts[step].get(i));
                }
            }
            return left;
        }
    }

    private final class LabelTally implements PathCutter.Sink {
        private final PathCutter.Unit unit = new PathCutter.Unit();
        private final LongIndex[] labels = new LongIndex[query.steps()];
        private final LongCounts[] counts = new LongCounts[labels.length];

        /** By step and code, when names are the whole labels; moved to the above by {@link #settle}. */
        private final long[][] countOfCode = new long[labels.length][cutter.isPlain() ? cutter.codes() : 0];

        LabelTally() {
            Arrays.setAll(labels, step -> new LongIndex());
            Arrays.setAll(counts, step -> new LongCounts());
        }

        private void add(int step, long label, long times) {
            counts[step].add(labels[step].number(label), times);
        }

        @Override
        public void path(int person, long[] path, long[] times, int first, int last) {
            for (int step = first; step <= last; step++) {
                if (countOfCode[step].length > 0) {
                    countOfCode[step][PathCutter.code(path[step])]++;
                } else {
                    add(step, path[step], 1);
                }
            }
        }

        @Override
        public void tooLong() {}

        private void settle() {
            for (int step = 0; step < labels.length; step++) {
                long[] byCode = countOfCode[step];
                for (int code = 0; code < byCode.length; code++) {
                    if (byCode[code] > 0) {
                        add(step, PathCutter.plainKey(code), byCode[code]);
                        byCode[code] = 0;
                    }
                }
            }
        }
    }

    /** Second fold: counts between the labels kept. */
    private final class Flow implements Fold<FlowTally> {
        private final long[] windows;

        Flow(long[] windows) {
            this.windows = windows;
        }

        @Override
        public FlowTally newAccumulator() {
            return new FlowTally(windows);
        }

        @Override
        public void accept(Journey journey, FlowTally tally) {
            cutter.cut(journey, tally.unit, tally);
        }

        @Override
        public FlowTally combine(FlowTally left, FlowTally right) {
            left.merge(right);
            return left;
        }
    }

    /** Nodes and edges in flat arrays by step and place. */
    private final class FlowTally implements PathCutter.Sink {
        private final PathCutter.Unit unit = new PathCutter.Unit();
        private final int width = query.nodesPerStep() + 1;
        private long paths;
        private long tooLong;
        private final long[] nodeStarted = new long[query.steps() * width];
        private final long[] nodeEnded = new long[nodeStarted.length];
        private final long[] nodePersons = new long[nodeStarted.length];
        private final long[] edgePersons = new long[nodeStarted.length * width];
        private final MedianTimes edgeTimes;

        FlowTally(long[] windows) {
            edgeTimes = new MedianTimes(windows);
        }

        @Override
        public void path(int person, long[] labels, long[] times, int first, int last) {
            int node = start(first * width + place(first, labels[first]), person);
            for (int step = first; step < last; step++) {
                node = follow(node, step + 1, place(step + 1, labels[step + 1]), person, times[step + 1] - times[step]);
            }
            nodeEnded[node]++;
        }

        /** Hot: reads the journey itself. */
        @Override
        public boolean plain(Journey journey, int begin, int count) {
            int person = journey.person();
            int node = start(placeOfCode[0][journey.code(begin)], person);
            long time = journey.time(begin);
            for (int step = 1; step < count; step++) {
                long next = journey.time(begin + step);
                node = follow(node, step, placeOfCode[step][journey.code(begin + step)], person, next - time);
                time = next;
            }
            nodeEnded[node]++;
            return true;
        }

        private int start(int node, int person) {
            paths++;
            nodeStarted[node]++;
            note(nodePersons, node, person);
            return node;
        }

        private int follow(int node, int step, int place, int person, long millis) {
            int edge = node * width + place;
            int next = step * width + place;
            note(edgePersons, edge, person);
            note(nodePersons, next, person);
            edgeTimes.add(edge, millis);
            return next;
        }

        /**
         * Counts a person once in a row: how many there were stands above the last one's number plus one. Whether it is
         * the same is not foreseeable, so nothing branches on it.
         */
        private static void note(long[] persons, int at, int person) {
            long known = persons[at];
            int other = (int) known ^ person + 1;
            long isNew = Integer.toUnsignedLong(other | -other) >>> (Integer.SIZE - 1);
            persons[at] = (known & COUNT) + (isNew << Integer.SIZE) | person + 1;
        }

        @Override
        public void tooLong() {
            tooLong++;
        }

        private void merge(FlowTally other) {
            paths += other.paths;
            tooLong += other.tooLong;
            edgeTimes.addAll(other.edgeTimes);
            for (int node = 0; node < nodeStarted.length; node++) {
                nodeStarted[node] += other.nodeStarted[node];
                nodeEnded[node] += other.nodeEnded[node];
                nodePersons[node] += other.nodePersons[node] & COUNT;
            }
            for (int edge = 0; edge < edgePersons.length; edge++) {
                edgePersons[edge] += other.edgePersons[edge] & COUNT;
            }
        }

        /** Every path through a node starts there or comes along an edge. */
        private long[] countNodes(long[] edgeCount) {
            long[] counts = nodeStarted.clone();
            for (int edge = 0; edge < edgeCount.length; edge++) {
                if (edgeCount[edge] > 0) {
                    counts[entered(edge)] += edgeCount[edge];
                }
            }
            return counts;
        }

        private int entered(int edge) {
            return (edge / width / width + 1) * width + edge % width;
        }

        private Report report() {
            long[] edgeCount = new long[edgePersons.length];
            Arrays.setAll(edgeCount, edge -> edgePersons[edge] == 0 ? 0 : edgeTimes.count(edge));
            long[] nodeCount = countNodes(edgeCount);
            int[] ordered = IntStream.range(0, nodeCount.length)
                    .filter(node -> nodeCount[node] > 0)
                    .boxed()
                    .sorted(order(nodeCount))
                    .mapToInt(Integer::intValue)
                    .toArray();
            int[] rank = new int[nodeCount.length];
            for (int place = 0; place < ordered.length; place++) {
                rank[ordered[place]] = place;
            }
            List<Node> nodes = Arrays.stream(ordered)
                    .mapToObj(node -> new Node(
                            node / width,
                            text(node / width, node % width),
                            nodeCount[node],
                            nodePersons[node] >>> Integer.SIZE,
                            nodeEnded[node]))
                    .toList();
            // Medians are most of the work that is left after the fold, so they use all processors too.
            List<Edge> edges = IntStream.range(0, edgeCount.length)
                    .filter(edge -> edgeCount[edge] > 0)
                    .boxed()
                    .sorted(Comparator.<Integer>comparingInt(edge -> rank[edge / width])
                            .thenComparingInt(edge -> rank[entered(edge)]))
                    .parallel()
                    .map(edge -> edge(edge, edgeCount[edge]))
                    .toList();
            return new Report(paths, tooLong, nodes, edges);
        }

        /** Step by step, the most frequent nodes first, "other" last. */
        private Comparator<Integer> order(long[] nodeCount) {
            return Comparator.<Integer>comparingInt(node -> node / width)
                    .thenComparing(node -> node % width == query.nodesPerStep())
                    .thenComparingLong(node -> -nodeCount[node])
                    .thenComparing(node -> text(node / width, node % width));
        }

        private Edge edge(int edge, long count) {
            int node = edge / width;
            int step = node / width;
            return new Edge(
                    step,
                    text(step, node % width),
                    text(step + 1, edge % width),
                    count,
                    edgePersons[edge] >>> Integer.SIZE,
                    edgeTimes.median(edge));
        }
    }
}
