package dev.percorso.engine.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How often and when people bought: all that {@link BuyingModel}s look at. Persons with the same pattern are counted
 * together, so that a model over a million persons costs what its few thousand different patterns cost.
 *
 * <p>Times are counted from a person's own first purchase, in any unit, the same for all.
 */
public final class BuyingPatterns {

    /**
     * What a model knows of a person.
     *
     * @param repeats purchases after the first, often written <i>x</i>
     * @param recency time from the first to the last purchase, <i>t<sub>x</sub></i>; 0 without repeats
     * @param age time from the first purchase to the end of observation, <i>T</i>
     */
    public record Pattern(int repeats, double recency, double age) {
        public Pattern {
            if (repeats < 0 || !(recency >= 0) || !(recency <= age) || !Double.isFinite(age)) {
                throw new IllegalArgumentException("a buying pattern needs repeats >= 0 and 0 <= recency <= age, got "
                        + repeats + ", " + recency + ", " + age);
            }
            if (repeats == 0 && recency != 0) {
                throw new IllegalArgumentException("without repeats the recency is 0, got " + recency);
            }
        }
    }

    private final List<Pattern> patterns;
    private final long[] persons;
    private final int[] patternOf;
    private final long total;

    private BuyingPatterns(List<Pattern> patterns, long[] persons, int[] patternOf, long total) {
        this.patterns = patterns;
        this.persons = persons;
        this.patternOf = patternOf;
        this.total = total;
    }

    /** The patterns of persons, one entry each. */
    public static BuyingPatterns of(List<Pattern> everyone) {
        return of(
                everyone.stream().mapToInt(Pattern::repeats).toArray(),
                everyone.stream().mapToDouble(Pattern::recency).toArray(),
                everyone.stream().mapToDouble(Pattern::age).toArray());
    }

    /**
     * The patterns of persons, one entry each.
     *
     * @param repeats purchases after the first
     * @param recencies time from the first to the last purchase
     * @param ages time from the first purchase to the end of observation
     */
    public static BuyingPatterns of(int[] repeats, double[] recencies, double[] ages) {
        Grouping grouping = new Grouping();
        int[] found = new int[repeats.length];
        for (int person = 0; person < repeats.length; person++) {
            found[person] = grouping.number(repeats[person], recencies[person], ages[person]);
        }
        return grouping.sorted(found);
    }

    /** Number of different patterns; they are ordered by repeats. */
    public int size() {
        return patterns.size();
    }

    /** A pattern. */
    public Pattern pattern(int number) {
        return patterns.get(number);
    }

    /** How many persons have a pattern. */
    public long persons(int number) {
        return persons[number];
    }

    /** The number of the pattern of a person, by the person's place in what these were made of. */
    public int patternOf(int place) {
        return patternOf[place];
    }

    /** Number of persons. */
    public long total() {
        return total;
    }

    /** Number of persons who bought again. */
    public long repeaters() {
        long count = 0;
        for (int number = 0; number < patterns.size(); number++) {
            count += patterns.get(number).repeats() > 0 ? persons[number] : 0;
        }
        return count;
    }

    /** About that many of the patterns, evenly spread, with their persons; of no use to ask for a person's pattern. */
    BuyingPatterns sample(int size) {
        int stride = Math.max(1, patterns.size() / size);
        List<Pattern> some = new ArrayList<>();
        long[] counts = new long[patterns.size() / stride + 1];
        long sum = 0;
        for (int number = 0; number < patterns.size(); number += stride) {
            counts[some.size()] = persons[number];
            sum += persons[number];
            some.add(patterns.get(number));
        }
        return new BuyingPatterns(some, counts, new int[0], sum);
    }

    /** Mean time of observation; NaN without persons. */
    double meanAge() {
        double sum = 0;
        for (int number = 0; number < patterns.size(); number++) {
            sum += patterns.get(number).age() * persons[number];
        }
        return sum / total;
    }

    /** Mean number of repeats; NaN without persons. */
    double meanRepeats() {
        double sum = 0;
        for (int number = 0; number < patterns.size(); number++) {
            sum += (double) patterns.get(number).repeats() * persons[number];
        }
        return sum / total;
    }

    /** Numbers patterns as they come; open addressing, one object per different pattern. */
    private static final class Grouping {
        private final List<Pattern> patterns = new ArrayList<>();
        private int[] table = new int[1024];
        private long[] counts = new long[512];

        int number(int repeats, double recency, double age) {
            int slot = slot(repeats, recency, age);
            while (table[slot] != 0) {
                Pattern known = patterns.get(table[slot] - 1);
                if (known.repeats() == repeats && known.recency() == recency && known.age() == age) {
                    counts[table[slot] - 1]++;
                    return table[slot] - 1;
                }
                slot = (slot + 1) & (table.length - 1);
            }
            patterns.add(new Pattern(repeats, recency, age));
            int number = patterns.size() - 1;
            table[slot] = number + 1;
            counts[number]++;
            if (patterns.size() == counts.length) {
                grow();
            }
            return number;
        }

        private void grow() {
            counts = Arrays.copyOf(counts, counts.length * 2);
            table = new int[table.length * 2];
            for (int number = 0; number < patterns.size(); number++) {
                Pattern pattern = patterns.get(number);
                int slot = slot(pattern.repeats(), pattern.recency(), pattern.age());
                while (table[slot] != 0) {
                    slot = (slot + 1) & (table.length - 1);
                }
                table[slot] = number + 1;
            }
        }

        private int slot(int repeats, double recency, double age) {
            long mixed = repeats * 0x9E3779B97F4A7C15L;
            mixed = (mixed ^ Double.doubleToLongBits(recency)) * 0xC2B2AE3D27D4EB4FL;
            mixed = (mixed ^ (mixed >>> 29) ^ Double.doubleToLongBits(age)) * 0x9E3779B97F4A7C15L;
            return (int) (mixed >>> 32) & (table.length - 1);
        }

        BuyingPatterns sorted(int[] found) {
            List<Integer> order = new ArrayList<>();
            for (int number = 0; number < patterns.size(); number++) {
                order.add(number);
            }
            order.sort(Comparator.<Integer>comparingInt(
                            number -> patterns.get(number).repeats())
                    .thenComparingDouble(number -> patterns.get(number).age())
                    .thenComparingDouble(number -> patterns.get(number).recency()));
            int[] place = new int[patterns.size()];
            long[] persons = new long[patterns.size()];
            List<Pattern> ordered = new ArrayList<>(patterns.size());
            for (int at = 0; at < order.size(); at++) {
                place[order.get(at)] = at;
                persons[at] = counts[order.get(at)];
                ordered.add(patterns.get(order.get(at)));
            }
            int[] patternOf = new int[found.length];
            for (int person = 0; person < found.length; person++) {
                patternOf[person] = place[found[person]];
            }
            return new BuyingPatterns(ordered, persons, patternOf, found.length);
        }
    }
}
