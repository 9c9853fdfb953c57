package dev.percorso.server.analyze;

import dev.percorso.server.analyze.ReportTable.Format;
import java.util.List;
import java.util.Optional;

/**
 * Any report in one shape: its few figures, and its tables in a reader's language.
 *
 * @param figures the first one first in mind; empty where a report has none
 * @param tables the main one first
 */
public record ReportSummary(List<Named> figures, List<Table> tables) {

    /** A figure with its name. */
    public record Named(String key, String name, Format format, double value, Optional<Double> before) {}

    /**
     * A table.
     *
     * @param total how many rows there are, shown or not
     */
    public record Table(String key, String name, List<Column> columns, List<List<Optional<Object>>> rows, int total) {}

    /**
     * A column.
     *
     * @param key the same whatever the language
     * @param verbatim whether its name is data, such as a channel
     */
    public record Column(String key, String name, Format format, boolean verbatim) {}

    static ReportSummary of(List<ReportFigure> figures, List<ReportTable> tables, ReportWords words, int mostRows) {
        return new ReportSummary(
                figures.stream()
                        .map(figure -> new Named(
                                figure.key(), words.of(figure.key()), figure.format(), figure.value(), figure.before()))
                        .toList(),
                tables.stream()
                        .map(table -> new Table(
                                table.name(),
                                words.of(table.name()),
                                table.columns().stream()
                                        .map(column -> new Column(
                                                column.header(), words.of(column), column.format(), column.verbatim()))
                                        .toList(),
                                table.rows().stream().limit(mostRows).toList(),
                                table.rows().size()))
                        .toList());
    }
}
