package dev.percorso.server.analyze;

import dev.percorso.server.analyze.ReportTable.Format;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Who came back.
 *
 * @param spans the periods of each cell, that of the start first
 * @param average per period number, weighted over complete cells
 */
public record RetentionResult(List<Span> spans, List<Cohort> cohorts, List<Double> average) implements Tabular {

    /** Periods after the start, both included. */
    public record Span(int first, int last) {
        String label() {
            return first == last ? Integer.toString(first) : first + "–" + last;
        }
    }

    /** Those who started in one period. */
    public record Cohort(LocalDate from, long size, List<Cell> cells) {}

    /**
     * Those of a cohort who came back in a period after the start.
     *
     * @param complete whether the period lies wholly in the past
     */
    public record Cell(int period, long count, double rate, boolean complete) {}

    @Override
    public List<ReportTable> tables() {
        return List.of(table("rates", Format.SHARE, Cell::rate), table("counts", Format.NUMBER, Cell::count));
    }

    private ReportTable table(String name, Format format, Function<Cell, Object> figure) {
        ReportTable.Filling table =
                ReportTable.named(name).columns(Format.DAY, "from").columns(Format.NUMBER, "persons");
        int most =
                cohorts.stream().mapToInt(cohort -> cohort.cells().size()).max().orElse(0);
        for (int period = 0; period < most; period++) {
            table.verbatim(format, spans.get(period).label());
        }
        for (Cohort cohort : cohorts) {
            List<Object> row = new ArrayList<>(List.of(cohort.from().toString(), cohort.size()));
            cohort.cells().forEach(cell -> row.add(figure.apply(cell)));
            table.row(row);
        }
        return table.done();
    }
}
