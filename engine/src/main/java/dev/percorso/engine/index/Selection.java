package dev.percorso.engine.index;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/**
 * The events of journeys that matter to an analysis, told by their names alone, with masks that say why. Those of
 * journeys that follow each other in the durable base are found together, thousands of rows at a time, so that a journey
 * of few events costs little. One per worker; see {@link Journey#select}.
 *
 * <p>The events of the journey have the places from {@link #first()} to {@link #end()} in {@link #masks()} and
 * {@link #times()}; both are reused, and hold other journeys' events at other places.
 */
public final class Selection {
    private final int[] maskOfCode;
    private int[] masks = new int[64];
    private int[] rows = new int[64];
    private long[] times = new long[64];
    /** Per row of the block: how many were chosen before it. */
    private int[] chosenBefore = new int[0];

    private BaseShard shard = BaseShard.EMPTY;
    private int blockStart;
    private int blockEnd;
    private int first;
    private int end;
    private int firstRow;

    /** @param maskOfCode by event code, why such events matter; 0 when they do not. Taken over. */
    public Selection(int[] maskOfCode) {
        this.maskOfCode = maskOfCode;
    }

    /** Place of the journey's first event that matters. */
    public int first() {
        return first;
    }

    /** One above the place of the last. */
    public int end() {
        return end;
    }

    /** Masks by place. */
    public int[] masks() {
        return masks;
    }

    /** Instants in epoch milliseconds by place. */
    public long[] times() {
        return times;
    }

    /** What to take from a {@link #rows() row} to have the event's index in its journey. */
    public int firstRow() {
        return firstRow;
    }

    /** Rows by place. */
    public int[] rows() {
        return rows;
    }

    /** Moves to rows of the base whose codes, from {@code newBlockStart} to {@code newBlockEnd}, are given. */
    void view(BaseShard newShard, int start, int journeyEnd, short[] codes, int newBlockStart, int newBlockEnd) {
        if (newShard != shard || newBlockStart != blockStart || newBlockEnd != blockEnd) {
            shard = newShard;
            blockStart = newBlockStart;
            blockEnd = newBlockEnd;
            choose(codes, newBlockEnd - newBlockStart);
            MemorySegment source = newShard.times;
            for (int place = 0; place < end; place++) {
                times[place] = source.getAtIndex(SectionFile.LONG, (long) newBlockStart + rows[place]);
            }
        }
        first = chosenBefore[start - newBlockStart];
        end = chosenBefore[journeyEnd - newBlockStart];
        firstRow = start - newBlockStart;
    }

    /** Takes events that were put together. */
    void view(GatheredEvents events) {
        shard = BaseShard.EMPTY;
        blockEnd = 0;
        choose(events.markedCodes, events.size);
        for (int place = 0; place < end; place++) {
            times[place] = events.times[rows[place]];
        }
        first = 0;
        firstRow = 0;
    }

    /** Hot loop without branches that depend on data. */
    private void choose(short[] codes, int count) {
        if (masks.length < count) {
            int capacity = Math.max(count, masks.length * 2);
            masks = new int[capacity];
            rows = new int[capacity];
            times = new long[capacity];
        }
        if (chosenBefore.length <= count) {
            chosenBefore = new int[count + 1];
        }
        int[] table = maskOfCode;
        int[] maskAt = masks;
        int[] rowAt = rows;
        int[] before = chosenBefore;
        int chosen = 0;
        for (int row = 0; row < count; row++) {
            int mask = table[codes[row] & Generation.HIGHEST_EVENT_CODE];
            before[row] = chosen;
            rowAt[chosen] = row;
            maskAt[chosen] = mask;
            chosen += mask == 0 ? 0 : 1;
        }
        before[count] = chosen;
        end = chosen;
    }

    @Override
    public String toString() {
        return "Selection " + Arrays.toString(Arrays.copyOfRange(rows, first, end));
    }
}
