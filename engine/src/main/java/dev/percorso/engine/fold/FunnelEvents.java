package dev.percorso.engine.fold;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Selection;
import dev.percorso.engine.match.EventClassifier;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The events of a journey that matter to a funnel, as parallel arrays that are reused. */
final class FunnelEvents {
    /** Finds the events of whole journeys by name; null when that is not enough. */
    private final @Nullable Selection selection;

    /** Position of the first event: 0, but for events from a selection. */
    int first;
    /** One above the position of the last event. */
    int size;
    /** By position: index in the journey, plus {@link #firstIndex}. */
    private int[] indices = new int[64];

    private int firstIndex;
    long[] times = new long[64];
    /** Bit per step served and, above them, per exclusion. */
    int[] masks = new int[64];

    /** The masks of all events together. */
    int union;

    FunnelEvents() {
        selection = null;
    }

    /** @param selection finds the events of whole journeys */
    FunnelEvents(Selection selection) {
        this.selection = selection;
    }

    /** Index of an event in the journey. */
    int index(int position) {
        return indices[position] - firstIndex;
    }

    /** Reads the events from {@code from} to {@code to} that serve a step or an exclusion; all of them when asked. */
    void read(Journey journey, int from, int to, EventClassifier classifier, boolean all) {
        Selection found = selection;
        if (found != null) {
            select(journey, found);
            return;
        }
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

    private void select(Journey journey, Selection found) {
        journey.select(found);
        first = found.first();
        size = found.end();
        masks = found.masks();
        times = found.times();
        indices = found.rows();
        firstIndex = found.firstRow();
        int seen = 0;
        for (int position = first; position < size; position++) {
            seen |= masks[position];
        }
        union = seen;
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
