package dev.percorso.engine.index;

import java.util.Arrays;

/** A growing list of primitive ints. */
final class IntList {
    private int[] values = new int[64];
    private int size;

    int size() {
        return size;
    }

    int get(int index) {
        return values[index];
    }

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }
}
