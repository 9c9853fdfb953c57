package dev.percorso.engine.conform;

import java.util.ArrayList;
import java.util.List;

/**
 * Aligns traces with a map; one per thread, its buffers are reused.
 *
 * <p>Cheapest alignments are shortest paths through trace × automaton (A. Adriansyah, <i>Aligning Observed and Modeled
 * Behavior</i>, 2014, ch. 4), a synchronous move costing 0 and every other 1. As position only grows along a path, the
 * distances Dijkstra's algorithm would settle are computed layer by layer instead, without a queue. Among equally cheap
 * alignments the first is taken that prefers, move by move, synchronous to missing to ad hoc, then the earlier step.
 */
public final class Aligner {

    private static final int MISSING = -1;
    private static final int AD_HOC = -2;

    private final Automaton automaton;

    /** {@code distance[position * states + state]}: cheapest way from there to the end of both. */
    private int[] distance = {};

    /** Moves of the last alignment: the trace position or {@link #MISSING}, and the step or {@link #AD_HOC}. */
    private int[] positions = {};

    private int[] steps = {};
    private int moves;
    private int cost;

    public Aligner(MapModel model) {
        this(new Automaton(model));
    }

    Aligner(Automaton automaton) {
        this.automaton = automaton;
    }

    /** The alignment of one trace of symbols. */
    public Alignment align(int... trace) {
        align(trace, 0, trace.length);
        List<Move> list = new ArrayList<>(moves);
        for (int i = 0; i < moves; i++) {
            list.add(move(i));
        }
        return new Alignment(cost, trace.length + automaton.shortestRun(), list);
    }

    private Move move(int i) {
        if (isMissing(i)) {
            return new Move.Missing(steps[i]);
        }
        return isAdHoc(i) ? new Move.AdHoc(positions[i]) : new Move.Synchronous(positions[i], steps[i]);
    }

    /** Aligns {@code symbols[offset…offset+length)}; the moves stay readable until the next call. */
    void align(int[] symbols, int offset, int length) {
        measure(symbols, offset, length);
        walk(symbols, offset, length);
    }

    int cost() {
        return cost;
    }

    int moves() {
        return moves;
    }

    boolean isMissing(int move) {
        return positions[move] == MISSING;
    }

    boolean isAdHoc(int move) {
        return steps[move] == AD_HOC;
    }

    int step(int move) {
        return steps[move];
    }

    /** Position in the trace, counted from its offset. */
    int position(int move) {
        return positions[move];
    }

    private void measure(int[] symbols, int offset, int length) {
        int states = automaton.states;
        int size = Math.multiplyExact(length + 1, states);
        if (distance.length < size) {
            distance = new int[Math.max(size, distance.length * 2)];
        }
        System.arraycopy(automaton.remaining, 0, distance, length * states, states);
        for (int position = length - 1; position >= 0; position--) {
            measureLayer(position * states, automaton.stepsOf(symbols[offset + position]));
        }
        cost = distance[0];
    }

    /**
     * Hot: distances of one position from those of the next; no allocation, loops over plain arrays that the compiler
     * turns into vector code. Missing moves and ad hoc moves may change places at the same cost, so missing ones are
     * needed right before a synchronous move only.
     */
    private void measureLayer(int layer, int[] performed) {
        int states = automaton.states;
        int after = layer + states;
        int[] cells = distance;
        for (int state = 0; state < states; state++) {
            cells[layer + state] = cells[after + state] + 1;
        }
        for (int step : performed) {
            int[] before = automaton.before[step];
            int through = cells[after + step + 1];
            for (int state = 0; state < states; state++) {
                cells[layer + state] = Math.min(cells[layer + state], before[state] + through);
            }
        }
    }

    private void walk(int[] symbols, int offset, int length) {
        int longest = length + cost;
        if (positions.length < longest) {
            positions = new int[longest * 2];
            steps = new int[longest * 2];
        }
        moves = 0;
        int states = automaton.states;
        int state = 0;
        int position = 0;
        while (true) {
            int left = distance[position * states + state];
            if (position == length && left == 0) {
                return;
            }
            int step = position < length ? synchronous(symbols[offset + position], position, state, left) : -1;
            if (step >= 0) {
                record(position++, step);
                state = step + 1;
                continue;
            }
            step = missing(position, state, left);
            if (step >= 0) {
                record(MISSING, step);
                state = step + 1;
                continue;
            }
            record(position++, AD_HOC);
        }
    }

    private int synchronous(int symbol, int position, int state, int left) {
        for (int step : automaton.stepsOf(symbol)) {
            if (automaton.allowed[state * automaton.steps + step]
                    && distance[(position + 1) * automaton.states + step + 1] == left) {
                return step;
            }
        }
        return -1;
    }

    private int missing(int position, int state, int left) {
        for (int step : automaton.next[state]) {
            if (distance[position * automaton.states + step + 1] == left - 1) {
                return step;
            }
        }
        return -1;
    }

    private void record(int position, int step) {
        positions[moves] = position;
        steps[moves++] = step;
    }
}
