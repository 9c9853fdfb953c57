package dev.percorso.engine.together;

import dev.percorso.engine.fold.PersonSet;
import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.FoldScope;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.match.EventMatcher;
import dev.percorso.engine.stat.LogLikelihoodRatio;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which values of a property the same persons have on matching events of a range: products bought by the same customers.
 * A person counts once for a value and once for a pair. Two folds: the first finds the values that most persons have, the
 * second counts pairs of them; memory grows with the square of the values kept.
 */
public final class Together {

    /** The most values paired. */
    public static final int LARGEST_VALUES = 300;

    /**
     * What to look at.
     *
     * @param match events that count
     * @param property whose texts are paired
     * @param values how many are kept: those of most persons
     * @param least persons of a pair at least
     * @param from start of the range, included
     * @param to end of the range, excluded
     */
    public record Query(EventMatch match, String property, int values, long least, Instant from, Instant to) {
        public Query {
            if (values < 2 || values > LARGEST_VALUES) {
                throw new IllegalArgumentException("2 to " + LARGEST_VALUES + " values can be paired, got " + values);
            }
            if (!from.isBefore(to)) {
                throw new IllegalArgumentException("a range must end after it starts, got " + from + " to " + to);
            }
        }
    }

    /** A value and the persons who have it. */
    public record Value(String label, long persons) {}

    /**
     * Two values.
     *
     * @param one the one that more persons have
     * @param persons who have both
     * @param lift how many times more often than if the two were independent
     * @param logLikelihood how surprising that is, see {@link LogLikelihoodRatio}
     */
    public record Pair(String one, String other, long persons, double lift, double logLikelihood) {}

    /**
     * The result.
     *
     * @param persons who have any value
     * @param values kept, by falling number of persons
     * @param valuesLeftOut how many others there are
     * @param pairs that are more frequent than chance, the most surprising first
     */
    public record Report(long persons, List<Value> values, int valuesLeftOut, List<Pair> pairs) {
        public Report {
            values = List.copyOf(values);
            pairs = List.copyOf(pairs);
        }
    }

    private static final int NONE = -1;

    private final Snapshot snapshot;
    private final FoldScope scope;
    private final Query query;
    private final EventMatcher matcher;
    private final Property property;
    private final long from;
    private final long to;
    private final List<Value> values;
    private final int valuesLeftOut;

    /** By text code: the place among the values kept. */
    private final int[] places;

    /** Finds the values; takes one fold. */
    public Together(Snapshot snapshot, FoldScope scope, Query query) {
        this.snapshot = snapshot;
        this.scope = scope;
        this.query = query;
        matcher = new EventMatcher(query.match(), snapshot);
        property = snapshot.property(query.property());
        from = query.from().toEpochMilli();
        to = query.to().toEpochMilli();
        Singles singles = snapshot.fold(new CountValues(), scope);
        List<Integer> ranked = IntStream.range(0, singles.persons.length)
                .filter(code -> singles.persons[code] > 0)
                .boxed()
                .sorted(Comparator.<Integer>comparingLong(code -> -singles.persons[code])
                        .thenComparing(property::text))
                .toList();
        List<Integer> kept = ranked.subList(0, Math.min(query.values(), ranked.size()));
        values = kept.stream()
                .map(code -> new Value(property.text(code), singles.persons[code]))
                .toList();
        valuesLeftOut = ranked.size() - kept.size();
        places = new int[singles.persons.length];
        Arrays.fill(places, NONE);
        for (int place = 0; place < kept.size(); place++) {
            places[kept.get(place)] = place;
        }
    }

    /** Counts pairs; takes one fold. */
    public Report report(int mostPairs) {
        Pairs counted = snapshot.fold(new CountPairs(), scope);
        int width = values.size();
        List<Pair> pairs = new ArrayList<>();
        for (int one = 0; one < width; one++) {
            for (int other = one + 1; other < width; other++) {
                long both = counted.both[one * width + other];
                if (both > 0 && both >= query.least()) {
                    Pair pair = pair(one, other, both, counted.persons);
                    if (pair.lift() > 1) {
                        pairs.add(pair);
                    }
                }
            }
        }
        pairs.sort(Comparator.<Pair>comparingDouble(pair -> -pair.logLikelihood())
                .thenComparing(Pair::one)
                .thenComparing(Pair::other));
        return new Report(counted.persons, values, valuesLeftOut, pairs.subList(0, Math.min(mostPairs, pairs.size())));
    }

