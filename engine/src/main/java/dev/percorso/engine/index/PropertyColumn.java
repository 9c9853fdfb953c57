package dev.percorso.engine.index;

import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** One property of one shard, mapped: which rows have a value (bits with ranks), and the values present. */
final class PropertyColumn {
    private final MemorySegment presence;
    private final MemorySegment ranks;
    private final MemorySegment values;
    private final boolean wide;

    private PropertyColumn(MemorySegment presence, MemorySegment ranks, MemorySegment values, boolean wide) {
        this.presence = presence;
        this.ranks = ranks;
        this.values = values;
        this.wide = wide;
    }

    /** Opens and checks the column, or gives null when no row of the shard has the property. */
    static @Nullable PropertyColumn open(SectionFile file, int property) throws DamagedIndexException {
        if (file.find(Section.PRESENCE, property) == null) {
            return null;
        }
        boolean wide = file.find(Section.WIDE_VALUES, property) != null;
        return new PropertyColumn(
                file.require(Section.PRESENCE, property).bytes(),
                file.require(Section.RANKS, property).bytes(),
                file.require(wide ? Section.WIDE_VALUES : Section.CODE_VALUES, property)
                        .bytes(),
                wide);
    }

    long value(int row) {
        long word = presence.getAtIndex(SectionFile.LONG, row >>> 6);
        long bit = 1L << row;
        if ((word & bit) == 0) {
            return Cell.ABSENT;
        }
        long index = (long) ranks.getAtIndex(SectionFile.INT, row >>> 6) + Long.bitCount(word & (bit - 1));
        return valueAt(index);
    }

    /** The first row from {@code row} on that has a value, or {@code end} when none before it has. */
    int nextPresent(int row, int end) {
        int next = row;
        while (next < end) {
            long word = presence.getAtIndex(SectionFile.LONG, next >>> 6) >>> next;
            if (word != 0) {
                return Math.min(end, next + Long.numberOfTrailingZeros(word));
            }
            next = (next | 63) + 1;
        }
        return end;
    }

    /** Notes the texts among the values. */
    void noteUse(TextDictionary texts) {
        BitSet used = new BitSet();
        long count = values.byteSize() / (wide ? Long.BYTES : Integer.BYTES);
        for (long index = 0; index < count; index++) {
            long value = valueAt(index);
            if (Cell.isText(value)) {
                used.set(Cell.textCode(value));
            }
        }
        texts.noteUse(used);
    }

    private long valueAt(long index) {
        return wide
                ? values.getAtIndex(SectionFile.LONG, index)
                : Cell.fromShortCode(values.getAtIndex(SectionFile.INT, index));
    }
}
