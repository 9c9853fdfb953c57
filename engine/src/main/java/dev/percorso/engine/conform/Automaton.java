package dev.percorso.engine.conform;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A {@link MapModel} in tables for the hot loops. State 0 is the start, state <i>j</i>+1 means that step <i>j</i> was
 * performed last; so a state and a step say the same, and runs of the model are sequences of steps.
 */
final class Automaton {

    private static final int[] NONE = {};

    final int steps;
    final int states;

    /** Steps that may come next, ascending, by state. */
    final int[][] next;

    final boolean[] accepting;

    /** {@code allowed[state * steps + step]}. */
    final boolean[] allowed;

    /** Fewest steps from a state to the end of the map. */
    final int[] remaining;

    /**
     * {@code before[step][state]}: fewest missing moves from the state to one in which the step may come next; {@link
     * #NEVER} when there is none.
     */
    final int[][] before;

    /** Larger than any cost, and still far from overflow when costs are added. */
    static final int NEVER = Integer.MAX_VALUE / 4;

    private final int[] symbolOfStep;
    private final int[][] stepsOfSymbol;
    private final int[] stepOfFailure;

    Automaton(MapModel model) {
        List<MapStep> list = model.steps();
        steps = list.size();
        states = steps + 1;
        next = new int[states][];
        accepting = new boolean[states];
        allowed = new boolean[states * steps];
        for (int state = 0; state < states; state++) {
            connect(model, state);
        }
        remaining = distancesToEnd();
        before = new int[steps][];
        for (int step = 0; step < steps; step++) {
            before[step] = distancesBefore(step);
        }
        symbolOfStep = list.stream().mapToInt(MapStep::symbol).toArray();
        int symbols = 1 + Arrays.stream(symbolOfStep).max().orElseThrow();
        stepsOfSymbol = new int[symbols][];
        for (int symbol = 0; symbol < symbols; symbol++) {
            int wanted = symbol;
            stepsOfSymbol[symbol] = IntStream.range(0, steps)
                    .filter(step -> symbolOfStep[step] == wanted)
                    .toArray();
        }
        int failures = 1
                + list.stream()
                        .mapToInt(step -> step.failureSymbol().orElse(-1))
                        .max()
                        .orElseThrow();
        stepOfFailure = new int[failures];
        Arrays.fill(stepOfFailure, -1);
        for (int step = steps - 1; step >= 0; step--) {
            int failure = list.get(step).failureSymbol().orElse(-1);
            if (failure >= 0) {
                stepOfFailure[failure] = step;
            }
        }
    }

    private void connect(MapModel model, int state) {
        int last = state - 1;
        boolean[] follows = new boolean[steps];
        if (last >= 0 && model.steps().get(last).occurrence().repeatable()) {
            follows[last] = true;
        }
        accepting[state] = standBefore(model, state, follows);
        for (Jump jump : model.jumps()) {
            if (jump.from() == last) {
                accepting[state] |= standBefore(model, jump.to(), follows);
            }
        }
        next[state] = IntStream.range(0, steps).filter(step -> follows[step]).toArray();
        System.arraycopy(follows, 0, allowed, state * steps, steps);
    }

    /** Marks the steps open from before the given one and says whether the end is open too. */
    private static boolean standBefore(MapModel model, int step, boolean[] follows) {
        for (int i = step; i < model.size(); i++) {
            follows[i] = true;
            if (!model.steps().get(i).occurrence().omissible()) {
                return false;
            }
        }
        return true;
    }

    private int[] distancesToEnd() {
        return distancesTo(state -> accepting[state]);
    }

    private int[] distancesBefore(int step) {
        return distancesTo(state -> allowed[state * steps + step]);
    }

    /** Fewest steps from each state to one of the wanted, backwards breadth first. */
    private int[] distancesTo(IntPredicate wanted) {
        int[] distance = new int[states];
        Arrays.fill(distance, NEVER);
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        for (int state = 0; state < states; state++) {
            if (wanted.test(state)) {
                distance[state] = 0;
                queue.add(state);
            }
        }
        while (!queue.isEmpty()) {
            int reached = queue.remove();
            for (int state = 0; state < states; state++) {
                if (reached > 0 && distance[state] == NEVER && allowed[state * steps + reached - 1]) {
                    distance[state] = distance[reached] + 1;
                    queue.add(state);
                }
            }
        }
        return distance;
    }

    /** Fewest steps of a journey that fits. */
    int shortestRun() {
        return remaining[0];
    }

    int symbolOf(int step) {
        return symbolOfStep[step];
    }

    /** Steps that events of the symbol perform, ascending. */
    int[] stepsOf(int symbol) {
        return symbol < stepsOfSymbol.length ? stepsOfSymbol[symbol] : NONE;
    }

    /** The first step whose failure the symbol means, or −1; a symbol that performs a step is no failure. */
    int failedStep(int symbol) {
        return symbol < stepOfFailure.length && stepsOf(symbol).length == 0 ? stepOfFailure[symbol] : -1;
    }
}
