package dev.percorso.engine.fold;

import java.util.BitSet;

/** Puts what two threads counted together, field by field. */
public final class Sums {
    private Sums() {}

    /** Adds to each of the sums; {@code more} is as long. */
    public static void add(long[] sums, long[] more) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += more[i];
        }
    }

    /** Adds to each of the sets; {@code more} is as long. */
    public static void unite(BitSet[] sets, BitSet[] more) {
        for (int i = 0; i < sets.length; i++) {
            sets[i].or(more[i]);
        }
    }
}
