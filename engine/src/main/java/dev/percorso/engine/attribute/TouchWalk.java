package dev.percorso.engine.attribute;

import dev.percorso.engine.index.Cell;
import dev.percorso.engine.index.Journey;
import java.util.Arrays;

/** Finds the paths of one journey after the other; one per thread. Its arrays grow to the longest journey and stay. */
final class TouchWalk {
    private final TouchReader reader;
    private final Channels channels;

    /** Channel and instant of each touchpoint of the journey. */
    private int[] channel = new int[64];

    private long[] time = new long[64];
    private int size;

    TouchWalk(TouchReader reader, Channels channels) {
        this.reader = reader;
        this.channels = channels;
    }

    /** Receives paths: touchpoints {@code first} to {@code after - 1} of the walk. */
    interface Sink {

        /** @param event the conversion */
        void conversion(Journey journey, int event, int first, int after);

        /** A path of somebody who did not convert in the range. */
        void without(int first, int after);
    }

    int channel(int touchpoint) {
        return channel[touchpoint];
    }

    long time(int touchpoint) {
        return time[touchpoint];
    }

    void walk(Journey journey, Sink sink) {
        size = 0;
        int first = 0;
        boolean converted = false;
        int end = reader.end(journey);
        for (int event = reader.begin(journey); event < end; event++) {
            long cell = reader.touch(journey, event);
            if (cell != Cell.ABSENT) {
                note(channels.of(cell), journey.time(event));
            }
            if (reader.isConversion(journey, event) && journey.time(event) >= reader.from) {
                converted = true;
                first = firstSince(journey.time(event) - reader.lookback, first);
                sink.conversion(journey, event, first, size);
            }
        }
        if (!converted && size > 0 && time[size - 1] >= reader.from) {
            sink.without(firstSince(time[size - 1] - reader.lookback, 0), size);
        }
    }

    private int firstSince(long oldest, int candidate) {
        int first = candidate;
        while (first < size && time[first] < oldest) {
            first++;
        }
        return first;
    }

    private void note(int number, long at) {
        if (number == Channels.NONE) {
            return;
        }
        if (size == time.length) {
            channel = Arrays.copyOf(channel, size * 2);
            time = Arrays.copyOf(time, size * 2);
        }
        channel[size] = number;
        time[size++] = at;
    }
}
