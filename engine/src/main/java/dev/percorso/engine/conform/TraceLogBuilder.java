package dev.percorso.engine.conform;

import dev.percorso.engine.fold.LongIndex;
import java.util.Arrays;
import java.util.BitSet;

/** Collects cases into a {@link TraceLog}; several can be filled apart and merged. Not for use by several threads. */
public final class TraceLogBuilder {

    private static final int EMPTY = -1;

    private int[] symbols = new int[64];
    private int[] offsets = new int[16];
    private int[] hashes = new int[16];
    private int[] counts = new int[16];
    private int variants;

    /** Open addressing: variant numbers by hash of their symbols. */
    private int[] table = emptyTable(32);

    private final CaseColumns columns;

    /** Values of each fact, numbered as they come. */
    private final LongIndex[] values;

    private long boundEvents;
    private long unboundEvents;
    private final BitSet beyond = new BitSet();

    public TraceLogBuilder() {
        this(0);
    }

    /** @param facts how many values are kept with each case */
    TraceLogBuilder(int facts) {
        columns = new CaseColumns(0, facts);
        values = new LongIndex[facts];
        Arrays.setAll(values, fact -> new LongIndex());
    }

    /** Sets a fact of the case added last, which otherwise has the value that came first of all. */
    void fact(int fact, long cell) {
        columns.facts[fact][columns.size() - 1] = values[fact].number(cell);
    }

    /**
     * Adds one case whose bound events have the symbols {@code trace[from…to)}.
     *
     * @param unbound events of the case without a symbol that count
     * @param person who went through it, by number in the journey index
     * @param startMillis instant of its first event
     * @param durationMillis time to its goal, or to its last event without one; not negative
     * @param converted whether it reached its goal
     */
    public void add(
            int[] trace,
            int from,
            int to,
            int unbound,
            int person,
            long startMillis,
            long durationMillis,
            boolean converted) {
        if (durationMillis < 0) {
            throw new IllegalArgumentException("a case cannot end " + -durationMillis + " ms before it starts");
        }
        int variant = variant(trace, from, to);
        counts[variant]++;
        columns.add(variant, person, startMillis, durationMillis, converted);
        boundEvents += to - from;
        unboundEvents += unbound;
        if (unbound > 0) {
            beyond.set(person);
        }
    }

    /** Adds a number of cases of one variant without person, time or goal. */
    public TraceLogBuilder addCases(int cases, int... trace) {
        for (int i = 0; i < cases; i++) {
            add(trace, 0, trace.length, 0, 0, 0, 0, false);
        }
        return this;
    }

    /** Adds all cases of another builder. */
    public void merge(TraceLogBuilder other) {
        int[] here = new int[other.variants];
        for (int variant = 0; variant < other.variants; variant++) {
            here[variant] = variant(other.symbols, other.offsets[variant], other.offsets[variant + 1]);
            counts[here[variant]] += other.counts[variant];
        }
        CaseColumns added = other.columns;
        for (int i = 0; i < added.size(); i++) {
            columns.add(here[added.variant[i]], added.person[i], added.start[i], added.duration[i], added.converted[i]);
            for (int fact = 0; fact < values.length; fact++) {
                fact(fact, other.values[fact].key(added.facts[fact][i]));
            }
        }
        boundEvents += other.boundEvents;
        unboundEvents += other.unboundEvents;
        beyond.or(other.beyond);
    }

    /** The log of all cases added so far; the builder may go on. */
    public TraceLog build() {
        int[] order = variantOrder();
        int[] rank = new int[variants];
        int[] sortedSymbols = new int[offsets[variants]];
        int[] sortedOffsets = new int[variants + 1];
        int[] sortedCounts = new int[variants];
        for (int i = 0; i < variants; i++) {
            int variant = order[i];
            int length = offsets[variant + 1] - offsets[variant];
            rank[variant] = i;
            System.arraycopy(symbols, offsets[variant], sortedSymbols, sortedOffsets[i], length);
            sortedOffsets[i + 1] = sortedOffsets[i] + length;
            sortedCounts[i] = counts[variant];
        }
        return new TraceLog(
                sortedSymbols,
                sortedOffsets,
                sortedCounts,
                sortCases(rank),
                Arrays.stream(values).map(TraceLogBuilder::keys).toArray(long[][]::new),
                boundEvents,
                boundEvents + unboundEvents,
                (BitSet) beyond.clone());
    }

    private CaseColumns sortCases(int[] rank) {
        CaseColumns from = columns;
        CaseColumns sorted = new CaseColumns(from.size(), values.length);
        for (int i : caseOrder(rank)) {
            for (int fact = 0; fact < values.length; fact++) {
                sorted.facts[fact][sorted.size()] = from.facts[fact][i];
            }
            sorted.add(rank[from.variant[i]], from.person[i], from.start[i], from.duration[i], from.converted[i]);
        }
        return sorted;
    }

