package dev.percorso.server.analyze;

import dev.percorso.server.analyze.ReportTable.Format;
import java.util.List;
import java.util.Optional;

/** The web overview. */
public record OverviewResult(
        Totals totals,
        Optional<Totals> comparison,
        List<Point> series,
        Optional<List<Point>> comparisonSeries,
        List<ChannelRow> channels,
        List<ChannelRow> devices,
        List<PageRow> pages)
        implements Tabular {

    /**
     * Figures of the whole period.
     *
     * @param bounceRate sessions with exactly one page view and no conversion, of all sessions
     * @param engagedRate sessions over 10 seconds, with a conversion or with two page views, of all sessions
     * @param conversionRate sessions with a conversion, of all sessions
     */
    public record Totals(
            long visitors,
            long sessions,
            long pageViews,
            Rate bounceRate,
            Rate engagedRate,
            double averageSessionSeconds,
            long conversions,
            Rate conversionRate,
            double revenue) {}

    /**
     * Figures of one bucket of time.
     *
     * @param from first day, or local date-time of the first hour
     * @param complete whether the bucket lies wholly in the past
     */
    public record Point(
            String from,
            long visitors,
            long sessions,
            long pageViews,
            long conversions,
            double revenue,
            boolean complete) {}

    /** Figures of the sessions of one channel or device. */
    public record ChannelRow(
            String name,
            long visitors,
            long sessions,
            Rate bounceRate,
            long conversions,
            Rate conversionRate,
            double revenue) {}

    /** Figures of one page. */
    public record PageRow(String path, long views, long visitors, double averageSeconds, long entries, long exits) {}

    @Override
    public List<ReportTable> tables() {
        ReportTable.Filling time = ReportTable.named("overTime")
                .columns(Format.DAY, "from")
                .columns(Format.NUMBER, "visitors", "sessions", "pageViews", "conversions")
                .columns(Format.MONEY, "revenue")
                .columns(Format.TEXT, "complete");
        series.forEach(point -> time.row(
                point.from(),
                point.visitors(),
                point.sessions(),
                point.pageViews(),
                point.conversions(),
                point.revenue(),
                point.complete()));
        ReportTable.Filling paths = ReportTable.named("pages")
                .columns(Format.TEXT, "page")
                .columns(Format.NUMBER, "pageViews", "visitors", "entries", "exits")
                .columns(Format.DECIMAL, "timeSeconds");
        pages.forEach(page -> paths.row(
                page.path(), page.views(), page.visitors(), page.entries(), page.exits(), page.averageSeconds()));
        return List.of(
                time.done(),
                groups("channels", "channel", channels),
                groups("devices", "device", devices),
                paths.done());
    }

    private static ReportTable groups(String name, String header, List<ChannelRow> rows) {
        ReportTable.Filling table = ReportTable.named(name)
                .columns(Format.TEXT, header)
                .columns(Format.NUMBER, "visitors", "sessions")
                .columns(Format.SHARE, "bounceRate")
                .columns(Format.NUMBER, "conversions")
                .columns(Format.SHARE, "conversionRate", "low", "high")
                .columns(Format.MONEY, "revenue");
        rows.forEach(row -> table.row(
                row.name(),
                row.visitors(),
                row.sessions(),
                row.bounceRate().value(),
                row.conversions(),
                row.conversionRate().value(),
                row.conversionRate().low(),
                row.conversionRate().high(),
                row.revenue()));
        return table.done();
    }
}
