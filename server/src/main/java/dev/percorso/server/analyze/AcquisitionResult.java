package dev.percorso.server.analyze;

import dev.percorso.server.analyze.ReportTable.Format;
import java.util.List;
import java.util.Optional;

/**
 * Where sessions come from, the largest groups first.
 *
 * @param rest all groups beyond those shown
 * @param groups how many groups there are, shown or not
 * @param series of the first few groups
 */
public record AcquisitionResult(
        Figures total,
        Optional<Figures> comparison,
        List<Row> rows,
        Optional<Figures> rest,
        int groups,
        List<Series> series)
        implements Tabular {

    /**
     * Figures of some sessions.
     *
     * @param engagedRate sessions over 10 seconds, with a conversion or with two page views, of all sessions
     * @param bounceRate sessions with exactly one page view and no conversion, of all sessions
     * @param conversionRate converting visitors of all visitors
     */
    public record Figures(
            long visitors,
            long sessions,
            Rate engagedRate,
            Rate bounceRate,
            long conversions,
            Rate conversionRate,
            double revenue) {}

    /**
     * One group.
     *
     * @param value of the dimension; empty where there is none
     * @param before the same in the comparison's period
     */
    public record Row(String value, Figures figures, Optional<Figures> before) {}

    /** One group over time. */
    public record Series(String value, List<Point> points) {}

    /**
     * One bucket.
     *
     * @param from first day, or local date-time of the first hour
     * @param complete whether the bucket lies wholly in the past
     */
    public record Point(
            String from, long visitors, long sessions, long conversions, double revenue, boolean complete) {}

    @Override
    public List<ReportTable> tables() {
        ReportTable.Filling table = ReportTable.named("origins")
                .columns(Format.TEXT, "origin")
                .columns(Format.NUMBER, "visitors", "sessions")
                .columns(Format.SHARE, "engagedRate", "bounceRate")
                .columns(Format.NUMBER, "conversions")
                .columns(Format.SHARE, "conversionRate", "low", "high")
                .columns(Format.MONEY, "revenue");
        rows.forEach(row -> fill(table, row.value(), row.figures()));
        rest.ifPresent(figures -> fill(table, "…", figures));
        ReportTable.Filling time = ReportTable.named("overTime")
                .columns(Format.TEXT, "origin")
                .columns(Format.DAY, "from")
                .columns(Format.NUMBER, "visitors", "sessions", "conversions")
                .columns(Format.MONEY, "revenue")
                .columns(Format.TEXT, "complete");
        for (Series one : series) {
            one.points()
                    .forEach(point -> time.row(
                            one.value(),
                            point.from(),
                            point.visitors(),
                            point.sessions(),
                            point.conversions(),
                            point.revenue(),
                            point.complete()));
        }
        return List.of(table.done(), time.done());
    }

    private static void fill(ReportTable.Filling table, String value, Figures figures) {
        table.row(
                value,
                figures.visitors(),
                figures.sessions(),
                figures.engagedRate().value(),
                figures.bounceRate().value(),
                figures.conversions(),
                figures.conversionRate().value(),
                figures.conversionRate().low(),
                figures.conversionRate().high(),
                figures.revenue());
    }
}
