package dev.percorso.engine.index;

import java.util.HashMap;
import java.util.Map;

/** Which sequences the tail already holds: a bitmap in pages, because sequences are nearly dense and nearly sorted. */
final class SequenceSet {
    private static final int PAGE_BITS = 12;
    private final Map<Long, long[]> pages = new HashMap<>();
    private long lastKey = -1;
    private long[] lastPage = new long[0];

    /** Adds a sequence and tells whether it is new. */
    boolean add(long sequence) {
        long[] page = page(sequence >>> PAGE_BITS);
        int word = (int) (sequence & ((1 << PAGE_BITS) - 1)) >>> 6;
        long bit = 1L << sequence;
        if ((page[word] & bit) != 0) {
            return false;
        }
        page[word] |= bit;
        return true;
    }

    boolean contains(long sequence) {
        int word = (int) (sequence & ((1 << PAGE_BITS) - 1)) >>> 6;
        return (page(sequence >>> PAGE_BITS)[word] & (1L << sequence)) != 0;
    }

    /** Forgets whole pages at or below the sequence. */
    void forgetThrough(long sequence) {
        long firstKept = (sequence + 1) >>> PAGE_BITS;
        pages.keySet().removeIf(key -> key < firstKept);
        lastKey = -1;
    }

    private long[] page(long key) {
        if (key != lastKey) {
            lastPage = pages.computeIfAbsent(key, ignored -> new long[1 << (PAGE_BITS - 6)]);
            lastKey = key;
        }
        return lastPage;
    }
}
