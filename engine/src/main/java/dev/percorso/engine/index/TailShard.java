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

    /** Longs per event: time, sequence, person with the older position, code. Together, for one cache line each. */
    private static final int WIDTH = 4;

    private static final int SEQUENCE = 1;
    private static final int LINKS = 2;
    private static final int CODE = 3;

    private static final class Chunk {
        final long[] events = new long[CHUNK * WIDTH];
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
        int first = at * WIDTH;
        chunk.events[first] = time;
        chunk.events[first + SEQUENCE] = sequence;
        chunk.events[first + LINKS] = ((long) person << 32) | newest.get(ownerLocal);
        chunk.events[first + CODE] = code;
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
        return (int) field(position, LINKS) - 1;
    }

    long time(int position) {
        return field(position, 0);
    }

    long sequence(int position) {
        return field(position, SEQUENCE);
    }

    int person(int position) {
        return (int) (field(position, LINKS) >>> 32);
    }

    int code(int position) {
        return (int) field(position, CODE);
    }

    private long field(int position, int field) {
        return chunks[position >>> CHUNK_BITS].events[(position & (CHUNK - 1)) * WIDTH + field];
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
