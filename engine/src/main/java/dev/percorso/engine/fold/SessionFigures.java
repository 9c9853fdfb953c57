package dev.percorso.engine.fold;

/**
 * Web figures of a set of sessions.
 *
 * @param visitors persons with such a session, each once
 * @param sessions number of sessions
 * @param pageViews number of page views
 * @param bounces sessions with exactly one page view and no conversion
 * @param engaged sessions longer than the engagement time, or with a conversion, or with two page views
 * @param durationMillis sum of the times from first to last event
 * @param conversions number of conversion events
 * @param convertingSessions sessions with a conversion
 * @param convertingVisitors persons with such a session, each once
 * @param revenue sum of the conversions' worth
 */
public record SessionFigures(
        long visitors,
        long sessions,
        long pageViews,
        long bounces,
        long engaged,
        long durationMillis,
        long conversions,
        long convertingSessions,
        long convertingVisitors,
        double revenue) {

    /** Share of sessions that bounce, by the classic definition; {@code NaN} without sessions. */
    public double bounceRate() {
        return (double) bounces / sessions;
    }

    /** Share of sessions that are engaged, as Google Analytics 4 counts; its bounce rate is one minus this. */
    public double engagedRate() {
        return (double) engaged / sessions;
    }

    /** Mean time from first to last event of a session, in milliseconds; {@code NaN} without sessions. */
    public double meanDurationMillis() {
        return (double) durationMillis / sessions;
    }
}
