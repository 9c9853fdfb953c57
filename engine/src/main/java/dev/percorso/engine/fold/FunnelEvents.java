package dev.percorso.engine.fold;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.match.EventClassifier;
import java.util.Arrays;

/** The events of a journey that matter to a funnel, as parallel arrays that are reused. */
final class FunnelEvents {
    int size;
    /** Index in the journey. */
    int[] indices = new int[64];

    long[] times = new long[64];
    /** Bit per step served and, above them, per exclusion. */
    int[] masks = new int[64];

    /** The masks of all events together. */
    int union;

    /** Reads the events from {@code from} to {@code to} that serve a step or an exclusion; all of them when asked. */
    void read(Journey journey, int from, int to, EventClassifier classifier, boolean all) {
        size = 0;
        union = 0;
        if (classifier.isPlain() && !all) {
            readPlain(journey, from, to, classifier);
            return;
        }
        for (int index = from; index < to; index++) {
            int mask = classifier.mask(journey, index);
            if (all || mask != 0) {
                add(index, journey.time(index), mask);
            }
        }
    }

    /** Hot loop: one code and one table look-up per event, the time only where it matters. */
    private void readPlain(Journey journey, int from, int to, EventClassifier classifier) {
        if (times.length < to - from) {
            grow(Math.max(to - from, times.length * 2));
        }
        size = classifier.selectPlain(journey, from, to, indices, masks);
        int seen = 0;
        for (int position = 0; position < size; position++) {
            seen |= masks[position];
        }
        union = seen;
        journey.copyTimes(indices, size, times);
    }

    void add(int index, long time, int mask) {
        if (size == times.length) {
            grow(size * 2);
        }
        indices[size] = index;
        times[size] = time;
        masks[size] = mask;
        union |= mask;
        size++;
    }

    private void grow(int capacity) {
        indices = Arrays.copyOf(indices, capacity);
        times = Arrays.copyOf(times, capacity);
        masks = Arrays.copyOf(masks, capacity);
    }
}
