package dev.percorso.server.journal;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of hashes sorted by their high half, memory-mapped, with a Bloom filter in memory so that an id never seen (the usual case) costs
 * one look. The filter keeps all bits of a hash in one block of 64 bytes: one cache miss.
 */
final class SeenRun implements AutoCloseable {
    private static final int ENTRY_LONGS = 3;
    private static final int BLOCK_LONGS = 8;
    private static final int ENTRIES_PER_BLOCK = 40;
    private static final int BITS_PER_ENTRY = 6;
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG.withOrder(ByteOrder.BIG_ENDIAN);

    private final Path file;
    private final Arena arena = Arena.ofShared();
    private final MemorySegment entries;
    private final long count;
    private final long[] filter;
    private final long newest;

    private SeenRun(Path file) throws IOException {
        this.file = file;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            this.entries = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
        }
        this.count = entries.byteSize() / HashTable.ENTRY_BYTES;
        this.filter = new long[(int) (count / ENTRIES_PER_BLOCK + 1) * BLOCK_LONGS];
        long latest = Long.MIN_VALUE;
        for (long index = 0; index < count; index++) {
            mark(at(index, 0), at(index, 1));
            latest = Math.max(latest, at(index, 2));
        }
        this.newest = latest;
    }

    static SeenRun open(Path file) throws IOException {
        return new SeenRun(file);
    }

    /** Writes entries (three longs each, sorted by the high half of the hash) and forces them to disk. */
    static void write(Path file, long[] sorted) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.allocate(ENTRY_LONGS * Long.BYTES * 4096);
            for (int at = 0; at < sorted.length; at += ENTRY_LONGS) {
                buffer.putLong(sorted[at]).putLong(sorted[at + 1]).putLong(sorted[at + 2]);
                if (!buffer.hasRemaining() || at + ENTRY_LONGS == sorted.length) {
                    buffer.flip();
                    while (buffer.hasRemaining()) {
                        channel.write(buffer);
                    }
                    buffer.clear();
                }
            }
            channel.force(true);
        }
        try (FileChannel folder = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    Path file() {
        return file;
    }

    /** Arrival of the newest hash. */
    long newest() {
        return newest;
    }

    /** When the hash arrived, or {@link HashTable#ABSENT}. */
    long arrival(long high, long low) {
        if (!mayHold(high, low)) {
            return HashTable.ABSENT;
        }
        long first = 0;
        long end = count;
        while (first < end) {
            long middle = (first + end) >>> 1;
            if (Long.compareUnsigned(at(middle, 0), high) < 0) {
                first = middle + 1;
            } else {
                end = middle;
            }
        }
        for (long entry = first; entry < count && at(entry, 0) == high; entry++) {
            if (at(entry, 1) == low) {
                return at(entry, 2);
            }
        }
        return HashTable.ABSENT;
    }

    private long at(long entry, int part) {
        return entries.getAtIndex(LONG, entry * ENTRY_LONGS + part);
    }

    private int block(long high) {
        return (int) Long.remainderUnsigned(high, filter.length / BLOCK_LONGS) * BLOCK_LONGS;
    }

    private void mark(long high, long low) {
        int block = block(high);
        for (int bit = 0; bit < BITS_PER_ENTRY; bit++) {
            int place = (int) (low >>> (bit * 9)) & 511;
            filter[block + (place >>> 6)] |= 1L << place;
        }
    }

    private boolean mayHold(long high, long low) {
        int block = block(high);
        for (int bit = 0; bit < BITS_PER_ENTRY; bit++) {
            int place = (int) (low >>> (bit * 9)) & 511;
            if ((filter[block + (place >>> 6)] & 1L << place) == 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        arena.close();
    }
}
