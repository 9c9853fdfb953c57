package dev.percorso.engine.process;

import dev.percorso.engine.fold.LongCounts;
import dev.percorso.engine.fold.LongIndex;
import dev.percorso.engine.fold.PathLabel;
import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.process.DiscoveryReport.Touchpoint;
import dev.percorso.engine.process.DiscoveryReport.Variant;
import dev.percorso.engine.stat.NaturalBreaks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Proposes a map from what people do: its touchpoints, where in the journey they stand, in which stage, and the orders in
 * which they are come by. Two folds: the first finds the touchpoints that enough persons come by, the second looks at
 * where they stand.
 *
 * <p>Stages are natural breaks between the touchpoints' places, before and after the goal apart.
 */
public final class Discovery {

    private final Snapshot snapshot;
    private final FoldScope scope;
    private final DiscoveryQuery query;
    private final CaseCutter cutter;

    /** The labels proposed, in order of their numbers. */
    private final LongIndex kept = new LongIndex();

    private final boolean[] goal;
    private final long persons;

    /** Finds the touchpoints; takes one fold. */
    public Discovery(Snapshot snapshot, FoldScope scope, DiscoveryQuery query) {
        this.snapshot = snapshot;
        this.scope = scope;
        this.query = query;
        this.cutter = new CaseCutter(snapshot, query.cases());
        LabelTally tally = snapshot.fold(new LabelCount(), scope);
        this.persons = tally.persons;
        double least = query.leastShare() * tally.persons;
        List<Integer> ranked = IntStream.range(0, tally.keys.size())
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(i -> -tally.labelPersons.get(i))
                        .thenComparing(i -> cutter.label(tally.keys.key(i))))
                .toList();
        ranked.stream()
                .filter(i -> tally.labelPersons.get(i) >= least && !isGoal(tally.keys.key(i)))
                .limit(query.touchpoints())
                .forEachOrdered(i -> kept.number(tally.keys.key(i)));
        // The goal is proposed however rarely it is reached; the most frequent kind of it, when a label divides it.
        ranked.stream()
                .filter(i -> isGoal(tally.keys.key(i)))
                .limit(1)
                .forEachOrdered(i -> kept.number(tally.keys.key(i)));
        goal = new boolean[kept.size() + 1];
        for (int i = 0; i < kept.size(); i++) {
            goal[i] = isGoal(kept.key(i));
        }
    }

    private boolean isGoal(long key) {
        PathLabel label = cutter.label(key);
        return query.goal().filter(label.event()::equals).isPresent();
    }

    /** Looks where they stand; takes one fold. */
    public DiscoveryReport report() {
        PlaceTally tally = snapshot.fold(new PlaceCount(), scope);
        int count = kept.size();
        double[] places = IntStream.range(0, count).mapToDouble(tally::place).toArray();
        List<Integer> order = IntStream.range(0, count)
                .filter(i -> tally.cases[i] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> places[i])
                        .thenComparing(i -> cutter.label(kept.key(i))))
                .toList();
        int[] stages = stages(order, places);
        int[] placeOf = new int[count];
        List<Touchpoint> touchpoints = new ArrayList<>();
        for (int at = 0; at < order.size(); at++) {
            int i = order.get(at);
            placeOf[i] = at;
            touchpoints.add(new Touchpoint(
                    cutter.label(kept.key(i)),
                    tally.persons[i],
                    tally.cases[i],
                    tally.repeated[i],
                    tally.goalCases[i],
                    places[i],
                    stages[at],
                    goal[i],
                    tally.isOnMainPath(i)));
        }
        int goalStage = IntStream.range(0, order.size())
                .filter(at -> goal[order.get(at)])
                .map(at -> stages[at])
                .findFirst()
                .orElse(-1);
        return new DiscoveryReport(
                persons,
                tally.allCases,
                tally.allGoalCases,
                touchpoints,
                1 + Arrays.stream(stages).max().orElse(-1),
                goalStage,
                variants(tally, placeOf));
    }

    /** The stage of each touchpoint of the order: those up to the goal and those after it are cut apart. */
    private int[] stages(List<Integer> order, double[] places) {
        boolean reached = order.stream().anyMatch(i -> goal[i]);
        int upTo = (int) order.stream().filter(i -> !reached || places[i] <= 1).count();
        double[] row = order.stream().mapToDouble(i -> places[i]).toArray();
        int[] before = NaturalBreaks.groups(Arrays.copyOf(row, upTo), query.stagesBefore());
        int first = upTo == 0 ? 0 : before[upTo - 1] + 1;
        int[] stages = Arrays.copyOf(before, row.length);
        int[] after = NaturalBreaks.groups(Arrays.copyOfRange(row, upTo, row.length), Math.max(1, query.stagesAfter()));
        for (int i = 0; i < after.length; i++) {
            stages[upTo + i] = query.stagesAfter() == 0 ? Math.max(0, first - 1) : first + after[i];
        }
        return stages;
    }

    private List<Variant> variants(PlaceTally tally, int[] placeOf) {
        return tally.variants.mostFrequent(query.variants()).stream()
                .map(variant -> new Variant(
                        Arrays.stream(tally.variants.steps(variant))
                                .map(i -> placeOf[i])
                                .boxed()
                                .toList(),
                        tally.variants.count(variant)))
                .toList();
    }

    private int activity(long key) {
        int number = kept.find(key);
        return number < 0 ? kept.size() : number;
    }

    /** Persons by label. */
    private static final class LabelTally {
        private final CaseCutter.Steps steps = new CaseCutter.Steps();
        private final LongIndex keys = new LongIndex();
        private final LongCounts labelPersons = new LongCounts();
        private int[] last = new int[64];
        private long persons;
        private int lastPerson;

        private void note(int label, int person) {
            if (label >= last.length) {
                last = Arrays.copyOf(last, Math.max(label + 1, last.length * 2));
            }
            if (last[label] != person + 1) {
                last[label] = person + 1;
                labelPersons.add(label, 1);
            }
        }
    }

    /** First fold: how many persons each label has. */
    private final class LabelCount implements Fold<LabelTally> {
        @Override
        public LabelTally newAccumulator() {
            return new LabelTally();
        }

        @Override
        public void accept(Journey journey, LabelTally tally) {
            cutter.cut(journey, tally.steps, tally.keys::number, true, (person, steps) -> {
                if (tally.lastPerson != person + 1) {
                    tally.lastPerson = person + 1;
                    tally.persons++;
                }
                for (int step = 0; step < steps.size; step++) {
                    tally.note(steps.activity[step], person);
                }
            });
        }

        @Override
        public LabelTally combine(LabelTally left, LabelTally right) {
            for (int i = 0; i < right.keys.size(); i++) {
                left.labelPersons.add(left.keys.number(right.keys.key(i)), right.labelPersons.get(i));
            }
            left.persons += right.persons;
            return left;
        }
    }

    /** Second fold. */
    private final class PlaceCount implements Fold<PlaceTally> {
        @Override
        public PlaceTally newAccumulator() {
            return new PlaceTally(goal);
        }

        @Override
        public void accept(Journey journey, PlaceTally tally) {
            cutter.cut(journey, tally.steps, Discovery.this::activity, true, tally);
        }

        @Override
        public PlaceTally combine(PlaceTally left, PlaceTally right) {
            left.merge(right);
            return left;
        }
    }
}
