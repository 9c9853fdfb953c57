package dev.percorso.engine.fold;

import dev.percorso.engine.match.EventMatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which sessions to measure, and which names the tag gives to what they are made of.
 *
 * @param periods range and periods; a session belongs where it starts, with all it holds
 * @param pageView what a page view is
 * @param path property of a page view: the page
 * @param conversions any of these is a conversion
 * @param revenue property of a conversion: its worth
 * @param heartbeat event sent while a page is visible and active
 * @param heartbeatSeconds property of a heartbeat: seconds active since the one before
 * @param engagedAfter a session longer than this is engaged
 * @param breakdowns properties of a session's first event to group sessions by
 * @param onlyWithPageView whether sessions without a page view, such as those of imported orders, are left out
 * @param where only sessions whose first event matches one of these; none = all
 */
public record SessionQuery(
        Periods periods,
        EventMatch pageView,
        String path,
        List<EventMatch> conversions,
        Optional<String> revenue,
        Optional<EventMatch> heartbeat,
        String heartbeatSeconds,
        Duration engagedAfter,
        List<String> breakdowns,
        boolean onlyWithPageView,
        List<EventMatch> where) {

    public SessionQuery {
        conversions = List.copyOf(conversions);
        breakdowns = List.copyOf(breakdowns);
        where = List.copyOf(where);
        if (engagedAfter.isNegative()) {
            throw new IllegalArgumentException("engagement needs a time of at least 0, got " + engagedAfter);
        }
    }

    /** The usual names: Page Viewed with a path, Page Engaged with seconds, sessions by channel, 10 s for engagement. */
    public static SessionQuery of(Periods periods) {
        return new SessionQuery(
                periods,
                EventMatch.of("Page Viewed"),
                "path",
                List.of(),
                Optional.empty(),
                Optional.of(EventMatch.of("Page Engaged")),
                "seconds",
                Duration.ofSeconds(10),
                List.of("channel"),
                true,
                List.of());
    }

    /** The same with conversions and their worth. */
    public SessionQuery converting(List<EventMatch> matches, Optional<String> worth) {
        return new SessionQuery(
                periods,
                pageView,
                path,
                matches,
                worth,
                heartbeat,
                heartbeatSeconds,
                engagedAfter,
                breakdowns,
                onlyWithPageView,
                where);
    }

    /** The same grouped by other properties. */
    public SessionQuery by(List<String> properties) {
        return new SessionQuery(
                periods,
                pageView,
                path,
                conversions,
                revenue,
                heartbeat,
                heartbeatSeconds,
                engagedAfter,
                properties,
                onlyWithPageView,
                where);
    }
}
