package dev.percorso.server.analyze;

import dev.percorso.server.analyze.ReportTable.Format;
import dev.percorso.server.analyze.RetentionResult.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Who comes back, by where they started.
 *
 * @param spans the periods of each cell, that of the start first
 * @param groups how many values there are, shown or not
 * @param rest those of all values beyond the ones shown
 */
public record CohortsResult(List<Span> spans, Row total, List<Row> rows, Optional<Row> rest, int groups)
        implements Tabular {

    /**
     * Those who started with one value.
     *
     * @param value empty where there is none
     * @param size all starts, also those whose periods still run
     */
    public record Row(String value, long size, List<Cell> cells) {}

    /**
     * Those who came back in one cell's periods.
     *
     * @param period number of the cell
     * @param started starts whose periods are over; only they count
     */
    public record Cell(int period, long started, long returned, Rate rate) {}

    @Override
    public List<ReportTable> tables() {
        ReportTable.Filling table =
                ReportTable.named("rates").columns(Format.TEXT, "group").columns(Format.NUMBER, "persons");
        spans.forEach(span -> table.verbatim(Format.SHARE, span.label()));
        rows.forEach(row -> fill(table, row.value(), row));
        rest.ifPresent(row -> fill(table, "…", row));
        return List.of(table.done());
    }

    private static void fill(ReportTable.Filling table, String name, Row row) {
        List<Object> cells = new ArrayList<>(List.of(name, row.size()));
        row.cells().forEach(cell -> cells.add(cell.rate().value()));
        table.row(cells);
    }
}
