package dev.percorso.engine.fold;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Property;
import dev.percorso.engine.index.Snapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Web metrics: visitors, sessions, bounces, engagement, channels, pages; in total and by calendar period.
 *
 * <p>A session counts in the period it starts in, with all its page views and conversions, so that the periods and the
 * groups of a breakdown add up to the total (visitors excepted: a person of two periods is one visitor in total).
 *
 * <p>Time on page is the sum of the heartbeats between a page view and the next one; without any, the time to the next
 * event of the session; the last event of a session has none, so such a view is not timed.
 */
public final class SessionMetrics implements Fold<SessionMetrics.Tally> {

    /**
     * Sessions with one value of a breakdown property at their first event.
     *
     * @param value as text; empty where the property is absent
     */
    public record Group(String value, SessionFigures figures) {}

    /**
     * One page.
     *
     * @param path value of the path property; empty where absent
     * @param views page views
     * @param visitors persons who viewed it, each once
     * @param entries sessions whose first page view it is
     * @param exits sessions whose last page view it is
     * @param bounces sessions that bounce on it: the entries without another page view and without a conversion
     * @param timedViews views whose time on page is known
     * @param timeMillis sum of these times
     */
    public record Page(
            String path,
            long views,
            long visitors,
            long entries,
            long exits,
            long bounces,
            long timedViews,
            long timeMillis) {

        /** Mean time on page in milliseconds; {@code NaN} without timed views. */
        public double meanTimeMillis() {
            return (double) timeMillis / timedViews;
        }
    }

    /** Whose sessions to find; see {@link #persons}. */
    public sealed interface Part {
        /** All sessions that count. */
        record All() implements Part {}

        /** Sessions with a conversion. */
        record Converting() implements Part {}

        /** Sessions of one group of a breakdown. */
        record OfGroup(String breakdown, String value) implements Part {}

        /** Sessions with a view of a page. */
        record OfPage(String path) implements Part {}
    }

    private final Snapshot snapshot;
    private final SessionQuery query;
    private final SessionWalk.Reader reader;
    private final List<Property> breakdowns;

    public SessionMetrics(Snapshot snapshot, SessionQuery query) {
        this.snapshot = snapshot;
        this.query = query;
        this.reader = new SessionWalk.Reader(snapshot, query);
        this.breakdowns = query.breakdowns().stream().map(snapshot::property).toList();
    }

    @Override
    public Tally newAccumulator() {
        return new Tally(new SessionWalk(reader), query.periods().count(), breakdowns.size());
    }

    @Override
    public void accept(Journey journey, Tally tally) {
        SessionWalk session = tally.walk;
        int person = journey.person();
        for (boolean more = session.start(journey); more; more = session.next(journey)) {
            tally.series.add(query.periods().slot(journey.time(session.first)), session, person);
            tally.series.add(query.periods().count(), session, person);
            for (int i = 0; i < breakdowns.size(); i++) {
                tally.groups.get(i).add(journey.cell(session.first, breakdowns.get(i)), session, person);
            }
            session.pages(journey, tally.pages);
        }
    }

    @Override
    public Tally combine(Tally left, Tally right) {
        left.merge(right, query.periods().count());
        return left;
    }

    /** The figures over the range. */
    public SessionFigures total(Tally tally) {
        return tally.series.figures(query.periods().count());
    }

    /** The figures by period. */
    public List<SessionFigures> series(Tally tally) {
        List<SessionFigures> series = new ArrayList<>(query.periods().count());
        for (int period = 0; period < query.periods().count(); period++) {
            series.add(tally.series.figures(period));
        }
        return series;
    }

    /** The groups of one of the query's breakdowns, by falling number of sessions, then by value. */
    public List<Group> groups(Tally tally, String breakdown) {
        int i = query.breakdowns().indexOf(breakdown);
        if (i < 0) {
            throw new IllegalArgumentException(
                    "sessions are grouped by " + query.breakdowns() + ", not by " + breakdown);
        }
        Groups groups = tally.groups.get(i);
        List<Group> list = new ArrayList<>(groups.values.size());
        for (int group = 0; group < groups.values.size(); group++) {
            list.add(new Group(CellLabel.of(groups.values.key(group), breakdowns.get(i)), groups.cells.figures(group)));
        }
        list.sort(Comparator.<Group>comparingLong(group -> -group.figures().sessions())
                .thenComparing(Group::value));
        return list;
    }

    /** Pages by falling number of views, then by path; at most as many as asked for. */
    public List<Page> pages(Tally tally, int limit) {
        List<Page> list = new ArrayList<>(tally.pages.pages.size());
        for (int page = 0; page < tally.pages.pages.size(); page++) {
            list.add(tally.pages.page(page, CellLabel.of(tally.pages.pages.key(page), reader.path())));
        }
        list.sort(Comparator.<Page>comparingLong(page -> -page.views()).thenComparing(Page::path));
        return List.copyOf(list.subList(0, Math.min(limit, list.size())));
    }

    /** A fold that finds the persons behind a figure. */
    public Fold<BitSet> persons(Part part) {
        @Nullable
        Property breakdown = part instanceof Part.OfGroup(String name, String ignored) ? snapshot.property(name) : null;
        return PersonSet.where(journey -> {
            SessionWalk session = new SessionWalk(reader);
            Predicate<Journey> test = switch (part) {
                case Part.All() -> found -> true;
                case Part.Converting() -> found -> session.conversions > 0;
                case Part.OfPage(String path) -> found -> session.viewed(found, path);
                case Part.OfGroup(String ignored, String value) ->
                    found -> breakdown != null
                            && CellLabel.of(found.cell(session.first, breakdown), breakdown)
                                    .equals(value);
            };
            for (boolean more = session.start(journey); more; more = session.next(journey)) {
                if (test.test(journey)) {
                    return true;
                }
            }
            return false;
        });
    }

    private static final class Groups {
        private final LongIndex values = new LongIndex();
        private final SessionCells cells = new SessionCells();

        void add(long value, SessionWalk session, int person) {
            cells.add(values.number(value), session, person);
        }

        void merge(Groups other) {
            for (int group = 0; group < other.values.size(); group++) {
                cells.addCell(values.number(other.values.key(group)), other.cells, group);
            }
        }
    }

    /** Figures by period, with the whole range last, by group and by page. */
    public static final class Tally {
        private final SessionWalk walk;
        private final SessionCells series = new SessionCells();
        private final List<Groups> groups = new ArrayList<>();
        private final PageTally pages = new PageTally();

        private Tally(SessionWalk walk, int periods, int breakdowns) {
            this.walk = walk;
            series.figures(periods);
            for (int i = 0; i < breakdowns; i++) {
                groups.add(new Groups());
            }
        }

        private void merge(Tally other, int periods) {
            for (int cell = 0; cell <= periods; cell++) {
                series.addCell(cell, other.series, cell);
            }
            for (int i = 0; i < groups.size(); i++) {
                groups.get(i).merge(other.groups.get(i));
            }
            pages.merge(other.pages);
        }
    }
}
