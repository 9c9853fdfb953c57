package dev.percorso.engine.conform;

import java.util.List;

/**
 * The order of steps a journey map asks for: an automaton without concurrency.
 *
 * <p>A journey fits when it performs the steps in order, each as often as its {@link Occurrence} says, from the first
 * to the end. Having performed step <i>i</i>, it may perform <i>i</i> again if that is repeatable, go on to
 * <i>i</i>+1, or use a {@link Jump}; standing before a step that may be left out, it also stands before the next one.
 *
 * @param steps at least one, in the order of the map
 * @param jumps allowed skips and returns
 */
public record MapModel(List<MapStep> steps, List<Jump> jumps) {

    public MapModel {
        steps = List.copyOf(steps);
        jumps = List.copyOf(jumps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a map needs at least one step bound to an event");
        }
        for (Jump jump : jumps) {
            if (jump.from() >= steps.size() || jump.to() > steps.size()) {
                throw new IllegalArgumentException(jump + " leaves the map, which has " + steps.size() + " steps");
            }
        }
    }

    /** A map without skips or returns. */
    public static MapModel of(MapStep... steps) {
        return new MapModel(List.of(steps), List.of());
    }

    /** Number of steps. */
    public int size() {
        return steps.size();
    }
}
