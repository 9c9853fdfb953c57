package dev.percorso.server.analyze;

import java.time.LocalDate;
import java.util.List;

/**
 * Who came back.
 *
 * @param average per period number, weighted over complete cells
 */
public record RetentionResult(List<Cohort> cohorts, List<Double> average) {

    /** Those who started in one period. */
    public record Cohort(LocalDate from, long size, List<Cell> cells) {}

    /**
     * Those of a cohort who came back in a period after the start.
     *
     * @param complete whether the period lies wholly in the past
     */
    public record Cell(int period, long count, double rate, boolean complete) {}
}
