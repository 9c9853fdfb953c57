package dev.percorso.engine.conform;

import java.util.concurrent.RecursiveAction;

/** Merge sort of ints by an order of their own, without boxing; stable. */
final class IntSort {

    private static final int SHORT = 8;
    private static final int SEQUENTIAL = 1 << 14;

    private IntSort() {}

    /** Orders two values as a comparator does. */
    @FunctionalInterface
    interface Order {
        int compare(int a, int b);
    }

    /** Sorts {@code values[from…to)}; long ones on all cores of the common pool. */
    static void sort(int[] values, int from, int to, Order order) {
        if (to - from <= SHORT) {
            insert(values, from, to, order);
        } else if (to - from <= SEQUENTIAL) {
            sort(values, from, to, order, new int[to - from], from);
        } else {
            new Sorting(values, from, to, order, new int[to - from], from).invoke();
        }
    }

    /** Sorts halves side by side; they use parts of the spare array that do not overlap. */
    private static final class Sorting extends RecursiveAction {
        private static final long serialVersionUID = 1;

        private final transient int[] values;
        private final int from;
        private final int to;
        private final transient Order order;
        private final transient int[] spare;
        private final int base;

        Sorting(int[] values, int from, int to, Order order, int[] spare, int base) {
            this.values = values;
            this.from = from;
            this.to = to;
            this.order = order;
            this.spare = spare;
            this.base = base;
        }

        @Override
        protected void compute() {
            if (to - from <= SEQUENTIAL) {
                sort(values, from, to, order, spare, base);
                return;
            }
            int middle = (from + to) >>> 1;
            invokeAll(
                    new Sorting(values, from, middle, order, spare, base),
                    new Sorting(values, middle, to, order, spare, base));
            merge(values, from, middle, to, order, spare, base);
        }
    }

    /** @param base index of {@code values} that the first element of the spare array stands for */
    private static void sort(int[] values, int from, int to, Order order, int[] spare, int base) {
        if (to - from <= SHORT) {
            insert(values, from, to, order);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(values, from, middle, order, spare, base);
        sort(values, middle, to, order, spare, base);
        merge(values, from, middle, to, order, spare, base);
    }

    private static void merge(int[] values, int from, int middle, int to, Order order, int[] spare, int base) {
        if (order.compare(values[middle - 1], values[middle]) <= 0) {
            return;
        }
        int left = from - base;
        int end = middle - base;
        System.arraycopy(values, from, spare, left, middle - from);
        int right = middle;
        int target = from;
        while (left < end) {
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
