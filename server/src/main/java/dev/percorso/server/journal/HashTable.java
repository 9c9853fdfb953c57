package dev.percorso.server.journal;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Hashes with the time of their arrival in an open-addressing table of primitives: 48 bytes an entry at most, no
 * objects. For one thread.
 */
final class HashTable {
    static final int ENTRY_BYTES = 24;
    static final long ABSENT = Long.MIN_VALUE;

    private long[] slots;
    private int size;

    HashTable() {
        slots = emptySlots(1024);
    }

    private static long[] emptySlots(int capacity) {
        long[] slots = new long[capacity * 3];
        for (int at = 2; at < slots.length; at += 3) {
            slots[at] = ABSENT;
        }
        return slots;
    }

    int size() {
        return size;
    }

    /** When the hash arrived, or {@link #ABSENT}. */
    long arrival(long high, long low) {
        return slots[slot(slots, high, low) + 2];
    }

    /** Adds the hash, or moves its arrival. */
    void put(long high, long low, long arrival) {
        int at = slot(slots, high, low);
        boolean isNew = slots[at + 2] == ABSENT;
        set(slots, at, high, low, arrival);
        if (isNew) {
            size++;
            if (size * 2 > slots.length / 3) {
                grow();
            }
        }
    }

    private static void set(long[] slots, int at, long high, long low, long arrival) {
        slots[at] = high;
        slots[at + 1] = low;
        slots[at + 2] = arrival;
    }

    private void grow() {
        long[] larger = emptySlots(slots.length / 3 * 2);
        for (int at = 0; at < slots.length; at += 3) {
            if (slots[at + 2] != ABSENT) {
                set(larger, slot(larger, slots[at], slots[at + 1]), slots[at], slots[at + 1], slots[at + 2]);
            }
        }
        slots = larger;
    }

    private static int slot(long[] slots, long high, long low) {
        int capacity = slots.length / 3;
        int index = (int) high & (capacity - 1);
        while (true) {
            int at = index * 3;
            if (slots[at + 2] == ABSENT || (slots[at] == high && slots[at + 1] == low)) {
                return at;
            }
            index = (index + 1) & (capacity - 1);
        }
    }

    void clear() {
        size = 0;
        if (slots.length > 3 << 16) {
            slots = emptySlots(1024);
        } else {
            Arrays.fill(slots, 0);
            for (int at = 2; at < slots.length; at += 3) {
                slots[at] = ABSENT;
            }
        }
    }

    void putAll(HashTable other) {
        for (int at = 0; at < other.slots.length; at += 3) {
            if (other.slots[at + 2] != ABSENT) {
                put(other.slots[at], other.slots[at + 1], other.slots[at + 2]);
            }
        }
    }

    /** Adds entries as {@link #bytes} gave them. */
    void putAll(byte[] entries) {
        ByteBuffer buffer = ByteBuffer.wrap(entries);
        while (buffer.remaining() >= ENTRY_BYTES) {
            put(buffer.getLong(), buffer.getLong(), buffer.getLong());
        }
    }

    /** All entries, {@value #ENTRY_BYTES} bytes each, in no order. */
    byte[] bytes() {
        ByteBuffer buffer = ByteBuffer.allocate(size * ENTRY_BYTES);
        for (int at = 0; at < slots.length; at += 3) {
            if (slots[at + 2] != ABSENT) {
                buffer.putLong(slots[at]).putLong(slots[at + 1]).putLong(slots[at + 2]);
            }
        }
        return buffer.array();
    }

    /** All entries as three longs each, sorted by the high half of the hash (unsigned). */
    long[] sorted() {
        long[] keys = new long[size];
        int next = 0;
        for (int at = 0; at < slots.length; at += 3) {
            if (slots[at + 2] != ABSENT) {
                keys[next++] = slots[at] ^ Long.MIN_VALUE;
            }
        }
        Arrays.sort(keys);
        long[] entries = new long[size * 3];
        for (int at = 2; at < entries.length; at += 3) {
            entries[at] = ABSENT;
        }
        for (int at = 0; at < slots.length; at += 3) {
            if (slots[at + 2] != ABSENT) {
                int place = Arrays.binarySearch(keys, slots[at] ^ Long.MIN_VALUE);
                while (place > 0 && keys[place - 1] == keys[place]) {
                    place--;
                }
                while (entries[place * 3 + 2] != ABSENT) {
                    place++;
                }
                System.arraycopy(slots, at, entries, place * 3, 3);
            }
        }
        return entries;
    }
}
