package dev.percorso.server.analyze;

import dev.percorso.server.analyze.ReportTable.Format;
import java.util.List;
import java.util.Optional;

/**
 * A funnel's counts.
 *
 * @param breakdown the values most people start with
 * @param rest all other values together; absent when all are shown
 * @param trend conversion by date of entry, when asked for; empty otherwise
 * @param comparisonTrend the same of the comparison's period
 */
public record FunnelResult(
        List<StepResult> steps,
        Optional<List<StepResult>> comparison,
        List<Series> breakdown,
        Optional<Rest> rest,
        List<Point> trend,
        List<Point> comparisonTrend)
        implements Tabular {

    /**
     * One step.
     *
     * @param fromPrevious share of the mandatory step before
     * @param lost reached this step and not the next mandatory one; 0 at the last, and at an optional step, which loses
     *     nobody
     * @param time seconds from the step done before; absent at the first and when nobody reached it
     */
    public record StepResult(
            String label,
            boolean optional,
            long count,
            Rate fromStart,
            Rate fromPrevious,
            long lost,
            Optional<Durations> time) {}

    /**
     * Those whose attempt began in one period.
     *
     * @param from first day of the period
     * @param complete whether their time to convert is over
     */
    public record Point(String from, long entered, long converted, Rate conversion, boolean complete) {}

    /**
     * Seconds.
     *
     * @param interval of the median; absent for too few
     */
    public record Durations(double median, double mean, double p90, Optional<Bounds> interval) {}

    /** The funnel of those with one value of the breakdown. */
    public record Series(String value, List<StepResult> steps) {}

    /** The funnel of those with any of the values that are not shown. */
    public record Rest(int values, List<StepResult> steps) {}

    @Override
    public List<ReportTable> tables() {
        ReportTable.Filling table = ReportTable.named("steps")
                .columns(Format.TEXT, "group", "step")
                .columns(Format.NUMBER, "count")
                .columns(Format.SHARE, "fromStart", "low", "high", "fromPrevious")
                .columns(Format.NUMBER, "lost")
                .columns(Format.DECIMAL, "medianSeconds", "medianLow", "medianHigh", "meanSeconds", "p90Seconds");
        fill(table, "", steps);
        breakdown.forEach(series -> fill(table, series.value(), series.steps()));
        rest.ifPresent(others -> fill(table, "…", others.steps()));
        return trend.isEmpty() ? List.of(table.done()) : List.of(table.done(), trendTable());
    }

    private ReportTable trendTable() {
        ReportTable.Filling table = ReportTable.named("overTime")
                .columns(Format.DAY, "from")
                .columns(Format.SHARE, "conversionRate", "low", "high")
                .columns(Format.NUMBER, "entered", "conversions")
                .columns(Format.TEXT, "complete");
        trend.forEach(point -> table.row(
                point.from(),
                point.conversion().value(),
                point.conversion().low(),
                point.conversion().high(),
                point.entered(),
                point.converted(),
                point.complete()));
        return table.done();
    }

    private static void fill(ReportTable.Filling table, String group, List<StepResult> steps) {
        steps.forEach(step -> table.row(
                group,
                step.label(),
                step.count(),
                step.fromStart().value(),
                step.fromStart().low(),
                step.fromStart().high(),
                step.fromPrevious().value(),
                step.lost(),
                step.time().map(Durations::median),
                step.time().flatMap(Durations::interval).map(Bounds::low),
                step.time().flatMap(Durations::interval).map(Bounds::high),
                step.time().map(Durations::mean),
                step.time().map(Durations::p90)));
    }
}
