package dev.percorso.engine.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.util.BitSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One shard of the durable base: rows sorted by owner, then time, then sequence. Immutable. */
final class BaseShard {
    /** Bit of a stored event code that says "a session starts here". */
    static final int SESSION_START = 0x8000;

    static final BaseShard EMPTY = new BaseShard();

    final int locals;
    final int rows;
    final MemorySegment starts;
    final MemorySegment times;
    final MemorySegment codes;
    private final MemorySegment sequences;
    private final boolean wideSequences;
    private final long firstSequence;
    private final long lastSequence;
    private final MemorySegment origins;
    private final int originCount;
    private final @Nullable SectionFile file;
    private final Consumer<DamagedIndexException> onDamage;
    private final ConcurrentMap<Integer, LoadedColumn> columns = new ConcurrentHashMap<>();

    private record LoadedColumn(@Nullable PropertyColumn column) {}

    private BaseShard() {
        locals = 0;
        rows = 0;
        starts = MemorySegment.NULL;
        times = MemorySegment.NULL;
        codes = MemorySegment.NULL;
        sequences = MemorySegment.NULL;
        wideSequences = false;
        firstSequence = 0;
        lastSequence = 0;
        origins = MemorySegment.NULL;
        originCount = 0;
        file = null;
        onDamage = damage -> {};
    }

    /** Opens a shard and checks its core columns; property columns are checked when first used. */
    BaseShard(SectionFile file, Consumer<DamagedIndexException> onDamage) throws DamagedIndexException {
        SectionFile.Part startPart = file.require(Section.STARTS, 0);
        locals = (int) startPart.count();
        starts = startPart.bytes();
        SectionFile.Part timePart = file.require(Section.TIMES, 0);
        rows = (int) timePart.count();
        times = timePart.bytes();
        codes = file.require(Section.CODES, 0).bytes();
        wideSequences = file.find(Section.SEQUENCES, 1) != null;
        sequences = file.require(Section.SEQUENCES, wideSequences ? 1 : 0).bytes();
        MemorySegment range = file.require(Section.SEQUENCE_RANGE, 0).bytes();
        firstSequence = range.get(SectionFile.LONG, 0);
        lastSequence = range.get(SectionFile.LONG, 8);
        SectionFile.Part originPart = file.require(Section.ORIGINS, 0);
        origins = originPart.bytes();
        originCount = (int) originPart.count();
        this.file = file;
        this.onDamage = onDamage;
    }

    int firstRow(int local) {
        return local >= locals ? rows : starts.getAtIndex(SectionFile.INT, local);
    }

    long time(int row) {
        return times.getAtIndex(SectionFile.LONG, row);
    }

    /** Event code with the session bit. */
    int markedCode(int row) {
        return codes.getAtIndex(SectionFile.SHORT, row) & 0xFFFF;
    }

    long sequence(int row) {
        return wideSequences
                ? sequences.getAtIndex(SectionFile.LONG, row)
                : firstSequence + Integer.toUnsignedLong(sequences.getAtIndex(SectionFile.INT, row));
    }

    /** A bound below which no sequence lies. */
    long firstSequence() {
        return firstSequence;
    }

    /** A bound above which no sequence lies. */
    long lastSequence() {
        return lastSequence;
    }

    /** Copies the stored sequences of rows when they are stored just so; otherwise does nothing and says so. */
    boolean copySequences(SectionWriter writer, int row, int count, long least, boolean wide) throws IOException {
        boolean same = wide == wideSequences && (wide || least == firstSequence);
        if (same) {
            int width = wide ? 8 : 4;
            writer.put(sequences, (long) row * width, (long) count * width);
        }
        return same;
    }

    /** The person the event arrived for, when that was not the owner of the row; otherwise the owner given. */
    int person(int row, int owner) {
        int index = originIndex(row);
        return index < originCount && origins.getAtIndex(SectionFile.INT, index) == row
                ? origins.getAtIndex(SectionFile.INT, (long) originCount + index)
                : owner;
    }

    /** Index of the first origin entry at or after the row. */
    int originIndex(int row) {
        int low = 0;
        int high = originCount;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (origins.getAtIndex(SectionFile.INT, middle) < row) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    int originCount() {
        return originCount;
    }

    int originRow(int index) {
        return origins.getAtIndex(SectionFile.INT, index);
    }

    /** The column of a property, or null when no row has it. */
    @Nullable
    PropertyColumn column(int property) {
        return columns.computeIfAbsent(property, this::load).column();
    }

    private LoadedColumn load(int property) {
        SectionFile source = file;
        if (source == null) {
            return new LoadedColumn(null);
        }
        try {
            return new LoadedColumn(PropertyColumn.open(source, property));
        } catch (DamagedIndexException damaged) {
            onDamage.accept(damaged);
            throw new UncheckedIOException(
                    "the journey index is damaged and will be rebuilt when the program starts next", damaged);
        }
    }

    /** Numbers of the properties that some row has. */
    int[] properties() {
        return file == null ? new int[0] : file.ids(Section.PRESENCE);
    }

    /** Notes the names and texts that its rows use. */
    void noteUse(Names names, Names propertyNames, Texts texts) {
        BitSet used = new BitSet();
        for (int row = 0; row < rows; row++) {
            used.set(markedCode(row) & ~SESSION_START);
        }
        used.stream().forEach(names::noteUse);
        for (int property : properties()) {
            PropertyColumn column = column(property);
            if (column != null) {
                propertyNames.noteUse(property);
                column.noteUse(texts.of(property));
            }
        }
    }

    /** Bytes of the columns that every event has. */
    long coreBytes() {
        return file == null
                ? 0
                : file.bytesOf(Section.STARTS, Section.TIMES, Section.CODES, Section.SEQUENCES, Section.ORIGINS);
    }
}
