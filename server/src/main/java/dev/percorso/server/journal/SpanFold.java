package dev.percorso.server.journal;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;

/** Times of the oldest and the newest event. */
record SpanFold() implements Fold<long[]> {
    @Override
    public long[] newAccumulator() {
        return new long[] {Long.MAX_VALUE, Long.MIN_VALUE};
    }

    @Override
    public void accept(Journey journey, long[] span) {
        span[0] = Math.min(span[0], journey.time(0));
        span[1] = Math.max(span[1], journey.time(journey.size() - 1));
    }

    @Override
    public long[] combine(long[] left, long[] right) {
        return new long[] {Math.min(left[0], right[0]), Math.max(left[1], right[1])};
    }
}
