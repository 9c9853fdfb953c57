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
    /** Values of a breakdown beyond these come together; a chart with more could not be read. */
    private static final int MOST_SERIES = 20;

    private final View view;

    EventsReport(View view) {
        this.view = view;
    }

    EventsResult run(EventsRequest request) {
        Periods periods = view.periods(request.scope(), request.interval());
        EventCounts whole = counts(request, periods, Optional.empty());
        Series all = series(
                request.measure(), periods, whole.series(fold(request, whole)).getFirst());
        if (request.breakdown().isEmpty()) {
            return new EventsResult(all.total(), List.of(all), Optional.empty(), 1);
        }
        EventCounts counts = counts(request, periods, request.breakdown());
        EventCounts totals = counts.totals();
        List<EventCounts.Series> values = totals.series(fold(request, totals));
        List<String> largest = values.stream()
                .sorted(Comparator.<EventCounts.Series>comparingDouble(one -> -value(request.measure(), one.total()))
                        .thenComparing(EventCounts.Series::value))
                .map(EventCounts.Series::value)
                .distinct()
                .limit(MOST_SERIES)
                .toList();
        if (largest.isEmpty()) {
            return new EventsResult(all.total(), List.of(), Optional.empty(), 0);
        }
        EventCounts chosen = counts.only(largest);
        EventCounts.Tally tally = fold(request, chosen);
        return new EventsResult(
                all.total(),
                chosen.series(tally).stream()
                        .map(one -> series(request.measure(), periods, one))
                        .toList(),
                values.size() > largest.size()
                        ? Optional.of(series(request.measure(), periods, chosen.rest(tally)))
                        : Optional.empty(),
                values.size());
    }

    private EventCounts.Tally fold(EventsRequest request, EventCounts counts) {
        return view.snapshot().fold(counts, view.persons(request.scope()));
    }

    private EventCounts counts(EventsRequest request, Periods periods, Optional<String> breakdown) {
        return new EventCounts(
                view.snapshot(),
                new EventCounts.Query(
                        view.match(request.match(), request.scope()),
                        periods,
                        request.measure().readsProperty() ? request.property() : Optional.empty(),
                        breakdown));
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
