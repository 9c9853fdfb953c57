package dev.percorso.engine.fold;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventClassifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one session after the other; one per thread. */
final class SessionWalk {

    private static final int PAGE_VIEW = 1;
    private static final int CONVERSION = 2;
    private static final int HEARTBEAT = 4;
    private static final int WHERE = 8;

    /** What a query's names mean on a snapshot; shared by threads. */
    static final class Reader {
        private final SessionQuery query;
        private final EventClassifier classes;
        private final Property path;
        private final @Nullable Property revenue;
        private final Property heartbeatSeconds;
        private final long engagedMillis;

        Reader(Snapshot snapshot, SessionQuery query) {
            this.query = query;
            classes = new EventClassifier(
                    List.of(
                            List.of(query.pageView()),
                            query.conversions(),
                            query.heartbeat().stream().toList(),
                            query.where()),
                    snapshot);
            path = snapshot.property(query.path());
            revenue = query.revenue().map(snapshot::property).orElse(null);
            heartbeatSeconds = snapshot.property(query.heartbeatSeconds());
            engagedMillis = query.engagedAfter().toMillis();
        }

        Property path() {
            return path;
        }
    }

    private final Reader reader;

    /** First event of the session and the event after its last. */
    int first;

    private int after;

    /** First page view of the session, −1 without one. */
    int landing;

    int pageViews;
    int conversions;
    double revenue;
    long durationMillis;

    SessionWalk(Reader reader) {
        this.reader = reader;
    }

    boolean bounced() {
        return pageViews == 1 && conversions == 0;
    }

    boolean engaged() {
        return durationMillis > reader.engagedMillis || conversions > 0 || pageViews >= 2;
    }

    /** Moves to the journey's first session that starts in the range and counts; false when there is none. */
    boolean start(Journey journey) {
        after = journey.indexAfter(reader.query.periods().fromMillis() - 1);
        while (after < journey.size() && !journey.startsSession(after)) {
            after++;
        }
        return next(journey);
    }

    /** Moves to the next session that starts in the range and counts; false when there is none. */
    boolean next(Journey journey) {
        while (after < journey.size() && reader.query.periods().contains(journey.time(after))) {
            read(journey);
            boolean wanted = reader.query.where().isEmpty() || is(WHERE, journey, first);
            if (wanted && (pageViews > 0 || !reader.query.onlyWithPageView())) {
                return true;
            }
        }
        return false;
    }

    private void read(Journey journey) {
        first = after;
        landing = -1;
        pageViews = 0;
        conversions = 0;
        revenue = 0;
        do {
            int classes = reader.classes.mask(journey, after);
            if ((classes & PAGE_VIEW) != 0) {
                landing = pageViews == 0 ? after : landing;
                pageViews++;
            }
            if ((classes & CONVERSION) != 0) {
                conversions++;
                double worth = reader.revenue == null ? Double.NaN : journey.number(after, reader.revenue);
                revenue += Double.isNaN(worth) ? 0 : worth;
            }
            after++;
        } while (after < journey.size() && !journey.startsSession(after));
        durationMillis = journey.time(after - 1) - journey.time(first);
    }

    /** Counts the pages of the session. */
    void pages(Journey journey, PageTally tally) {
        int view = -1;
        int page = -1;
        double heartbeats = 0;
        for (int event = first; event < after; event++) {
            int classes = reader.classes.mask(journey, event);
            if ((classes & PAGE_VIEW) != 0) {
                int viewed = tally.view(journey.cell(event, reader.path), journey.person());
                if (view < 0) {
                    tally.entry(viewed, bounced());
                } else {
                    time(journey, view, page, heartbeats, tally);
                }
                view = event;
                page = viewed;
                heartbeats = 0;
            } else if (view >= 0 && (classes & HEARTBEAT) != 0) {
                double seconds = journey.number(event, reader.heartbeatSeconds);
                heartbeats += seconds > 0 ? seconds : 0;
            }
        }
        if (view >= 0) {
            time(journey, view, page, heartbeats, tally);
            tally.exit(page);
        }
    }

    private boolean is(int wanted, Journey journey, int event) {
        return (reader.classes.mask(journey, event) & wanted) != 0;
    }

    private void time(Journey journey, int view, int page, double heartbeats, PageTally tally) {
        if (heartbeats > 0) {
            tally.time(page, Math.round(heartbeats * 1000));
        } else if (view + 1 < after) {
            tally.time(page, journey.time(view + 1) - journey.time(view));
        }
    }

    /** Whether the session has a view of the page. */
    boolean viewed(Journey journey, String path) {
        for (int event = first; event < after; event++) {
            if (is(PAGE_VIEW, journey, event)
                    && CellLabel.of(journey.cell(event, reader.path), reader.path)
                            .equals(path)) {
                return true;
            }
        }
        return false;
    }
}
