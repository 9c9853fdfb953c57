package dev.percorso.server.analyze;

import dev.percorso.engine.fold.Periods;
import dev.percorso.engine.fold.SessionFigures;
import dev.percorso.engine.fold.SessionGroups;
import dev.percorso.engine.fold.SessionGroups.By;
import dev.percorso.engine.fold.SessionMetrics;
import dev.percorso.server.analyze.AcquisitionRequest.Origin;
import dev.percorso.server.analyze.AcquisitionResult.Figures;
import dev.percorso.server.analyze.AcquisitionResult.Point;
import dev.percorso.server.analyze.AcquisitionResult.Row;
import dev.percorso.server.analyze.AcquisitionResult.Series;
import dev.percorso.server.event.Event;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Where sessions come from and what becomes of them. */
final class AcquisitionReport {
    /** More lines than this cannot be told apart. */
    private static final int SERIES = 6;

    private final View view;

    AcquisitionReport(View view) {
        this.view = view;
    }

    AcquisitionResult run(AcquisitionRequest request) {
        Scope scope = request.scope();
        Periods periods = view.periods(scope, request.interval());
        SessionGroups groups = groups(request, scope, periods);
        List<SessionGroups.Group> all =
                groups.report(view.snapshot().fold(groups, view.persons(scope))).groups();
        Map<String, SessionFigures> before =
                scope.compared().map(other -> before(request, other)).orElse(Map.of());
        return new AcquisitionResult(
                figures(total(scope, periods)),
                scope.compared().map(other -> figures(total(other, view.periods(other, Interval.MONTH)))),
                all.stream()
                        .limit(request.most())
                        .map(group -> new Row(
                                group.value(),
                                figures(group.figures()),
                                Optional.ofNullable(before.get(group.value())).map(AcquisitionReport::figures)))
                        .toList(),
                rest(request, groups, all),
                all.size(),
                series(request, groups, all, periods));
    }

    /** The visitors of one group. */
    BitSet persons(AcquisitionRequest request, String value) {
        Scope scope = request.scope();
        SessionGroups groups = groups(request, scope, view.periods(scope, Interval.MONTH));
        return view.snapshot().fold(groups.persons(value), view.persons(scope));
    }

    private Map<String, SessionFigures> before(AcquisitionRequest request, Scope scope) {
        SessionGroups groups = groups(request, scope, view.periods(scope, Interval.MONTH));
        return groups.report(view.snapshot().fold(groups, view.persons(scope))).groups().stream()
                .collect(Collectors.toMap(SessionGroups.Group::value, SessionGroups.Group::figures));
    }

    private SessionFigures total(Scope scope, Periods periods) {
        SessionMetrics metrics =
                new SessionMetrics(view.snapshot(), WebSessions.query(view, scope, periods, List.of()));
        return metrics.total(view.snapshot().fold(metrics, view.persons(scope)));
    }

    private Optional<Figures> rest(AcquisitionRequest request, SessionGroups groups, List<SessionGroups.Group> all) {
        if (all.size() <= request.most()) {
            return Optional.empty();
        }
        SessionGroups shown = groups.only(first(all, request.most()), 0);
        return shown.report(view.snapshot().fold(shown, view.persons(request.scope())))
                .rest()
                .map(AcquisitionReport::figures);
    }

    private List<Series> series(
            AcquisitionRequest request, SessionGroups groups, List<SessionGroups.Group> all, Periods periods) {
        if (all.isEmpty()) {
            return List.of();
        }
        SessionGroups drawn = groups.only(first(all, SERIES), SERIES);
        return drawn.report(view.snapshot().fold(drawn, view.persons(request.scope()))).groups().stream()
                .map(group -> new Series(group.value(), points(group.series(), periods)))
                .toList();
    }

    private static List<String> first(List<SessionGroups.Group> all, int most) {
        return all.stream().limit(most).map(SessionGroups.Group::value).toList();
    }

    private List<Point> points(List<SessionFigures> series, Periods periods) {
        List<Point> points = new ArrayList<>(series.size());
        for (int period = 0; period < series.size(); period++) {
            SessionFigures figures = series.get(period);
            points.add(new Point(
                    View.label(periods, period),
                    figures.visitors(),
                    figures.sessions(),
                    figures.conversions(),
                    figures.revenue(),
                    periods.isComplete(period, view.now())));
        }
        return points;
    }

    private SessionGroups groups(AcquisitionRequest request, Scope scope, Periods periods) {
        return new SessionGroups(
                view.snapshot(), WebSessions.query(view, scope, periods, List.of()), by(request.dimension()));
    }

    private static By by(Origin dimension) {
        return switch (dimension) {
            case CHANNEL -> new By.FirstEvent(Event.CHANNEL, UnaryOperator.identity());
            case CAMPAIGN -> new By.FirstEvent("utm_campaign", UnaryOperator.identity());
            case SOURCE -> new By.FirstEvent("utm_source", UnaryOperator.identity());
            case MEDIUM -> new By.FirstEvent("utm_medium", UnaryOperator.identity());
            case REFERRER -> new By.FirstEvent("referrer", AcquisitionReport::host);
            case LANDING_PAGE -> new By.LandingPage();
        };
    }

    /** The host of an address without its www; what is no address stays as it is. */
    static String host(String address) {
        int scheme = address.indexOf("://");
        if (scheme < 0) {
            return address;
        }
        String rest = address.substring(scheme + 3);
        int end = rest.length();
        for (char sign : new char[] {'/', '?', '#', ':'}) {
            int at = rest.indexOf(sign);
            end = at < 0 ? end : Math.min(end, at);
        }
        String host = rest.substring(0, end);
        return host.startsWith("www.") ? host.substring(4) : host;
    }

    private static Figures figures(SessionFigures figures) {
        return new Figures(
                figures.visitors(),
                figures.sessions(),
                Rate.of(figures.engaged(), figures.sessions()),
                Rate.of(figures.bounces(), figures.sessions()),
                figures.conversions(),
                Rate.of(figures.convertingVisitors(), figures.visitors()),
                figures.revenue());
    }
}
