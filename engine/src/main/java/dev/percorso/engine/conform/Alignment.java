package dev.percorso.engine.conform;

import java.util.List;

/**
 * The cheapest way to lay a trace over the map.
 *
 * @param cost number of missing and ad hoc moves
 * @param worst cost of leaving out the whole trace and walking the shortest way through the map
 * @param moves in order
 */
public record Alignment(int cost, int worst, List<Move> moves) {

    public Alignment {
        moves = List.copyOf(moves);
        if (cost < 0 || cost > worst) {
            throw new IllegalArgumentException("cost must lie in 0…" + worst + ", got " + cost);
        }
    }

    /** Share of the worst cost avoided, 1 for a perfect fit; 1 for an empty trace of a map that asks for nothing. */
    public double fitness() {
        return worst == 0 ? 1 : 1 - (double) cost / worst;
    }
}
