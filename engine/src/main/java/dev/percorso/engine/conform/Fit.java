package dev.percorso.engine.conform;

/**
 * How well some cases of a log fit the map.
 *
 * @param cases how many
 * @param fitting of these, cases without any deviation that is not allowed
 * @param converted cases that reached the goal
 * @param meanTraceFitness mean of the cases' trace fitness; 1 without cases
 * @param logFitness 1 − Σ cost / Σ worst cost; 1 without cases
 */
public record Fit(long cases, long fitting, long converted, double meanTraceFitness, double logFitness) {

    /** Share of perfectly fitting cases; 1 without cases. */
    public double conformanceRate() {
        return cases == 0 ? 1 : (double) fitting / cases;
    }
}
