package dev.percorso.server.analyze;

import dev.percorso.server.analyze.ReportTable.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Series of an event's measure; the largest totals first.
 *
 * @param rest all values of the breakdown beyond those of the series
 * @param values how many values there are, shown or not
 */
public record EventsResult(double total, List<Series> series, Optional<Series> rest, int values) implements Tabular {

    /**
     * One series.
     *
     * @param value of the breakdown; empty without one
     */
    public record Series(String value, double total, List<Point> points) {}

    /**
     * One bucket.
     *
     * @param from first day, or local date-time of the first hour
     */
    public record Point(String from, double value) {}

    /** A row for each bucket, a column for each value. */
    @Override
    public List<ReportTable> tables() {
        ReportTable.Filling time = ReportTable.named("overTime").columns(Format.DAY, "from");
        for (Series one : series) {
            if (one.value().isEmpty() && series.size() == 1) {
                time.columns(Format.DECIMAL, "figure");
            } else {
                time.verbatim(Format.DECIMAL, one.value());
            }
        }
        rest.ifPresent(all -> time.verbatim(Format.DECIMAL, "…"));
        int buckets = series.stream().mapToInt(one -> one.points().size()).max().orElse(0);
        for (int bucket = 0; bucket < buckets; bucket++) {
            List<Object> row = new ArrayList<>();
            row.add(series.getFirst().points().get(bucket).from());
            for (Series one : series) {
                row.add(one.points().get(bucket).value());
            }
            int number = bucket;
            rest.ifPresent(all -> row.add(all.points().get(number).value()));
            time.row(row);
        }
        return List.of(time.done());
    }
}
