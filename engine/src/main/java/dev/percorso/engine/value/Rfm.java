package dev.percorso.engine.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * Customers scored from 1 to 5 by recency (day of the last order), frequency (number of orders) and monetary value.
 *
 * <p>Quintiles with a rule for ties: the score is 1 + ⌊5 · b / n⌋ of <i>n</i> customers where <i>b</i> are strictly
 * worse. Equals always get equal scores, so a fifth may be larger or smaller than the others, or empty: where most
 * people bought once, they all have frequency 1.
 *
 * <p>Source of the idea: A. M. Hughes, Strategic Database Marketing, 1994.
 */
public final class Rfm {

    /** Number of different scores. */
    public static final int SCORES = 5;

    /**
     * Customers with the same recency and frequency.
     *
     * @param recency from 1, longest ago, to 5
     * @param frequency from 1, least often, to 5
     * @param persons how many
     * @param value what they were worth together
     */
    public record Cell(int recency, int frequency, long persons, double value) {}

    /**
     * What a score stands for.
     *
     * @param low smallest number (of orders, or of the day since 1970) among those with the score
     * @param high largest
     */
    public record Range(int score, long low, long high) {}

    private final Customers customers;
    private final byte[] recency;
    private final byte[] frequency;
    private final byte[] monetary;

    private Rfm(Customers customers, byte[] recency, byte[] frequency, byte[] monetary) {
        this.customers = customers;
        this.recency = recency;
        this.frequency = frequency;
        this.monetary = monetary;
    }

    /** Scores customers among each other. */
    public static Rfm of(Customers customers) {
        return new Rfm(
                customers,
                scores(customers.size(), customers::lastDay),
                scores(customers.size(), customers::orders),
                scores(customers.size(), place -> sortable(customers.value(place))));
    }

    /** A long that orders as the number does. */
    private static long sortable(double number) {
        long bits = Double.doubleToLongBits(number + 0.0);
        return bits < 0 ? ~bits ^ Long.MIN_VALUE : bits;
    }

    private static byte[] scores(int size, IntToLongFunction measure) {
        long[] sorted = new long[size];
        Arrays.setAll(sorted, measure);
        Arrays.sort(sorted);
        byte[] scores = new byte[size];
        for (int place = 0; place < size; place++) {
            scores[place] = (byte) (1 + (long) SCORES * below(sorted, measure.applyAsLong(place)) / size);
        }
        return scores;
    }

    /** How many are smaller. */
    private static int below(long[] sorted, long value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Recency of the customer at a place, 5 = bought most recently. */
    public int recency(int place) {
        return recency[place];
    }

    /** Frequency of the customer at a place, 5 = bought most often. */
    public int frequency(int place) {
        return frequency[place];
    }

    /** Monetary value of the customer at a place, 5 = worth most. */
    public int monetary(int place) {
        return monetary[place];
    }

    /** All 25 cells, by falling recency, then rising frequency. */
    public List<Cell> grid() {
        long[] persons = new long[SCORES * SCORES];
        double[] values = new double[SCORES * SCORES];
        for (int place = 0; place < customers.size(); place++) {
            int cell = (SCORES - recency[place]) * SCORES + frequency[place] - 1;
            persons[cell]++;
            values[cell] += customers.value(place);
        }
        List<Cell> grid = new ArrayList<>(persons.length);
        for (int cell = 0; cell < persons.length; cell++) {
            grid.add(new Cell(SCORES - cell / SCORES, cell % SCORES + 1, persons[cell], values[cell]));
        }
        return grid;
    }

    /** Days of the last order by score of recency; scores that nobody has are left out. */
    public List<Range> recencies() {
        return ranges(recency, customers::lastDay);
    }

    /** Numbers of orders by score of frequency; scores that nobody has are left out. */
    public List<Range> frequencies() {
        return ranges(frequency, customers::orders);
    }

    private List<Range> ranges(byte[] scores, IntToLongFunction measure) {
        List<Range> ranges = new ArrayList<>(SCORES);
        for (int score = 1; score <= SCORES; score++) {
            long low = Long.MAX_VALUE;
            long high = Long.MIN_VALUE;
            for (int place = 0; place < scores.length; place++) {
                if (scores[place] == score) {
                    low = Math.min(low, measure.applyAsLong(place));
                    high = Math.max(high, measure.applyAsLong(place));
                }
            }
            if (low <= high) {
                ranges.add(new Range(score, low, high));
            }
        }
        return ranges;
    }

    /** The persons of a cell. */
    public BitSet persons(int recencyScore, int frequencyScore) {
        return customers.persons(place -> recency[place] == recencyScore && frequency[place] == frequencyScore);
    }
}
