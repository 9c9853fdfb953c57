package dev.percorso.engine.index;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Integers by number, zero until set, in pages that never move: one writer, any readers. A reader that sees a value
 * also sees everything the writer wrote before setting it.
 */
final class PagedInts {
    private static final VarHandle ELEMENT = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int PAGE_BITS = 10;
    private static final int[] NO_PAGE = new int[0];
    private volatile int[][] pages = new int[0][];

    int get(int index) {
        int[][] current = pages;
        int page = index >>> PAGE_BITS;
        if (page >= current.length || current[page].length == 0) {
            return 0;
        }
        return (int) ELEMENT.getAcquire(current[page], index & ((1 << PAGE_BITS) - 1));
    }

    void set(int index, int value) {
        ELEMENT.setRelease(pageFor(index >>> PAGE_BITS), index & ((1 << PAGE_BITS) - 1), value);
    }

    /** One above the highest index that may hold a value. */
    int capacity() {
        return pages.length << PAGE_BITS;
    }

    private int[] pageFor(int page) {
        int[][] current = pages;
        if (page < current.length && current[page].length != 0) {
            return current[page];
        }
        int length = page < current.length ? current.length : Math.max(page + 1, current.length * 2);
        int[][] grown = Arrays.copyOf(current, length);
        Arrays.fill(grown, current.length, length, NO_PAGE);
        grown[page] = new int[1 << PAGE_BITS];
        pages = grown;
        return grown[page];
    }
}
