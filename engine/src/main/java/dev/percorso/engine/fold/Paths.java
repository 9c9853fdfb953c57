package dev.percorso.engine.fold;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The paths persons take, as the nodes and edges of a Sankey diagram. Two folds: the first finds each step's most
 * frequent labels, the second counts between them, so that persons behind "other" are counted once too.
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

    private final Snapshot snapshot;
    private final FoldScope scope;
    private final PathQuery query;
    private final PathCutter cutter;

    /** By step: the labels kept, in order of their nodes. */
    private final List<LongIndex> kept;

    /** Finds the labels worth showing; takes one fold. */
    public Paths(Snapshot snapshot, FoldScope scope, PathQuery query) {
        this.snapshot = snapshot;
        this.scope = scope;
        this.query = query;
        this.cutter = new PathCutter(snapshot, query);
        this.kept = mostFrequent(snapshot.fold(new LabelCount(), scope));
    }

    private List<LongIndex> mostFrequent(LabelTally tally) {
        List<LongIndex> best = new ArrayList<>();
        for (int step = 0; step < query.steps(); step++) {
            LongIndex labels = tally.labels.get(step);
            List<Long> counts = tally.counts.get(step).values();
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
        return snapshot.fold(new Flow(), scope).report();
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
            return new LabelTally(query.steps());
        }

        @Override
        public void accept(Journey journey, LabelTally tally) {
            cutter.cut(journey, tally.unit, tally);
        }

        @Override
        public LabelTally combine(LabelTally left, LabelTally right) {
            for (int step = 0; step < query.steps(); step++) {
                LongIndex labels = right.labels.get(step);
                for (int i = 0; i < labels.size(); i++) {
                    left.add(step, labels.key(i), right.counts.get(step).get(i));
                }
            }
            return left;
        }
    }

    private static final class LabelTally implements PathCutter.Sink {
        private final PathCutter.Unit unit = new PathCutter.Unit();
        private final List<LongIndex> labels = new ArrayList<>();
        private final List<LongCounts> counts = new ArrayList<>();

        LabelTally(int steps) {
            for (int step = 0; step < steps; step++) {
                labels.add(new LongIndex());
                counts.add(new LongCounts());
            }
        }

        private void add(int step, long label, long times) {
            counts.get(step).add(labels.get(step).number(label), times);
        }

        @Override
        public void path(int person, long[] path, long[] times, int first, int last) {
            for (int step = first; step <= last; step++) {
                add(step, path[step], 1);
            }
        }

        @Override
        public void tooLong() {}
    }

    /** Second fold: counts between the labels kept. */
    private final class Flow implements Fold<FlowTally> {

        @Override
        public FlowTally newAccumulator() {
            return new FlowTally();
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
        private final long[] nodeCount = new long[query.steps() * width];
        private final long[] nodePersons = new long[nodeCount.length];
        private final long[] nodeEnded = new long[nodeCount.length];
        private final int[] nodeLast = new int[nodeCount.length];
        private final LongIndex edges = new LongIndex();
        private final LongCounts edgeCount = new LongCounts();
        private final LongCounts edgePersons = new LongCounts();
        private final LongCounts edgeLast = new LongCounts();
        private final List<TimeSample> edgeTimes = new ArrayList<>();

        @Override
        public void path(int person, long[] labels, long[] times, int first, int last) {
            paths++;
            int place = place(first, labels[first]);
            for (int step = first; step <= last; step++) {
                int node = step * width + place;
                nodeCount[node]++;
                if (nodeLast[node] != person + 1) {
                    nodeLast[node] = person + 1;
                    nodePersons[node]++;
                }
                if (step == last) {
                    nodeEnded[node]++;
                    return;
                }
                int next = place(step + 1, labels[step + 1]);
                edge((long) node * width + next, person, times[step + 1] - times[step]);
                place = next;
            }
        }

        private void edge(long key, int person, long millis) {
            int edge = edge(key);
            edgeCount.add(edge, 1);
            if (edgeLast.get(edge) != person + 1L) {
                edgeLast.set(edge, person + 1L);
                edgePersons.add(edge, 1);
            }
            edgeTimes.get(edge).add(millis);
        }

        private int edge(long key) {
            int edge = edges.number(key);
            if (edge == edgeTimes.size()) {
                edgeTimes.add(new TimeSample());
            }
            return edge;
        }

        @Override
        public void tooLong() {
            tooLong++;
        }

        private void merge(FlowTally other) {
            paths += other.paths;
            tooLong += other.tooLong;
            for (int node = 0; node < nodeCount.length; node++) {
                nodeCount[node] += other.nodeCount[node];
                nodePersons[node] += other.nodePersons[node];
                nodeEnded[node] += other.nodeEnded[node];
            }
            for (int i = 0; i < other.edges.size(); i++) {
                int edge = edge(other.edges.key(i));
                edgeCount.add(edge, other.edgeCount.get(i));
                edgePersons.add(edge, other.edgePersons.get(i));
                edgeTimes.get(edge).addAll(other.edgeTimes.get(i));
            }
        }

        private Report report() {
            List<Node> nodes = new ArrayList<>();
            List<Edge> ways = new ArrayList<>();
            for (int node = 0; node < nodeCount.length; node++) {
                int step = node / width;
                if (nodeCount[node] == 0) {
                    continue;
                }
                String label = text(step, node % width);
                nodes.add(new Node(step, label, nodeCount[node], nodePersons[node], nodeEnded[node]));
                for (int next = 0; next < width; next++) {
                    int edge = edges.find((long) node * width + next);
                    if (edge >= 0) {
                        ways.add(new Edge(
                                step,
                                label,
                                text(step + 1, next),
                                edgeCount.get(edge),
                                edgePersons.get(edge),
                                edgeTimes.get(edge).quantile(0.5)));
                    }
                }
            }
            return new Report(paths, tooLong, nodes, ways);
        }
    }
}
