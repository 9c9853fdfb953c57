package dev.percorso.engine.conform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts deviations over alignments, variant by variant in ascending order. */
final class DeviationTally {

    private final Automaton automaton;

    /** Missing, out of order and failed by step, then ad hoc by symbol. */
    private final @Nullable Hits[] hits;

    /** Whether a deviation costs nothing, numbered as {@link #hits}. */
    private final boolean[] allowed;

    private final int[] missing;
    private final int[] extra;

    DeviationTally(Automaton automaton, int largestSymbol, Set<Deviation> allowedOnes) {
        this.automaton = automaton;
        hits = new Hits[3 * automaton.steps + largestSymbol + 1];
        allowed = new boolean[hits.length];
        for (int code = 0; code < hits.length; code++) {
            allowed[code] = allowedOnes.contains(deviation(code));
        }
        missing = new int[automaton.steps];
        extra = new int[largestSymbol + 1];
    }

    /** Counts the deviations of an alignment and says how many of its moves are allowed. */
    int add(Aligner alignment, int[] symbols, int offset, int variant, int cases) {
        for (int move = 0; move < alignment.moves(); move++) {
            if (alignment.isMissing(move)) {
                missing[alignment.step(move)]++;
            } else if (alignment.isAdHoc(move)) {
                extra[symbols[offset + alignment.position(move)]]++;
            }
        }
        int excused = 0;
        for (int move = 0; move < alignment.moves(); move++) {
            if (alignment.isMissing(move)) {
                excused += settleMissing(alignment.step(move), variant, cases);
            }
        }
        for (int move = 0; move < alignment.moves(); move++) {
            if (alignment.isAdHoc(move)) {
                excused += settleExtra(symbols[offset + alignment.position(move)], variant, cases);
            }
        }
        return excused;
    }

    private int settleMissing(int step, int variant, int cases) {
        int count = missing[step];
        missing[step] = 0;
        int symbol = automaton.symbolOf(step);
        int paired = symbol < extra.length ? Math.min(count, extra[symbol]) : 0;
        int excused = 0;
        if (paired > 0) {
            extra[symbol] -= paired;
            excused += 2 * hit(automaton.steps + step, variant, cases, paired);
        }
        if (count > paired) {
            excused += hit(step, variant, cases, count - paired);
        }
        return excused;
    }

    private int settleExtra(int symbol, int variant, int cases) {
        int count = extra[symbol];
        extra[symbol] = 0;
        if (count == 0) {
            return 0;
        }
        int failed = automaton.failedStep(symbol);
        return hit(failed >= 0 ? 2 * automaton.steps + failed : 3 * automaton.steps + symbol, variant, cases, count);
    }

    /** How many of these are allowed: all or none. */
    private int hit(int code, int variant, int cases, int times) {
        Hits found = hits[code];
        if (found == null) {
            found = new Hits();
            hits[code] = found;
        }
        found.add(variant, cases, (long) cases * times);
        return allowed[code] ? times : 0;
    }

    /** Adds the counts of later variants. */
    void merge(DeviationTally later) {
        for (int code = 0; code < hits.length; code++) {
            Hits added = later.hits[code];
            if (added == null) {
                continue;
            }
            Hits found = hits[code];
            if (found == null) {
                hits[code] = added;
            } else {
                found.merge(added);
            }
        }
    }

    /** By falling number of cases. */
    List<DeviationCount> counts() {
        List<DeviationCount> counts = new ArrayList<>();
        for (int code = 0; code < hits.length; code++) {
            Hits found = hits[code];
            if (found != null) {
                counts.add(new DeviationCount(
                        deviation(code), found.cases, found.occurrences, Arrays.copyOf(found.variants, found.size)));
            }
        }
        counts.sort(Comparator.comparingLong(DeviationCount::cases).reversed());
        return counts;
    }

    private Deviation deviation(int code) {
        int index = code % automaton.steps;
        return switch (code / automaton.steps) {
            case 0 -> new Deviation.Missing(index);
            case 1 -> new Deviation.OutOfOrder(index);
            case 2 -> new Deviation.Failed(index);
            default -> new Deviation.AdHoc(code - 3 * automaton.steps);
        };
    }

    private static final class Hits {
        private int[] variants = new int[4];
        private int size;
        private long cases;
        private long occurrences;

        void add(int variant, int ofCases, long times) {
            reserve(1);
            variants[size++] = variant;
            cases += ofCases;
            occurrences += times;
        }

        void merge(Hits later) {
            reserve(later.size);
            System.arraycopy(later.variants, 0, variants, size, later.size);
            size += later.size;
            cases += later.cases;
            occurrences += later.occurrences;
        }

        private void reserve(int added) {
            if (size + added > variants.length) {
                variants = Arrays.copyOf(variants, Math.max(size + added, variants.length * 2));
            }
        }
    }
}
