package dev.percorso.engine.value;

import dev.percorso.engine.stat.Bootstrap;
import dev.percorso.engine.stat.Interval;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.function.IntPredicate;

/**
 * Everybody who had an order by some moment, ordered by person, in columns; see {@link Purchases} for what counts. A
 * customer is addressed by a place from 0 to {@code size() - 1}.
 */
public final class Customers {

    /** Any number; always the same, so that a figure keeps its interval. */
    private static final long SEED = 2026;

    private final Columns columns;

    private Customers(Columns columns) {
        this.columns = columns;
    }

    public int size() {
        return columns.size;
    }

    /** The person at a place. */
    public int person(int place) {
        return columns.integers[place * Columns.INTEGERS];
    }

    /** Number of orders. */
    public int orders(int place) {
        return columns.integers[place * Columns.INTEGERS + 1];
    }

    /** Orders in the range of the query. */
    public int ordersInRange(int place) {
        return columns.integers[place * Columns.INTEGERS + 2];
    }

    /** Number of calendar days with an order. */
    public int purchaseDays(int place) {
        return columns.integers[place * Columns.INTEGERS + 3];
    }

    /** Calendar day of the first order, counted from 1 January 1970. */
    public int firstDay(int place) {
        return columns.integers[place * Columns.INTEGERS + 4];
    }

    /** Calendar day of the last order, counted from 1 January 1970. */
    public int lastDay(int place) {
        return columns.integers[place * Columns.INTEGERS + 5];
    }

    /** Time of the first order, in epoch milliseconds. */
    public long firstTime(int place) {
        return columns.times[place * Columns.TIMES];
    }

    /** Time of the last order, in epoch milliseconds. */
    public long lastTime(int place) {
        return columns.times[place * Columns.TIMES + 1];
    }

    /** Value of all orders less all refunds. */
    public double value(int place) {
        return columns.values[place * Columns.VALUES] - columns.values[place * Columns.VALUES + 2];
    }

    /** Value of all orders. */
    public double orderValue(int place) {
        return columns.values[place * Columns.VALUES];
    }

    /** Value of the orders in the range of the query. */
    public double valueInRange(int place) {
        return columns.values[place * Columns.VALUES + 3];
    }

    /**
     * The interval of the mean value of an order in the range, before refunds; empty for too few buyers.
     *
     * @param confidence two-sided, such as 0.95
     */
    public Optional<Interval> averageOrderValue(double confidence) {
        double[] values = new double[size()];
        double[] orders = new double[size()];
        int buyers = 0;
        for (int place = 0; place < size(); place++) {
            if (ordersInRange(place) > 0) {
                values[buyers] = valueInRange(place);
                orders[buyers] = ordersInRange(place);
                buyers++;
            }
        }
        return Bootstrap.ratio(Arrays.copyOf(values, buyers), Arrays.copyOf(orders, buyers), confidence, SEED);
    }

    /** Mean value of the purchase days after the first; {@code NaN} for who bought on one day only. */
    public double meanRepeatValue(int place) {
        double later = columns.values[place * Columns.VALUES] - columns.values[place * Columns.VALUES + 1];
        return purchaseDays(place) < 2 ? Double.NaN : later / (purchaseDays(place) - 1);
    }

    /** The persons at the places that pass. */
    public BitSet persons(IntPredicate places) {
        BitSet persons = new BitSet();
        for (int place = 0; place < size(); place++) {
            if (places.test(place)) {
                persons.set(person(place));
            }
        }
        return persons;
    }

    /**
     * How often and when each bought, for the models: purchases are days with an order.
     *
     * @param endDay the last day of observation, counted from 1 January 1970; nobody's last order lies after it, or
     *     theirs is taken instead
     * @param daysPerUnit 7 for weeks
     * @return one entry for each customer, in order
     */
    public BuyingPatterns patterns(int endDay, double daysPerUnit) {
        int[] repeats = new int[size()];
        double[] recencies = new double[size()];
        double[] ages = new double[size()];
        for (int place = 0; place < size(); place++) {
            repeats[place] = purchaseDays(place) - 1;
            recencies[place] = (lastDay(place) - firstDay(place)) / daysPerUnit;
            ages[place] = (Math.max(endDay, lastDay(place)) - firstDay(place)) / daysPerUnit;
        }
        return BuyingPatterns.of(repeats, recencies, ages);
    }

    /**
     * The model of what purchases are worth, from those who bought on a second day and whose later days were worth
     * something.
     */
    public Fit<GammaGamma> spending() {
        int[] places = new int[size()];
        int count = 0;
        for (int place = 0; place < size(); place++) {
            if (meanRepeatValue(place) > 0) {
                places[count++] = place;
            }
        }
        int[] purchases = new int[count];
        double[] means = new double[count];
        for (int i = 0; i < count; i++) {
            purchases[i] = purchaseDays(places[i]) - 1;
            means[i] = meanRepeatValue(places[i]);
        }
        return GammaGamma.fit(purchases, means);
    }

    /** Columns that grow, a row a customer. */
    static final class Columns {
        private static final int INTEGERS = 6;
        private static final int TIMES = 2;
        private static final int VALUES = 4;

        private int[] integers = new int[INTEGERS * 16];
        private long[] times = new long[TIMES * 16];
        private double[] values = new double[VALUES * 16];
        private int size;

        void add(Purchases.Customer customer) {
            reserve(size + 1);
            int at = size * INTEGERS;
            integers[at] = customer.person;
            integers[at + 1] = customer.orders;
            integers[at + 2] = customer.ordersInRange;
            integers[at + 3] = customer.days;
            integers[at + 4] = customer.firstDay;
            integers[at + 5] = customer.lastDay;
            times[size * TIMES] = customer.firstTime;
            times[size * TIMES + 1] = customer.lastTime;
            values[size * VALUES] = customer.orderValue;
            values[size * VALUES + 1] = customer.firstDayValue;
            values[size * VALUES + 2] = customer.refunded;
            values[size * VALUES + 3] = customer.valueInRange;
            size++;
        }

        void addAll(Columns other) {
            reserve(size + other.size);
            System.arraycopy(other.integers, 0, integers, size * INTEGERS, other.size * INTEGERS);
            System.arraycopy(other.times, 0, times, size * TIMES, other.size * TIMES);
            System.arraycopy(other.values, 0, values, size * VALUES, other.size * VALUES);
            size += other.size;
        }

        Customers sorted() {
            long[] order = new long[size];
            for (int row = 0; row < size; row++) {
                order[row] = (long) integers[row * INTEGERS] << 32 | row;
            }
            Arrays.sort(order);
            Columns ordered = new Columns();
            ordered.reserve(size);
            for (int at = 0; at < size; at++) {
                int row = (int) order[at];
                System.arraycopy(integers, row * INTEGERS, ordered.integers, at * INTEGERS, INTEGERS);
                System.arraycopy(times, row * TIMES, ordered.times, at * TIMES, TIMES);
                System.arraycopy(values, row * VALUES, ordered.values, at * VALUES, VALUES);
            }
            ordered.size = size;
            return new Customers(ordered);
        }

        private void reserve(int rows) {
            if (rows * INTEGERS > integers.length) {
                int capacity = Math.max(rows, size * 2);
                integers = Arrays.copyOf(integers, capacity * INTEGERS);
                times = Arrays.copyOf(times, capacity * TIMES);
                values = Arrays.copyOf(values, capacity * VALUES);
            }
        }
    }
}
