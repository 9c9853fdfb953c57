package dev.percorso.server.analyze;

import dev.percorso.engine.fold.Periods;
import dev.percorso.engine.fold.SessionFigures;
import dev.percorso.engine.fold.SessionMetrics;
import dev.percorso.engine.fold.SessionQuery;
import dev.percorso.server.analyze.OverviewResult.ChannelRow;
import dev.percorso.server.analyze.OverviewResult.PageRow;
import dev.percorso.server.analyze.OverviewResult.Point;
import dev.percorso.server.analyze.OverviewResult.Totals;
import dev.percorso.server.analyze.PeopleQuery.Dimension;
import dev.percorso.server.event.Event;
import dev.percorso.server.http.ProblemException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The web overview. */
final class OverviewReport {
    private static final String DEVICE = "device";

    private static final int MOST_ROWS = 50;
    private static final double MILLIS = 1_000;

    private final View view;

    OverviewReport(View view) {
        this.view = view;
    }

    private record Measured(Periods periods, SessionMetrics metrics, SessionMetrics.Tally tally) {}

    OverviewResult run(OverviewRequest request) {
        Measured now = measure(request.scope(), request.interval());
        Optional<Measured> before = request.scope().compared().map(scope -> measure(scope, request.interval()));
        return new OverviewResult(
                totals(now),
                before.map(OverviewReport::totals),
                series(now),
                before.map(this::series),
                groups(now, Event.CHANNEL),
                groups(now, DEVICE),
                now.metrics().pages(now.tally(), MOST_ROWS).stream()
                        .map(page -> new PageRow(
                                page.path(),
                                page.views(),
                                page.visitors(),
                                page.timedViews() == 0 ? 0 : page.meanTimeMillis() / MILLIS,
                                page.entries(),
                                page.exits()))
                        .toList());
    }

    /** The visitors of one group of sessions. */
    BitSet persons(OverviewRequest request, Dimension dimension, Optional<String> value) {
        SessionMetrics metrics = new SessionMetrics(
                view.snapshot(), query(request.scope(), view.periods(request.scope(), request.interval())));
        SessionMetrics.Part part = switch (dimension) {
            case ALL -> new SessionMetrics.Part.All();
            case CONVERTING -> new SessionMetrics.Part.Converting();
            case CHANNEL -> new SessionMetrics.Part.OfGroup(Event.CHANNEL, valueOf(dimension, value));
            case DEVICE -> new SessionMetrics.Part.OfGroup(DEVICE, valueOf(dimension, value));
            case PAGE -> new SessionMetrics.Part.OfPage(valueOf(dimension, value));
        };
        return view.snapshot().fold(metrics.persons(part), view.persons(request.scope()));
    }

    private static String valueOf(Dimension dimension, Optional<String> value) {
        return value.orElseThrow(() -> ProblemException.invalid(
                "/value",
                "the people of one %s need its 'value'"
                        .formatted(dimension.name().toLowerCase(Locale.ROOT))));
    }

    private Measured measure(Scope scope, Interval interval) {
        Periods periods = view.periods(scope, interval);
        SessionMetrics metrics = new SessionMetrics(view.snapshot(), query(scope, periods));
        return new Measured(periods, metrics, view.snapshot().fold(metrics, view.persons(scope)));
    }

    private SessionQuery query(Scope scope, Periods periods) {
        return WebSessions.query(view, scope, periods, List.of(Event.CHANNEL, DEVICE));
    }

    private static Totals totals(Measured measured) {
        SessionFigures figures = measured.metrics().total(measured.tally());
        return new Totals(
                figures.visitors(),
                figures.sessions(),
                figures.pageViews(),
                Rate.of(figures.bounces(), figures.sessions()),
                Rate.of(figures.engaged(), figures.sessions()),
                figures.sessions() == 0 ? 0 : figures.meanDurationMillis() / MILLIS,
                figures.conversions(),
                Rate.of(figures.convertingVisitors(), figures.visitors()),
                figures.revenue());
    }

    private List<Point> series(Measured measured) {
        List<SessionFigures> series = measured.metrics().series(measured.tally());
        List<Point> points = new ArrayList<>(series.size());
        for (int period = 0; period < series.size(); period++) {
            SessionFigures figures = series.get(period);
            points.add(new Point(
                    View.label(measured.periods(), period),
                    figures.visitors(),
                    figures.sessions(),
                    figures.pageViews(),
                    figures.conversions(),
                    figures.revenue(),
                    measured.periods().isComplete(period, view.now())));
        }
        return points;
    }

    private static List<ChannelRow> groups(Measured measured, String property) {
        return measured.metrics().groups(measured.tally(), property).stream()
                .limit(MOST_ROWS)
                .map(group -> {
                    SessionFigures figures = group.figures();
                    return new ChannelRow(
                            group.value(),
                            figures.visitors(),
                            figures.sessions(),
                            Rate.of(figures.bounces(), figures.sessions()),
                            figures.conversions(),
                            Rate.of(figures.convertingVisitors(), figures.visitors()),
                            figures.revenue());
                })
                .toList();
    }
}
