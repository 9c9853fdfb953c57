package dev.percorso.engine.conform;

/** Merge sort of ints by an order of their own, without boxing; stable. */
final class IntSort {

    private static final int SHORT = 8;

    private IntSort() {}

    /** Orders two values as a comparator does. */
    @FunctionalInterface
    interface Order {
        int compare(int a, int b);
    }

    /** Sorts {@code values[from…to)}. */
    static void sort(int[] values, int from, int to, Order order) {
        if (to - from > 1) {
            sort(values, from, to, order, new int[to - from]);
        }
    }

    private static void sort(int[] values, int from, int to, Order order, int[] spare) {
        if (to - from <= SHORT) {
            insert(values, from, to, order);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(values, from, middle, order, spare);
        sort(values, middle, to, order, spare);
        if (order.compare(values[middle - 1], values[middle]) <= 0) {
            return;
        }
        int length = middle - from;
        System.arraycopy(values, from, spare, 0, length);
        int left = 0;
        int right = middle;
        int target = from;
        while (left < length) {
            boolean takeRight = right < to && order.compare(values[right], spare[left]) < 0;
            values[target++] = takeRight ? values[right++] : spare[left++];
        }
    }

    private static void insert(int[] values, int from, int to, Order order) {
        for (int i = from + 1; i < to; i++) {
            int value = values[i];
            int hole = i;
            while (hole > from && order.compare(values[hole - 1], value) > 0) {
                values[hole] = values[hole - 1];
                hole--;
            }
            values[hole] = value;
        }
    }
}
