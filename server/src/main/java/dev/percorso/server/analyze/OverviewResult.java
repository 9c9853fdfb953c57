package dev.percorso.server.analyze;

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
        List<PageRow> pages) {

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
}
