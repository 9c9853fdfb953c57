package dev.percorso.engine.conform;

import dev.percorso.engine.stat.Interval;
import dev.percorso.engine.stat.Lift;
import dev.percorso.engine.stat.Wilson;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What goes with a deviation: the values of traits, channels and the like that persons with it have more, or less, often
 * than persons in general. An association, not a cause.
 *
 * <p>Many values are compared at once, so some would stand out by chance alone. Each interval is therefore wider than one
 * for a single question: with <i>m</i> values it is at confidence 1 − (1 − confidence)/<i>m</i>, and all of them hold
 * together at the confidence asked for (Bonferroni; O. J. Dunn, <i>Multiple Comparisons Among Means</i>, Journal of the
 * American Statistical Association 56 (1961) 52–64).
 *
 * @param persons with any case
 * @param deviating of these, persons with the deviation
 * @param compared how many values were compared
 * @param values the clearest first: those whose interval lies farthest from 1
 */
public record Companions(long persons, long deviating, int compared, List<Companion> values) {

    public Companions {
        values = List.copyOf(values);
    }

    /**
     * Values that persons have; a person may have several of one attribute.
     *
     * @param name of the trait or property
     * @param persons by value
     */
    public record Attribute(String name, SortedMap<String, BitSet> persons) {

        public Attribute {
            persons = new TreeMap<>(persons);
        }
    }

    /**
     * One value.
     *
     * @param persons with the value and any case
     * @param deviating of these, persons with the deviation
     * @param lift how many times as frequent the deviation is among them as among everyone
     */
    public record Companion(String attribute, String value, long persons, long deviating, Interval lift) {

        /** Whether the deviation is more or less frequent here beyond what chance explains. */
        public boolean isClear() {
            return lift.low() > 1 || lift.high() < 1;
        }
    }

    private record Counted(String attribute, String value, long persons, long deviating) {}

    /**
     * Compares.
     *
     * @param everyone persons with any case
     * @param deviating persons with the deviation, part of everyone
     * @param least values of fewer persons are not compared
     * @param confidence with which all intervals together hold, such as 0.95
     */
    public static Companions of(
            BitSet everyone, BitSet deviating, List<Attribute> attributes, long least, double confidence) {
        long all = everyone.cardinality();
        long with = deviating.cardinality();
        List<Counted> counted = new ArrayList<>();
        for (Attribute attribute : attributes) {
            attribute.persons().forEach((value, persons) -> {
                long here = common(persons, everyone);
                // What everybody has, or nearly nobody, says nothing about the difference.
                if (here >= Math.max(1, least) && here < all) {
                    counted.add(new Counted(attribute.name(), value, here, common(persons, deviating)));
                }
            });
        }
        if (with == 0 || with == all || counted.isEmpty()) {
            return new Companions(all, with, counted.size(), List.of());
        }
        double each = 1 - (1 - confidence) / counted.size();
        List<Companion> values = counted.stream()
                .map(value -> new Companion(
                        value.attribute(),
                        value.value(),
                        value.persons(),
                        value.deviating(),
                        lift(value, with, all, each)))
                .sorted(Comparator.<Companion>comparingDouble(value -> -distance(value.lift()))
                        .thenComparing(Companion::attribute)
                        .thenComparing(Companion::value))
                .toList();
        return new Companions(all, with, counted.size(), values);
    }

    private static long common(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.and(other);
        return both.cardinality();
    }

    private static Interval lift(Counted value, long with, long all, double confidence) {
        if (value.deviating() > 0) {
            return Lift.interval(value.deviating(), value.persons(), with, all, confidence);
        }
        double share = (double) with / all;
        return new Interval(
                0, 0, Wilson.interval(0, value.persons(), confidence).high() / share);
    }

    /** How far on its side of 1 the whole interval lies; below 0, by how much it misses that, when it holds 1. */
    private static double distance(Interval lift) {
        return Math.max(Math.log(lift.low()), -Math.log(lift.high()));
    }
}
