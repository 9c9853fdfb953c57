package dev.percorso.engine.conform;

import java.util.stream.IntStream;

/** How often a deviation occurs, and in which variants of the {@link TraceLog}. */
public final class DeviationCount {

    private final Deviation deviation;
    private final long cases;
    private final long occurrences;
    private final int[] variants;

    DeviationCount(Deviation deviation, long cases, long occurrences, int[] variants) {
        this.deviation = deviation;
        this.cases = cases;
        this.occurrences = occurrences;
        this.variants = variants;
    }

    public Deviation deviation() {
        return deviation;
    }

    /** Cases with the deviation at least once. */
    public long cases() {
        return cases;
    }

    /** Times it occurs, over all cases. */
    public long occurrences() {
        return occurrences;
    }

    /** Variants with the deviation, ascending; all their cases have it, and no other. */
    public IntStream variants() {
        return IntStream.of(variants);
    }

    @Override
    public String toString() {
        return deviation + " in " + cases + " cases, " + occurrences + " times";
    }
}
