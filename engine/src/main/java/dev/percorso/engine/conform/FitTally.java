package dev.percorso.engine.conform;

import java.util.ArrayList;
import java.util.List;

/** Sums up the fit of cases by group. */
final class FitTally {
    private final long[] cases;
    private final long[] fitting;
    private final long[] converted;
    private final double[] fitness;
    private final long[] cost;
    private final long[] worst;

    FitTally(int groups) {
        cases = new long[groups];
        fitting = new long[groups];
        converted = new long[groups];
        fitness = new double[groups];
        cost = new long[groups];
        worst = new long[groups];
    }

    void add(int group, int costHere, int worstHere, boolean reachedGoal) {
        cases[group]++;
        fitting[group] += costHere == 0 ? 1 : 0;
        converted[group] += reachedGoal ? 1 : 0;
        fitness[group] += worstHere == 0 ? 1 : 1 - (double) costHere / worstHere;
        cost[group] += costHere;
        worst[group] += worstHere;
    }

    List<Fit> fits() {
        List<Fit> fits = new ArrayList<>(cases.length);
        for (int group = 0; group < cases.length; group++) {
            fits.add(new Fit(
                    cases[group],
                    fitting[group],
                    converted[group],
                    cases[group] == 0 ? 1 : fitness[group] / cases[group],
                    worst[group] == 0 ? 1 : 1 - (double) cost[group] / worst[group]));
        }
        return fits;
    }
}
