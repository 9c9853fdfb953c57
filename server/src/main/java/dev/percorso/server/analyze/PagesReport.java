package dev.percorso.server.analyze;

import dev.percorso.engine.fold.SessionMetrics;
import dev.percorso.server.analyze.PagesRequest.Sort;
import dev.percorso.server.analyze.PagesResult.Row;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every page: who looks at it, enters, leaves and how long they stay. */
final class PagesReport {
    private static final double MILLIS = 1_000;

    private final View view;

    PagesReport(View view) {
        this.view = view;
    }

    PagesResult run(PagesRequest request) {
        String search = request.search().orElse("").toLowerCase(Locale.ROOT);
        List<SessionMetrics.Page> pages = pages(request.scope()).stream()
                .filter(page -> page.path().toLowerCase(Locale.ROOT).contains(search))
                .toList();
        Optional<Map<String, Long>> before = request.scope()
                .compared()
                .map(scope -> pages(scope).stream()
                        .collect(Collectors.toMap(SessionMetrics.Page::path, SessionMetrics.Page::views, Long::sum)));
        return new PagesResult(
                pages.size(),
                pages.stream().mapToLong(SessionMetrics.Page::views).sum(),
                pages.stream()
                        .map(page -> row(page, before.map(views -> views.getOrDefault(page.path(), 0L))))
                        .sorted(order(request))
                        .limit(request.most())
                        .toList());
    }

    /** The people who viewed a page. */
    BitSet persons(PagesRequest request, String path) {
        SessionMetrics metrics = metrics(request.scope());
        return view.snapshot()
                .fold(metrics.persons(new SessionMetrics.Part.OfPage(path)), view.persons(request.scope()));
    }

    private List<SessionMetrics.Page> pages(Scope scope) {
        SessionMetrics metrics = metrics(scope);
        return metrics.pages(view.snapshot().fold(metrics, view.persons(scope)), Integer.MAX_VALUE);
    }

    private SessionMetrics metrics(Scope scope) {
        return new SessionMetrics(
                view.snapshot(), WebSessions.query(view, scope, view.periods(scope, Interval.MONTH), List.of()));
    }

    private static Row row(SessionMetrics.Page page, Optional<Long> viewsBefore) {
        return new Row(
                page.path(),
                page.views(),
                viewsBefore,
                page.visitors(),
                page.entries(),
                page.exits(),
                Rate.of(page.exits(), page.views()),
                Rate.of(page.bounces(), page.entries()),
                page.timedViews() == 0 ? Optional.empty() : Optional.of(page.meanTimeMillis() / MILLIS));
    }

    /** By the figure asked for; equals by views, then by path, so that the order never wavers. */
    private static Comparator<Row> order(PagesRequest request) {
        boolean ascending = request.ascending().orElse(request.sort() == Sort.PATH);
        Comparator<Row> figure = request.sort() == Sort.PATH
                ? Comparator.comparing(Row::path)
                : Comparator.comparingDouble(figure(request.sort())::apply);
        return (ascending ? figure : figure.reversed())
                .thenComparing(Comparator.comparingLong(Row::views).reversed())
                .thenComparing(Row::path);
    }

    private static Function<Row, Double> figure(Sort sort) {
        return switch (sort) {
            case PATH, VIEWS -> row -> (double) row.views();
            case VISITORS -> row -> (double) row.visitors();
            case ENTRIES -> row -> (double) row.entries();
            case EXITS -> row -> (double) row.exits();
            case EXIT_RATE -> row -> row.exitRate().value();
            case BOUNCE_RATE -> row -> row.bounceRate().value();
            case TIME -> row -> row.averageSeconds().orElse(0.0);
        };
    }
}
