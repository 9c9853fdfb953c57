package dev.percorso.engine.index;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.function.IntFunction;

/** An immutable list of texts with a hash table, mapped from a base file. A byte no UTF-8 has stands for a dropped text. */
record MappedTexts(int count, MemorySegment offsets, MemorySegment content, MemorySegment slots) {
    private static final byte[] DROPPED = {(byte) 0xFF};
    static final MappedTexts EMPTY = new MappedTexts(0, MemorySegment.NULL, MemorySegment.NULL, MemorySegment.NULL);

    static MappedTexts open(SectionFile file, int id) throws DamagedIndexException {
        if (file.find(Section.TEXT_OFFSETS, id) == null) {
            return EMPTY;
        }
        SectionFile.Part offsets = file.require(Section.TEXT_OFFSETS, id);
        return new MappedTexts(
                (int) offsets.count(),
                offsets.bytes(),
                file.require(Section.TEXT_BYTES, id).bytes(),
                file.require(Section.TEXT_SLOTS, id).bytes());
    }

    String text(int code) {
        byte[] bytes = bytes(code);
        return isDropped(bytes) ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    byte[] bytes(int code) {
        long start = offsets.getAtIndex(SectionFile.LONG, code);
        long end = offsets.getAtIndex(SectionFile.LONG, code + 1L);
        return content.asSlice(start, end - start).toArray(ValueLayout.JAVA_BYTE);
    }

    int find(String text) {
        if (count == 0) {
            return -1;
        }
        byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
        MemorySegment wantedSegment = MemorySegment.ofArray(wanted);
        int mask = (int) (slots.byteSize() / 4) - 1;
        for (int slot = hash(wanted) & mask; ; slot = (slot + 1) & mask) {
            int code = slots.getAtIndex(SectionFile.INT, slot) - 1;
            if (code < 0) {
                return -1;
            }
            long start = offsets.getAtIndex(SectionFile.LONG, code);
            long end = offsets.getAtIndex(SectionFile.LONG, code + 1L);
            if (end - start == wanted.length
                    && MemorySegment.mismatch(content, start, end, wantedSegment, 0, wanted.length) < 0) {
                return code;
            }
        }
    }

    static void write(SectionWriter writer, int id, int count, IntFunction<byte[]> texts) throws IOException {
        int[] slots = new int[Integer.highestOneBit(Math.max(count, 1)) * 4];
        long[] offsets = new long[count + 1];
        writer.begin(Section.TEXT_BYTES, id);
        for (int code = 0; code < count; code++) {
            byte[] bytes = texts.apply(code);
            writer.putBytes(bytes);
            offsets[code + 1] = offsets[code] + bytes.length;
            if (!isDropped(bytes)) {
                insert(slots, hash(bytes), code + 1);
            }
        }
        writer.end(count);
        writer.begin(Section.TEXT_OFFSETS, id);
        for (long offset : offsets) {
            writer.putLong(offset);
        }
        writer.end(count);
        writer.begin(Section.TEXT_SLOTS, id);
        for (int slot : slots) {
            writer.putInt(slot);
        }
        writer.end(slots.length);
    }

    /** What is written for a text that nobody uses any more. */
    static byte[] dropped() {
        return DROPPED.clone();
    }

    static boolean isDropped(byte[] bytes) {
        return bytes.length == 1 && bytes[0] == DROPPED[0];
    }

    private static void insert(int[] slots, int hash, int value) {
        int slot = hash & (slots.length - 1);
        while (slots[slot] != 0) {
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = value;
    }

    private static int hash(byte[] bytes) {
        int hash = 0x811C_9DC5;
        for (byte value : bytes) {
            hash = (hash ^ value) * 0x0100_0193;
        }
        return hash ^ (hash >>> 15);
    }
}
