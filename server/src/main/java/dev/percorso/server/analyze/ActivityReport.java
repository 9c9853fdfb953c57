package dev.percorso.server.analyze;

import dev.percorso.engine.fold.Activity;
import dev.percorso.engine.fold.Periods;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.server.analyze.LifecycleResult.Average;
import dev.percorso.server.analyze.LifecycleResult.Point;
import dev.percorso.server.analyze.StickinessResult.Bar;
import dev.percorso.server.analyze.StickinessResult.Regularity;
import dev.percorso.server.http.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * Lifecycle and stickiness. A period counts as a whole, also where the first or the last reaches beyond the days asked
 * for; the one that still runs is marked and never averaged in.
 */
final class ActivityReport {
    private final View view;

    ActivityReport(View view) {
        this.view = view;
    }

    LifecycleResult lifecycle(ActivityRequest request) {
        List<Point> points = points(request, request.scope());
        return new LifecycleResult(
                points, average(points), request.scope().compared().flatMap(scope -> average(points(request, scope))));
    }

    StickinessResult stickiness(ActivityRequest request) {
        Periods periods = finished(view.periods(request.scope(), request.interval()));
        return new StickinessResult(
                regularity(request, request.scope(), periods),
                request.scope()
                        .compared()
                        .map(scope -> regularity(request, scope, finished(view.periods(scope, request.interval())))),
                isOver(periods, periods.count() - 1));
    }

    /** The people of some phases in the period that starts on a day. */
    BitSet persons(ActivityRequest request, LocalDate start, Set<Activity.Phase> phases) {
        Periods periods = view.periods(request.scope(), request.interval());
        int period = View.periodStarting(periods, start)
                .orElseThrow(() -> ProblemException.invalid(
                        "/cohort",
                        "no period starts on %s; take 'cohort' from the lifecycle report's 'from'".formatted(start)));
        return view.snapshot()
                .fold(
                        activity(request, request.scope(), periods).persons(period, phases),
                        view.persons(request.scope()));
    }

    /** The people who were active in exactly so many periods, or in so many or more; without a number in any of them. */
    BitSet persons(ActivityRequest request, Optional<Integer> activePeriods, boolean orMore) {
        Periods periods = finished(view.periods(request.scope(), request.interval()));
        activePeriods.filter(number -> number < 1 || number > periods.count()).ifPresent(number -> {
            throw ProblemException.invalid(
                    "/period", "'period' must be from 1 to %d, not %d".formatted(periods.count(), number));
        });
        int most = orMore ? periods.count() : activePeriods.orElse(periods.count());
        return view.snapshot()
                .fold(
                        activity(request, request.scope(), periods).regulars(activePeriods.orElse(1), most),
                        view.persons(request.scope()));
    }

    private List<Point> points(ActivityRequest request, Scope scope) {
        Periods periods = view.periods(scope, request.interval());
        Activity activity = activity(request, scope, periods);
        List<Activity.Lifecycle> lifecycle = activity.lifecycle(view.snapshot().fold(activity, view.persons(scope)));
        List<Point> points = new ArrayList<>(lifecycle.size());
        for (int period = 0; period < lifecycle.size(); period++) {
            if (periods.startMillis(period) > view.now().toEpochMilli()) {
                break;
            }
            Activity.Lifecycle persons = lifecycle.get(period);
            points.add(new Point(
                    View.label(periods, period),
                    persons.active(),
                    persons.newcomers(),
                    persons.returning(),
                    persons.resurrecting(),
                    persons.dormant(),
                    isOver(periods, period)));
        }
        return points;
    }

    private static Optional<Average> average(List<Point> points) {
        List<Point> over = points.stream().filter(Point::complete).toList();
        return over.isEmpty()
                ? Optional.empty()
                : Optional.of(new Average(
                        over.size(),
                        mean(over, Point::active),
                        mean(over, Point::newcomers),
                        mean(over, Point::returning),
                        mean(over, Point::resurrecting),
                        mean(over, Point::dormant)));
    }

    private static double mean(List<Point> points, ToLongFunction<Point> figure) {
        return points.stream().mapToLong(figure).average().orElse(0);
    }

    private Regularity regularity(ActivityRequest request, Scope scope, Periods periods) {
        Activity activity = activity(request, scope, periods);
        List<Long> persons = activity.stickiness(view.snapshot().fold(activity, view.persons(scope)));
        long all = persons.stream().mapToLong(Long::longValue).sum();
        long activePeriods = 0;
        long left = all;
        List<Bar> bars = new ArrayList<>(persons.size());
        for (int times = 1; times <= persons.size(); times++) {
            long some = persons.get(times - 1);
            bars.add(new Bar(times, some, share(some, all), share(left, all)));
            activePeriods += times * some;
            left -= some;
        }
        return new Regularity(periods.count(), all, share(activePeriods, all), bars);
    }

    private static double share(long some, long all) {
        return all == 0 ? 0 : (double) some / all;
    }

    private boolean isOver(Periods periods, int period) {
        return periods.endMillis(period) <= view.now().toEpochMilli();
    }

    /** The periods that are over, or only the first when none is. */
    private Periods finished(Periods periods) {
        int over = 0;
        while (over < periods.count() && isOver(periods, over)) {
            over++;
        }
        if (over == periods.count()) {
            return periods;
        }
        return Periods.of(
                Instant.ofEpochMilli(periods.fromMillis()),
                Instant.ofEpochMilli(Math.min(periods.toMillis(), periods.endMillis(Math.max(0, over - 1)))),
                periods.unit(),
                periods.zone());
    }

    private Activity activity(ActivityRequest request, Scope scope, Periods periods) {
        return new Activity(
                view.snapshot(), List.of(view.matchOrAny(request.match(), scope).orElse(EventMatch.any())), periods);
    }
}
