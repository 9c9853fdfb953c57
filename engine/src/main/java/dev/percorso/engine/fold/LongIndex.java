package dev.percorso.engine.fold;

import java.util.Arrays;

/** Numbers distinct longs from 0 in the order they come; open addressing, no boxing. */
public final class LongIndex {

    private long[] keys = new long[16];
    private int size;

    /** Number of a key plus one, by hash; 0 is empty. */
    private int[] table = new int[64];

    public int size() {
        return size;
    }

    public long key(int number) {
        return keys[number];
    }

    /** The key's number, or −1. */
    public int find(long key) {
        int slot = slot(key);
        while (table[slot] != 0) {
            if (keys[table[slot] - 1] == key) {
                return table[slot] - 1;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        return -1;
    }

    /** The key's number, new if it is. */
    public int number(long key) {
        int slot = slot(key);
        while (table[slot] != 0) {
            if (keys[table[slot] - 1] == key) {
                return table[slot] - 1;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
        }
        keys[size] = key;
        table[slot] = ++size;
        if (size * 2 > table.length) {
            rehash();
        }
        return size - 1;
    }

    private void rehash() {
        table = new int[table.length * 2];
        for (int number = 0; number < size; number++) {
            int slot = slot(keys[number]);
            while (table[slot] != 0) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = number + 1;
        }
    }

    private int slot(long key) {
        return (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & (table.length - 1);
    }
}
