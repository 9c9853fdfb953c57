package dev.percorso.engine.conform;

import java.util.List;
import java.util.function.IntUnaryOperator;

/** How well the cases of a {@link TraceLog} fit a {@link MapModel}. Shares lie in 0…1. */
public final class ConformanceReport {

    private final TraceLog log;
    private final Measures measures;
    private final int[] costs;
    private final int shortestRun;
    private final long[] casesByStep;
    private final List<DeviationCount> deviations;

    ConformanceReport(
            TraceLog log,
            Measures measures,
            int[] costs,
            int shortestRun,
            long[] casesByStep,
            List<DeviationCount> deviations) {
        this.log = log;
        this.measures = measures;
        this.costs = costs;
        this.shortestRun = shortestRun;
        this.casesByStep = casesByStep;
        this.deviations = List.copyOf(deviations);
    }

    /**
     * The figures of the whole log; all 1 for a log without cases.
     *
     * @param logFitness 1 − Σ cost / Σ worst cost, over cases
     * @param meanTraceFitness mean of the cases' trace fitness
     * @param conformanceRate share of cases that fit perfectly
     * @param precision share of what the map allows after the observed prefixes that is observed
     * @param coverage events bound and steps observed
     */
    public record Measures(
            double logFitness, double meanTraceFitness, double conformanceRate, double precision, Coverage coverage) {}

    public Measures measures() {
        return measures;
    }

    /** The log these figures are about. */
    public TraceLog log() {
        return log;
    }

    /** Number of missing and ad hoc moves of a variant's alignment, without allowed ones. */
    public int cost(int variant) {
        return costs[variant];
    }

    /** Trace fitness of a variant: 1 − cost / (length + shortest way through the map). */
    public double fitness(int variant) {
        int worst = log.length(variant) + shortestRun;
        return worst == 0 ? 1 : 1 - (double) costs[variant] / worst;
    }

    /** Cases that perform a step in its place at least once. */
    public long casesAt(int step) {
        return casesByStep[step];
    }

    /** All deviations, by falling number of cases. */
    public List<DeviationCount> deviations() {
        return deviations;
    }

    /**
     * How well groups of cases fit: periods of a trend, channels, personas.
     *
     * @param groupOf the group of a case, from 0; negative for none
     * @param groups how many groups
     */
    public List<Fit> by(IntUnaryOperator groupOf, int groups) {
        FitTally tally = new FitTally(groups);
        for (int number = 0; number < log.cases(); number++) {
            int group = groupOf.applyAsInt(number);
            if (group >= 0) {
                int variant = log.variant(number);
                tally.add(group, costs[variant], log.length(variant) + shortestRun, log.converted(number));
            }
        }
        return tally.fits();
    }

    /** Cases with a deviation against cases without. */
    public Effect effect(DeviationCount deviation, double confidence) {
        return Effect.of(log, deviation, confidence);
    }
}
