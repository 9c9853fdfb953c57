package dev.percorso.engine.process;

import dev.percorso.engine.fold.TimeSample;
import dev.percorso.engine.stat.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Counts distinct sequences of activities; open addressing over one pool of numbers, bounded in their number. */
final class VariantTable {
    private int[] pool = new int[256];
    private int[] offsets = new int[64];
    private int[] hashes = new int[64];
    private long[] counts = new long[64];
    private long[] persons = new long[64];
    private int[] lastPerson = new int[64];
    private final List<TimeSample> durations = new ArrayList<>();
    private int size;

    /** Number of a variant plus one, by hash; 0 is empty. */
    private int[] table = new int[128];

    private long notToldApart;

    int size() {
        return size;
    }

    long notToldApart() {
        return notToldApart;
    }

    void add(int person, int[] steps, int length, long millis) {
        int variant = length > ProcessMap.LONGEST_VARIANT ? -1 : find(steps, 0, length);
        if (variant < 0) {
            notToldApart++;
            return;
        }
        counts[variant]++;
        if (lastPerson[variant] != person + 1) {
            lastPerson[variant] = person + 1;
            persons[variant]++;
        }
        durations.get(variant).add(millis);
    }

    void merge(VariantTable other) {
        notToldApart += other.notToldApart;
        for (int i = 0; i < other.size; i++) {
            int variant = find(other.pool, other.offsets[i], other.offsets[i + 1]);
            if (variant < 0) {
                notToldApart += other.counts[i];
                continue;
            }
            counts[variant] += other.counts[i];
            persons[variant] += other.persons[i];
            durations.get(variant).addAll(other.durations.get(i));
        }
    }

    /** The sequence's number, new if there is room; −1 if there is not. */
    private int find(int[] steps, int from, int to) {
        int hash = hash(steps, from, to);
        int slot = hash & (table.length - 1);
        while (table[slot] != 0) {
            int variant = table[slot] - 1;
            if (hashes[variant] == hash
                    && Arrays.equals(pool, offsets[variant], offsets[variant + 1], steps, from, to)) {
                return variant;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        if (size == ProcessMap.MOST_VARIANTS) {
            return -1;
        }
        table[slot] = size + 1;
        append(steps, from, to, hash);
        return size - 1;
    }

    private static int hash(int[] steps, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + steps[i];
        }
        hash *= 0x9E3779B9;
        return hash ^ hash >>> 15;
    }

    private void append(int[] steps, int from, int to, int hash) {
        int begin = offsets[size];
        int end = begin + to - from;
        if (end > pool.length) {
            pool = Arrays.copyOf(pool, Math.max(end, pool.length * 2));
        }
        System.arraycopy(steps, from, pool, begin, to - from);
        if (size + 2 > offsets.length) {
            int capacity = offsets.length * 2;
            offsets = Arrays.copyOf(offsets, capacity);
            hashes = Arrays.copyOf(hashes, capacity);
            counts = Arrays.copyOf(counts, capacity);
            persons = Arrays.copyOf(persons, capacity);
            lastPerson = Arrays.copyOf(lastPerson, capacity);
        }
        hashes[size] = hash;
        offsets[++size] = end;
        durations.add(new TimeSample());
        if (size * 2 > table.length) {
            rehash();
        }
    }

    private void rehash() {
        table = new int[table.length * 2];
        for (int variant = 0; variant < size; variant++) {
            int slot = hashes[variant] & (table.length - 1);
            while (table[slot] != 0) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = variant + 1;
        }
    }

    /** The most frequent variants; of equals the one whose activities come first. */
    List<Integer> mostFrequent(int limit) {
        return IntStream.range(0, size)
                .boxed()
                .sorted((a, b) -> counts[a] != counts[b]
                        ? Long.compare(counts[b], counts[a])
                        : Arrays.compare(pool, offsets[a], offsets[a + 1], pool, offsets[b], offsets[b + 1]))
                .limit(limit)
                .toList();
    }

    int[] steps(int variant) {
        return Arrays.copyOfRange(pool, offsets[variant], offsets[variant + 1]);
    }

    long count(int variant) {
        return counts[variant];
    }

    long persons(int variant) {
        return persons[variant];
    }

    double medianMillis(int variant) {
        return durations.get(variant).quantile(0.5);
    }

    Optional<Interval> medianInterval(int variant, double confidence) {
        return durations.get(variant).medianInterval(confidence);
    }
}
