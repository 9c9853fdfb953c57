package dev.percorso.engine.process;

import dev.percorso.engine.fold.LongCounts;
import dev.percorso.engine.fold.LongIndex;
import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * What directly follows what in people's cases, and the sequences that are really gone through. Two folds: the first
 * finds the most frequent labels, the second counts. Memory is bounded by the number of activities, by {@link
 * #MOST_VARIANTS} and {@link #LONGEST_VARIANT}, and by 4 bytes a step for exact quantiles of times.
 */
public final class ProcessMap {

    /** Label of the activities beyond those kept. */
    public static final String OTHER = "…";

    /** The most steps of a case that is told apart as a variant. */
    public static final int LONGEST_VARIANT = 100;

    /** The most variants told apart. */
    public static final int MOST_VARIANTS = 100_000;

    /** Whose persons to find; labels are those of the report. */
    public sealed interface Part {
        /** Persons who do the activity. */
        record OfActivity(String label) implements Part {}

        /** Persons who do one activity directly after another. */
        record OfEdge(String from, String to) implements Part {}

        /** Persons with a case that starts with the activity. */
        record StartingWith(String label) implements Part {}

        /** Persons with a case that ends with the activity. */
        record EndingWith(String label) implements Part {}

        /** Persons with a case of exactly this sequence. */
        record OfVariant(List<String> labels) implements Part {
            public OfVariant {
                labels = List.copyOf(labels);
            }
        }
    }

    private final Snapshot snapshot;
    private final FoldScope scope;
    private final ProcessQuery query;
    private final CaseCutter cutter;

    /** The labels kept, in order of their activities. */
    private final LongIndex kept = new LongIndex();

    private final int labels;

    /** Finds the activities; takes one fold. */
    public ProcessMap(Snapshot snapshot, FoldScope scope, ProcessQuery query) {
        this.snapshot = snapshot;
        this.scope = scope;
        this.query = query;
        this.cutter = new CaseCutter(snapshot, query);
        LabelTally tally = snapshot.fold(new LabelCount(), scope);
        this.labels = tally.keys.size();
        IntStream.range(0, labels)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(i -> -tally.counts.get(i))
                        .thenComparing(i -> cutter.label(tally.keys.key(i))))
                .limit(query.activities())
                .forEachOrdered(i -> kept.number(tally.keys.key(i)));
    }

    /**
     * Counts activities, edges and variants; takes one fold.
     *
     * @param confidence of the intervals of median times, two-sided, such as 0.95
     */
    public ProcessReport report(double confidence) {
        return snapshot.fold(new Count(), scope).report(this::text, Math.max(0, labels - kept.size()), confidence);
    }

    /**
     * Finds the persons behind a figure.
     *
     * @throws IllegalArgumentException when the map has no such activity
     */
    public BitSet persons(Part part) {
        return snapshot.fold(new Find(test(part)), scope).persons;
    }

    /**
     * A step of a case.
     *
     * @param label of its event, also where the report puts it among the others
     * @param time in epoch milliseconds
     */
    public record Step(String label, long time) {}

    /** Receives cases. */
    @FunctionalInterface
    public interface CaseReader<X extends Exception> {
        /** @param number counts the person's cases from 1 */
        void take(int person, int number, List<Step> steps) throws X;
    }

    /**
     * Hands over the very cases that the report counts, person by person in order of their numbers, each case in order of
     * time. One person's cases are in memory at a time.
     *
     * @throws java.util.concurrent.CancellationException when the scope's switch is thrown
     */
    public <X extends Exception> void cases(CaseReader<X> reader) throws X {
        BitSet persons = snapshot.fold(new Find(steps -> true), scope).persons;
        LongIndex keys = new LongIndex();
        CaseCutter.Steps space = new CaseCutter.Steps();
        for (int person = persons.nextSetBit(0); person >= 0; person = persons.nextSetBit(person + 1)) {
            if (scope.cancellation().isCancelled()) {
                throw new CancellationException();
            }
            List<List<Step>> cases = new ArrayList<>();
            cutter.cut(snapshot.journey(person), space, keys::number, false, (owner, steps) -> {
                if (counts(steps, keys)) {
                    cases.add(steps(steps, keys));
                }
            });
            for (int number = 0; number < cases.size(); number++) {
                reader.take(person, number + 1, cases.get(number));
            }
        }
    }

    /** Whether the report counts the case, which has as many steps as its activities make. */
    private boolean counts(CaseCutter.Steps steps, LongIndex keys) {
        int size = 0;
        int before = -1;
        for (int step = 0; step < steps.size; step++) {
            int activity = activity(keys.key(steps.activity[step]));
            size += query.collapseRepeats() && activity == before ? 0 : 1;
            before = activity;
        }
        return size >= query.least() && size <= query.most();
    }

    private List<Step> steps(CaseCutter.Steps steps, LongIndex keys) {
        List<Step> told = new ArrayList<>();
        for (int step = 0; step < steps.size; step++) {
            boolean isRepeat = step > 0 && steps.activity[step] == steps.activity[step - 1];
            if (!isRepeat || !query.collapseRepeats()) {
                told.add(new Step(cutter.label(keys.key(steps.activity[step])).text(), steps.time[step]));
            }
        }
        return List.copyOf(told);
    }

    private interface CaseTest {
        boolean test(CaseCutter.Steps steps);
    }

    private CaseTest test(Part part) {
        return switch (part) {
            case Part.OfActivity(String label) -> {
                int wanted = number(label);
                yield steps -> IntStream.range(0, steps.size).anyMatch(step -> steps.activity[step] == wanted);
            }
            case Part.OfEdge(String from, String to) -> {
                int left = number(from);
                int right = number(to);
                yield steps -> IntStream.range(1, steps.size)
                        .anyMatch(step -> steps.activity[step - 1] == left && steps.activity[step] == right);
            }
            case Part.StartingWith(String label) -> {
                int wanted = number(label);
                yield steps -> steps.activity[0] == wanted;
            }
            case Part.EndingWith(String label) -> {
                int wanted = number(label);
                yield steps -> steps.activity[steps.size - 1] == wanted;
            }
            case Part.OfVariant(List<String> sequence) -> {
                int[] wanted = sequence.stream().mapToInt(this::number).toArray();
                yield steps -> Arrays.equals(steps.activity, 0, steps.size, wanted, 0, wanted.length);
            }
        };
    }

    private int number(String label) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int activity = kept.size(); activity >= 0; activity--) {
            numbers.put(text(activity), activity);
        }
        Integer number = numbers.get(label);
        if (number == null) {
            throw new IllegalArgumentException("the map has no activity " + label);
        }
        return number;
    }

    private String text(int activity) {
        return activity == kept.size()
                ? OTHER
                : cutter.label(kept.key(activity)).text();
    }

    /** Number of the activity a label belongs to; the number of those kept for the rest. */
    private int activity(long key) {
        int number = kept.find(key);
        return number < 0 ? kept.size() : number;
    }

    private static final class LabelTally {
        private final CaseCutter.Steps steps = new CaseCutter.Steps();
        private final LongIndex keys = new LongIndex();
        private final LongCounts counts = new LongCounts();
    }

    /** First fold: how many steps each label has. */
    private final class LabelCount implements Fold<LabelTally> {
        @Override
        public LabelTally newAccumulator() {
            return new LabelTally();
        }

        @Override
        public void accept(Journey journey, LabelTally tally) {
            cutter.cut(journey, tally.steps, tally.keys::number, query.collapseRepeats(), (person, steps) -> {
                for (int step = 0; step < steps.size; step++) {
                    tally.counts.add(steps.activity[step], 1);
                }
            });
        }

        @Override
        public LabelTally combine(LabelTally left, LabelTally right) {
            for (int i = 0; i < right.keys.size(); i++) {
                left.counts.add(left.keys.number(right.keys.key(i)), right.counts.get(i));
            }
            return left;
        }
    }

    /** Second fold. */
    private final class Count implements Fold<ProcessTally> {
        @Override
        public ProcessTally newAccumulator() {
            return new ProcessTally(query, kept.size() + 1);
        }

        @Override
        public void accept(Journey journey, ProcessTally tally) {
            cutter.cut(journey, tally.steps, ProcessMap.this::activity, query.collapseRepeats(), tally);
        }

        @Override
        public ProcessTally combine(ProcessTally left, ProcessTally right) {
            left.merge(right);
            return left;
        }
    }

    private static final class Found {
        private final CaseCutter.Steps steps = new CaseCutter.Steps();
        private final BitSet persons = new BitSet();
    }

    /** Finds persons with a case that passes. */
    private final class Find implements Fold<Found> {
        private final CaseTest test;

        Find(CaseTest test) {
            this.test = test;
        }

        @Override
        public Found newAccumulator() {
            return new Found();
        }

        @Override
        public void accept(Journey journey, Found found) {
            cutter.cut(journey, found.steps, ProcessMap.this::activity, query.collapseRepeats(), (person, steps) -> {
                if (steps.size >= query.least() && steps.size <= query.most() && test.test(steps)) {
                    found.persons.set(person);
                }
            });
        }

        @Override
        public Found combine(Found left, Found right) {
            left.persons.or(right.persons);
            return left;
        }
    }
}
