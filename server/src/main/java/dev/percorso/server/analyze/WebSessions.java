package dev.percorso.server.analyze;

import dev.percorso.engine.fold.Periods;
import dev.percorso.engine.fold.SessionQuery;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.server.event.Event;
import dev.percorso.server.segment.Matches;
import java.util.List;
import java.util.Optional;

/**
 * What a session is made of in a workspace, the same in every report. A session counts where it starts, with all it
 * holds; sessions without a page view are left out, unless the workspace has no page views at all.
 */
final class WebSessions {
    /** Property of the web tag's heartbeat. */
    private static final String ENGAGED_SECONDS = "engaged_seconds";

    private WebSessions() {}

    static SessionQuery query(View view, Scope scope, Periods periods, List<String> breakdowns) {
        SessionQuery usual = SessionQuery.of(periods);
        return new SessionQuery(
                periods,
                EventMatch.of(Event.PAGE_VIEWED),
                Event.PATH,
                List.of(EventMatch.of(view.workspace().conversionEvent())),
                Optional.of(Event.VALUE),
                usual.heartbeat(),
                ENGAGED_SECONDS,
                usual.engagedAfter(),
                breakdowns,
                view.snapshot().code(Event.PAGE_VIEWED) >= 0,
                scope.where().isEmpty() ? List.of() : List.of(Matches.anyEvent(scope.where())));
    }
}