    private static long[] keys(LongIndex index) {
        long[] keys = new long[index.size()];
        Arrays.setAll(keys, index::key);
        return keys;
    }

    private int[] variantOrder() {
        int[] order = new int[variants];
        long[] firstSymbols = new long[variants];
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(largestSymbol() + 1);
        for (int variant = 0; variant < variants; variant++) {
            order[variant] = variant;
            firstSymbols[variant] = firstSymbols(variant, bits);
        }
        IntSort.sort(order, 0, variants, (a, b) -> {
            if (counts[a] != counts[b]) {
                return Integer.compare(counts[b], counts[a]);
            }
            return firstSymbols[a] != firstSymbols[b]
                    ? Long.compare(firstSymbols[a], firstSymbols[b])
                    : Arrays.compare(symbols, offsets[a], offsets[a + 1], symbols, offsets[b], offsets[b + 1]);
        });
        return order;
    }

    private int largestSymbol() {
        int largest = 0;
        for (int i = 0; i < offsets[variants]; i++) {
            largest = Math.max(largest, symbols[i]);
        }
        return largest;
    }

    /** The first symbols in one number that compares as they do: most comparisons need no more. */
    private long firstSymbols(int variant, int bits) {
        long packed = 0;
        for (int i = 0; i < (Long.SIZE - 1) / bits; i++) {
            int at = offsets[variant] + i;
            // One more than the symbol, so that a trace that ends compares as less than one that goes on.
            int symbol = at < offsets[variant + 1] ? symbols[at] + 1 : 0;
            packed = packed << bits | symbol;
        }
        return packed;
    }

    /** Persons ascending, and for each of them by start, duration, variant and goal. */
    private int[] caseOrder(int[] rank) {
        int size = columns.size();
        long[] keys = new long[size];
        for (int i = 0; i < size; i++) {
            keys[i] = (long) columns.person[i] << Integer.SIZE | i;
        }
        Arrays.parallelSort(keys);
        int[] order = new int[size];
        int first = 0;
        for (int i = 0; i < size; i++) {
            order[i] = (int) keys[i];
            boolean lastOfPerson = i + 1 == size || keys[i] >> Integer.SIZE != keys[i + 1] >> Integer.SIZE;
            if (lastOfPerson) {
                IntSort.sort(order, first, i + 1, (a, b) -> compareCases(a, b, rank));
                first = i + 1;
            }
        }
        return order;
    }

    private int compareCases(int a, int b, int[] rank) {
        CaseColumns cases = columns;
        if (cases.start[a] != cases.start[b]) {
            return Long.compare(cases.start[a], cases.start[b]);
        }
        if (cases.duration[a] != cases.duration[b]) {
            return Long.compare(cases.duration[a], cases.duration[b]);
        }
        int byVariant = Integer.compare(rank[cases.variant[a]], rank[cases.variant[b]]);
        return byVariant != 0 ? byVariant : Boolean.compare(cases.converted[a], cases.converted[b]);
    }

    private int variant(int[] trace, int from, int to) {
        int hash = 1;
        for (int i = from; i < to; i++) {
            if (trace[i] < 0 || trace[i] > MapStep.LARGEST_SYMBOL) {
                throw new IllegalArgumentException(
                        "a symbol must lie in 0…" + MapStep.LARGEST_SYMBOL + ", got " + trace[i]);
            }
            hash = 31 * hash + trace[i];
        }
        hash *= 0x9E3779B9;
        hash ^= hash >>> 15;
        int slot = hash & (table.length - 1);
        while (table[slot] != EMPTY) {
            int variant = table[slot];
            if (hashes[variant] == hash
                    && Arrays.equals(symbols, offsets[variant], offsets[variant + 1], trace, from, to)) {
                return variant;
            }
            slot = (slot + 1) & (table.length - 1);
        }
        table[slot] = variants;
        return append(trace, from, to, hash);
    }

    private int append(int[] trace, int from, int to, int hash) {
        int length = to - from;
        int end = offsets[variants];
        if (end + length > symbols.length) {
            symbols = Arrays.copyOf(symbols, Math.max(end + length, symbols.length * 2));
        }
        if (variants + 2 > offsets.length) {
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
            hashes = Arrays.copyOf(hashes, hashes.length * 2);
            counts = Arrays.copyOf(counts, counts.length * 2);
        }
        System.arraycopy(trace, from, symbols, end, length);
        hashes[variants] = hash;
        offsets[++variants] = end + length;
        if (variants * 2 > table.length) {
            rehash();
        }
        return variants - 1;
    }

    private void rehash() {
        table = emptyTable(table.length * 2);
        for (int variant = 0; variant < variants; variant++) {
            int slot = hashes[variant] & (table.length - 1);
            while (table[slot] != EMPTY) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = variant;
        }
    }

    private static int[] emptyTable(int size) {
        int[] table = new int[size];
        Arrays.fill(table, EMPTY);
        return table;
    }
}