    private Pair pair(int one, int other, long both, long all) {
        long withOne = values.get(one).persons();
        long withOther = values.get(other).persons();
        return new Pair(
                values.get(one).label(),
                values.get(other).label(),
                both,
                (double) both * all / ((double) withOne * withOther),
                LogLikelihoodRatio.of(both, withOne - both, withOther - both, all - withOne - withOther + both));
    }

    /** Persons who have both values. */
    public BitSet persons(String one, String other) {
        int left = property.codeOf(one);
        int right = property.codeOf(other);
        return snapshot.fold(
                PersonSet.where(journey -> left >= 0 && right >= 0 && has(journey, left) && has(journey, right)),
                scope);
    }

    private boolean has(Journey journey, int code) {
        int end = journey.indexAfter(to - 1);
        for (int event = journey.indexAfter(from - 1); event < end; event++) {
            if (matcher.matches(journey, event) && journey.text(event, property) == code) {
                return true;
            }
        }
        return false;
    }

    /** Persons by text code. */
    private static final class Singles {
        private long[] persons = new long[64];
        private int[] last = new int[64];

        private void note(int code, int person) {
            if (code >= persons.length) {
                int capacity = Math.max(code + 1, persons.length * 2);
                persons = Arrays.copyOf(persons, capacity);
                last = Arrays.copyOf(last, capacity);
            }
            if (last[code] != person + 1) {
                last[code] = person + 1;
                persons[code]++;
            }
        }
    }

    private final class CountValues implements Fold<Singles> {
        @Override
        public Singles newAccumulator() {
            return new Singles();
        }

        @Override
        public void accept(Journey journey, Singles singles) {
            int end = journey.indexAfter(to - 1);
            for (int event = journey.indexAfter(from - 1); event < end; event++) {
                int code = matcher.matches(journey, event) ? journey.text(event, property) : Property.NO_TEXT;
                if (code != Property.NO_TEXT) {
                    singles.note(code, journey.person());
                }
            }
        }

        @Override
        public Singles combine(Singles left, Singles right) {
            if (left.persons.length < right.persons.length) {
                left.persons = Arrays.copyOf(left.persons, right.persons.length);
                left.last = Arrays.copyOf(left.last, right.persons.length);
            }
            for (int code = 0; code < right.persons.length; code++) {
                left.persons[code] += right.persons[code];
            }
            return left;
        }
    }

    /** Pairs by place, the smaller place first; working space of one thread. */
    private final class Pairs {
        private long persons;
        private final long[] both = new long[values.size() * values.size()];
        private final BitSet held = new BitSet(values.size());
    }

    private final class CountPairs implements Fold<Pairs> {
        @Override
        public Pairs newAccumulator() {
            return new Pairs();
        }

        @Override
        public void accept(Journey journey, Pairs pairs) {
            boolean hasAny = false;
            pairs.held.clear();
            int end = journey.indexAfter(to - 1);
            for (int event = journey.indexAfter(from - 1); event < end; event++) {
                int code = matcher.matches(journey, event) ? journey.text(event, property) : Property.NO_TEXT;
                if (code != Property.NO_TEXT) {
                    hasAny = true;
                    if (code < places.length && places[code] != NONE) {
                        pairs.held.set(places[code]);
                    }
                }
            }
            pairs.persons += hasAny ? 1 : 0;
            for (int one = pairs.held.nextSetBit(0); one >= 0; one = pairs.held.nextSetBit(one + 1)) {
                int row = one * values.size();
                for (int other = pairs.held.nextSetBit(one + 1); other >= 0; other = pairs.held.nextSetBit(other + 1)) {
                    pairs.both[row + other]++;
                }
            }
        }

        @Override
        public Pairs combine(Pairs left, Pairs right) {
            left.persons += right.persons;
            for (int pair = 0; pair < left.both.length; pair++) {
                left.both[pair] += right.both[pair];
            }
            return left;
        }
    }
}
