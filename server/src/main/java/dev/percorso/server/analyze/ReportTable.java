package dev.percorso.server.analyze;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A report's answer as rows and columns, for files and messages.
 *
 * @param name key of its title among the words of exported reports
 * @param rows a value a column: a {@link String} (also days, as ISO dates), a {@link Number} or a {@link Boolean}; empty
 *     where there is none
 */
public record ReportTable(String name, List<Column> columns, List<List<Optional<Object>>> rows) {

    /** What a column holds; it decides how spreadsheets show it. */
    public enum Format {
        TEXT,
        DAY,
        NUMBER,
        DECIMAL,
        SHARE,
        MONEY
    }

    /**
     * One column.
     *
     * @param header key among the words of exported reports, or the very words
     * @param verbatim whether the header is shown as it is, such as the name of an event
     */
    public record Column(String header, boolean verbatim, Format format) {}

    public ReportTable {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /** A table to be filled. */
    static Filling named(String name) {
        return new Filling(name);
    }

    /** Adds columns, then rows. */
    static final class Filling {
        private final String name;
        private final List<Column> columns = new ArrayList<>();
        private final List<List<Optional<Object>>> rows = new ArrayList<>();

        private Filling(String name) {
            this.name = name;
        }

        Filling columns(Format format, String... headers) {
            for (String header : headers) {
                columns.add(new Column(header, false, format));
            }
            return this;
        }

        /** A column whose header is data: a channel, the number of a period. */
        Filling verbatim(Format format, String header) {
            columns.add(new Column(header, true, format));
            return this;
        }

        /** One row; a value may be an {@link Optional}. */
        Filling row(Object... values) {
            return row(Arrays.asList(values));
        }

        Filling row(List<?> values) {
            if (values.size() > columns.size()) {
                throw new IllegalArgumentException(
                        "a row of %d values does not fit %d columns".formatted(values.size(), columns.size()));
            }
            List<Optional<Object>> row = new ArrayList<>(columns.size());
            for (Object value : values) {
                row.add(value instanceof Optional<?> given ? given.map(Object.class::cast) : Optional.of(value));
            }
            while (row.size() < columns.size()) {
                row.add(Optional.empty());
            }
            rows.add(List.copyOf(row));
            return this;
        }

        ReportTable done() {
            return new ReportTable(name, columns, rows);
        }
    }
}
