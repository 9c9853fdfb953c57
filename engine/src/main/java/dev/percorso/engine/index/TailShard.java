package dev.percorso.engine.index;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The events of one shard that are not in the base yet, in arrival order. One writer appends; readers who know how
 * many events their state has read along without a lock, because chunks never move. Each owner's events are chained
 * from the newest to the oldest.
 */
final class TailShard {
    private static final int CHUNK_BITS = 12;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private static final class Chunk {
        final long[] times = new long[CHUNK];
        final long[] sequences = new long[CHUNK];
        final int[] persons = new int[CHUNK];
        final int[] older = new int[CHUNK];
        final short[] codes = new short[CHUNK];
        long[] @Nullable [] properties = new long[0][];
    }

    private volatile Chunk[] chunks = new Chunk[0];
    private final PagedInts newest = new PagedInts();
    private int count;

    int count() {
        return count;
    }

    /** One above the highest local number that may have events. */
    int localCapacity() {
        return newest.capacity();
    }

    /**
     * Appends an event to the chain of its owner.
     *
     * @param properties pairs of property number and value, or null for none
     */
    void append(int ownerLocal, long sequence, int person, long time, int code, long @Nullable [] properties) {
        Chunk chunk = writable();
        int at = count & (CHUNK - 1);
        chunk.times[at] = time;
        chunk.sequences[at] = sequence;
        chunk.persons[at] = person;
        chunk.codes[at] = (short) code;
        chunk.older[at] = newest.get(ownerLocal);
        if (properties != null) {
            if (chunk.properties.length == 0) {
                chunk.properties = new long[CHUNK][];
            }
            chunk.properties[at] = properties;
        }
        count++;
        newest.set(ownerLocal, count);
    }

    private Chunk writable() {
        Chunk[] current = chunks;
        int chunk = count >>> CHUNK_BITS;
        if (chunk == current.length) {
            current = Arrays.copyOf(current, chunk + 1);
            current[chunk] = new Chunk();
            chunks = current;
        }
        return current[chunk];
    }

    /** Newest position of the owner below {@code visible}, or -1. */
    int newest(int ownerLocal, int visible) {
        int position = newest.get(ownerLocal) - 1;
        while (position >= visible) {
            position = older(position);
        }
        return position;
    }

    /** The owner's position before this one, or -1. */
    int older(int position) {
        return chunks[position >>> CHUNK_BITS].older[position & (CHUNK - 1)] - 1;
    }

    long time(int position) {
        return chunks[position >>> CHUNK_BITS].times[position & (CHUNK - 1)];
    }

    long sequence(int position) {
        return chunks[position >>> CHUNK_BITS].sequences[position & (CHUNK - 1)];
    }

    int person(int position) {
        return chunks[position >>> CHUNK_BITS].persons[position & (CHUNK - 1)];
    }

    int code(int position) {
        return chunks[position >>> CHUNK_BITS].codes[position & (CHUNK - 1)];
    }

    /** Pairs of property number and value, or null. */
    long @Nullable [] properties(int position) {
        long[] @Nullable [] all = chunks[position >>> CHUNK_BITS].properties;
        return all.length == 0 ? null : all[position & (CHUNK - 1)];
    }

    long property(int position, int property) {
        long[] pairs = properties(position);
        if (pairs == null) {
            return Cell.ABSENT;
        }
        for (int index = 0; index < pairs.length; index += 2) {
            if (pairs[index] == property) {
                return pairs[index + 1];
            }
        }
        return Cell.ABSENT;
    }
}
