package dev.percorso.engine.fold;

import java.util.Arrays;
import java.util.List;

/** A growing array of longs that is zero where nothing was written. */
public final class LongCounts {

    private long[] values = new long[16];
    private int size;

    public long get(int index) {
        return index < size ? values[index] : 0;
    }

    public void add(int index, long amount) {
        reserve(index);
        values[index] += amount;
    }

    private void reserve(int index) {
        if (index < size) {
            return;
        }
        if (index >= values.length) {
            values = Arrays.copyOf(values, Math.max(index + 1, values.length * 2));
        }
        size = index + 1;
    }

    public List<Long> values() {
        return Arrays.stream(values, 0, size).boxed().toList();
    }
}
