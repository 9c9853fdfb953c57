package dev.percorso.engine.index;

import java.util.BitSet;
import java.util.List;

/**
 * Everything a snapshot needs, published by the writer after each change.
 *
 * @param tails tail segments from the oldest to the newest; more than one only while a compaction runs or after one failed
 * @param mergeCount visible merges
 * @param erased persons whose events must not be seen; never changed after publishing
 * @param cut events before this epoch millisecond must not be seen
 */
record State(Base base, List<TailSegment> tails, int mergeCount, BitSet erased, long cut) {
    /** The cut of an index that keeps everything. */
    static final long NO_CUT = Long.MIN_VALUE;

    /** Whether the base may still hold events before the cut. */
    boolean isCutting() {
        return cut > base.cut();
    }

    long tailEvents() {
        return tails.stream().mapToLong(TailSegment::events).sum();
    }
}
