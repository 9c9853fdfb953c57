package dev.percorso.server.analyze;

import dev.percorso.engine.fold.EventCounts;
import dev.percorso.engine.fold.Periods;
import dev.percorso.server.analyze.EventsRequest.Measure;
import dev.percorso.server.analyze.EventsResult.Point;
import dev.percorso.server.analyze.EventsResult.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** An event's count, persons, sum or average over time. */
final class EventsReport {
    /** Values of a breakdown beyond these are dropped; a chart with more could not be read. */
    private static final int MOST_SERIES = 20;

    private final View view;

    EventsReport(View view) {
        this.view = view;
    }

    EventsResult run(EventsRequest request) {
        Periods periods = view.periods(request.scope(), request.interval());
        double total = measure(request, periods, Optional.empty()).getFirst().total();
        List<Series> series = measure(request, periods, request.breakdown()).stream()
                .sorted(Comparator.comparingDouble(Series::total).reversed().thenComparing(Series::value))
                .limit(MOST_SERIES)
                .toList();
        return new EventsResult(total, series);
    }

    private List<Series> measure(EventsRequest request, Periods periods, Optional<String> breakdown) {
        EventCounts counts = new EventCounts(
                view.snapshot(),
                new EventCounts.Query(
                        view.match(request.match(), request.scope()),
                        periods,
                        request.measure().readsProperty() ? request.property() : Optional.empty(),
                        breakdown));
        return counts.series(view.snapshot().fold(counts, view.persons(request.scope()))).stream()
                .map(series -> series(request.measure(), periods, series))
                .toList();
    }

    private static Series series(Measure measure, Periods periods, EventCounts.Series counted) {
        List<Point> points = new ArrayList<>(periods.count());
        for (int period = 0; period < periods.count(); period++) {
            points.add(new Point(
                    View.label(periods, period), value(measure, counted.points().get(period))));
        }
        return new Series(counted.value(), value(measure, counted.total()), points);
    }

    private static double value(Measure measure, EventCounts.Point point) {
        return switch (measure) {
            case COUNT -> point.events();
            case PERSONS -> point.persons();
            case SUM -> point.sum();
            case AVERAGE -> point.numbers() == 0 ? 0 : point.average();
        };
    }
}
