package dev.percorso.engine.conform;

import java.util.Arrays;

/** The cases of a log, one column per attribute; grows at its end only. */
final class CaseColumns {

    int[] variant;
    int[] person;
    long[] start;
    long[] duration;
    boolean[] converted;

    /** Numbers of values by fact, then case. */
    final int[][] facts;

    private int size;

    CaseColumns(int capacity, int factCount) {
        variant = new int[capacity];
        person = new int[capacity];
        start = new long[capacity];
        duration = new long[capacity];
        converted = new boolean[capacity];
        facts = new int[factCount][capacity];
    }

    int size() {
        return size;
    }

    void add(int ofVariant, int ofPerson, long startMillis, long durationMillis, boolean reachedGoal) {
        if (size == variant.length) {
            grow();
        }
        variant[size] = ofVariant;
        person[size] = ofPerson;
        start[size] = startMillis;
        duration[size] = durationMillis;
        converted[size++] = reachedGoal;
    }

    private void grow() {
        int capacity = Math.max(16, size + (size >> 1));
        variant = Arrays.copyOf(variant, capacity);
        person = Arrays.copyOf(person, capacity);
        start = Arrays.copyOf(start, capacity);
        duration = Arrays.copyOf(duration, capacity);
        converted = Arrays.copyOf(converted, capacity);
        for (int fact = 0; fact < facts.length; fact++) {
            facts[fact] = Arrays.copyOf(facts[fact], capacity);
        }
    }
}
