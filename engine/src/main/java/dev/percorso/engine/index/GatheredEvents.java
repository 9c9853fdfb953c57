package dev.percorso.engine.index;

import java.util.Arrays;

/** Events of one person brought together from several places, as parallel arrays that are reused. */
final class GatheredEvents {
    private static final int INSERTION_LIMIT = 24;

    int size;
    long[] times = new long[64];
    long[] sequences = new long[64];
    short[] markedCodes = new short[64];
    int[] sources = new int[64];
    int[] rows = new int[64];
    int[] persons = new int[64];

    void clear() {
        size = 0;
    }

    /** Adds an event; the caller sets its person. */
    GatheredEvents add(long time, long sequence, int markedCode, int source, int row) {
        if (size == times.length) {
            int capacity = size * 2;
            times = Arrays.copyOf(times, capacity);
            sequences = Arrays.copyOf(sequences, capacity);
            markedCodes = Arrays.copyOf(markedCodes, capacity);
            sources = Arrays.copyOf(sources, capacity);
            rows = Arrays.copyOf(rows, capacity);
            persons = Arrays.copyOf(persons, capacity);
        }
        times[size] = time;
        sequences[size] = sequence;
        markedCodes[size] = (short) markedCode;
        sources[size] = source;
        rows[size] = row;
        size++;
        return this;
    }

    /** Turns round the events from {@code first} on. */
    void reverse(int first) {
        for (int low = first, high = size - 1; low < high; low++, high--) {
            swap(low, high);
        }
    }

    /** Sorts by time, then sequence. */
    void sort() {
        int sortedTo = 1;
        while (sortedTo < size && !before(sortedTo, sortedTo - 1)) {
            sortedTo++;
        }
        if (sortedTo >= size) {
            return;
        }
        if (size - sortedTo <= INSERTION_LIMIT && size <= 4096) {
            insert(sortedTo);
            return;
        }
        sortByPermutation();
    }

    private void insert(int from) {
        for (int index = from; index < size; index++) {
            for (int at = index; at > 0 && before(at, at - 1); at--) {
                swap(at, at - 1);
            }
        }
    }

    private void sortByPermutation() {
        int[] order = new int[size];
        Arrays.setAll(order, index -> index);
        int[] target = new int[size];
        for (int width = 1; width < size; width *= 2) {
            for (int low = 0; low < size; low += 2 * width) {
                merge(order, target, low, Math.min(low + width, size), Math.min(low + 2 * width, size));
            }
            int[] swapped = order;
            order = target;
            target = swapped;
        }
        times = permuted(times, order);
        sequences = permuted(sequences, order);
        short[] codes = new short[markedCodes.length];
        for (int index = 0; index < size; index++) {
            codes[index] = markedCodes[order[index]];
        }
        markedCodes = codes;
        sources = permuted(sources, order);
        rows = permuted(rows, order);
        persons = permuted(persons, order);
    }

    private void merge(int[] order, int[] target, int low, int middle, int high) {
        int left = low;
        int right = middle;
        for (int at = low; at < high; at++) {
            boolean takeRight = left >= middle || (right < high && before(order[right], order[left]));
            target[at] = takeRight ? order[right++] : order[left++];
        }
    }

    /** Sets the session bit of each event: a gap above {@code gap} or a session above {@code maximum} starts anew. */
    void markSessions(long gap, long maximum) {
        long start = 0;
        for (int index = 0; index < size; index++) {
            long time = times[index];
            boolean starts = index == 0 || time - times[index - 1] > gap || time - start > maximum;
            start = starts ? time : start;
            int code = markedCodes[index] & ~BaseShard.SESSION_START;
            markedCodes[index] = (short) (starts ? code | BaseShard.SESSION_START : code);
        }
    }

    private boolean before(int left, int right) {
        return times[left] != times[right] ? times[left] < times[right] : sequences[left] < sequences[right];
    }

    private void swap(int left, int right) {
        long time = times[left];
        times[left] = times[right];
        times[right] = time;
        long sequence = sequences[left];
        sequences[left] = sequences[right];
        sequences[right] = sequence;
        short code = markedCodes[left];
        markedCodes[left] = markedCodes[right];
        markedCodes[right] = code;
        swap(sources, left, right);
        swap(rows, left, right);
        swap(persons, left, right);
    }

    private static void swap(int[] values, int left, int right) {
        int value = values[left];
        values[left] = values[right];
        values[right] = value;
    }

    private static long[] permuted(long[] values, int[] order) {
        long[] result = new long[values.length];
        for (int index = 0; index < order.length; index++) {
            result[index] = values[order[index]];
        }
        return result;
    }

    private static int[] permuted(int[] values, int[] order) {
        int[] result = new int[values.length];
        for (int index = 0; index < order.length; index++) {
            result[index] = values[order[index]];
        }
        return result;
    }
}
