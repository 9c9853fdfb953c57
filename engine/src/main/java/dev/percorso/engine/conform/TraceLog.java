package dev.percorso.engine.conform;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Observed cases grouped by variant (distinct sequence of symbols). Immutable; made by {@link TraceLogBuilder}.
 *
 * <p>Variants are numbered by falling number of cases, then by symbols; cases by person, then start. So a log does not
 * depend on the order or the number of parts it was collected in.
 */
public final class TraceLog {

    final int[] symbols;
    final int[] offsets;
    final int[] variantCases;
    final CaseColumns columns;
    private final long[][] factCells;
    private final long boundEvents;
    private final long events;
    private final BitSet beyond;

    TraceLog(
            int[] symbols,
            int[] offsets,
            int[] variantCases,
            CaseColumns columns,
            long[][] factCells,
            long boundEvents,
            long events,
            BitSet beyond) {
        this.symbols = symbols;
        this.offsets = offsets;
        this.variantCases = variantCases;
        this.columns = columns;
        this.factCells = factCells;
        this.boundEvents = boundEvents;
        this.events = events;
        this.beyond = beyond;
    }

    /** Number of distinct sequences. */
    public int variants() {
        return variantCases.length;
    }

    /** Number of cases. */
    public int cases() {
        return columns.size();
    }

    /** Number of cases that took a variant. */
    public int cases(int variant) {
        return variantCases[variant];
    }

    /** The symbols of a variant, in order. */
    public int[] trace(int variant) {
        return Arrays.copyOfRange(symbols, offsets[variant], offsets[variant + 1]);
    }

    int length(int variant) {
        return offsets[variant + 1] - offsets[variant];
    }

    /** Variant a case took. */
    public int variant(int caseNumber) {
        return columns.variant[caseNumber];
    }

    /** Person of a case, by number in the journey index. */
    public int person(int caseNumber) {
        return columns.person[caseNumber];
    }

    /** Instant of a case's first event, in milliseconds since 1970-01-01T00:00Z. */
    public long startMillis(int caseNumber) {
        return columns.start[caseNumber];
    }

    /** Time from a case's first event to its goal, or to its last event without one, in milliseconds. */
    public long durationMillis(int caseNumber) {
        return columns.duration[caseNumber];
    }

    /** Whether a case reached its goal. */
    public boolean converted(int caseNumber) {
        return columns.converted[caseNumber];
    }

    /**
     * The first value that a property has in a case.
     *
     * @param fact place of the property among {@link Traces.Query#facts}
     * @return a {@link dev.percorso.engine.index.Cell} of that property
     */
    public long fact(int caseNumber, int fact) {
        return factCells[fact][columns.facts[fact][caseNumber]];
    }

    /**
     * The same as a small number, the same for the same value.
     *
     * @see #factCell
     */
    public int factNumber(int caseNumber, int fact) {
        return columns.facts[fact][caseNumber];
    }

    /** How many values a fact has. */
    public int factNumbers(int fact) {
        return factCells[fact].length;
    }

    /** The value with a number. */
    public long factCell(int fact, int number) {
        return factCells[fact][number];
    }

    /** Events with a symbol, over all cases. */
    public long boundEvents() {
        return boundEvents;
    }

    /** Persons with an event without a symbol in any of their cases. */
    public BitSet personsBeyond() {
        return (BitSet) beyond.clone();
    }

    /** Events with or without a symbol, over all cases; those left uncounted only with one. */
    public long events() {
        return events;
    }

    /** Numbers of the cases of the given variants, ascending. */
    public IntStream casesOf(IntStream variants) {
        boolean[] wanted = new boolean[variants()];
        variants.forEach(variant -> wanted[variant] = true);
        return IntStream.range(0, cases()).filter(number -> wanted[columns.variant[number]]);
    }

    /** Persons with a case of the given variants, each once, ascending. */
    public int[] personsOf(IntStream variants) {
        return casesOf(variants)
                .map(number -> columns.person[number])
                .distinct()
                .toArray();
    }

    int largestSymbol() {
        int largest = -1;
        for (int symbol : symbols) {
            largest = Math.max(largest, symbol);
        }
        return largest;
    }
}
