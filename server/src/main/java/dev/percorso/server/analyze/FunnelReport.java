package dev.percorso.server.analyze;

import dev.percorso.engine.fold.Funnel;
import dev.percorso.engine.fold.FunnelBreakdown;
import dev.percorso.engine.fold.FunnelExclusion;
import dev.percorso.engine.fold.FunnelFold;
import dev.percorso.engine.fold.FunnelStep;
import dev.percorso.engine.fold.Periods;
import dev.percorso.engine.match.TimeRange;
import dev.percorso.server.analyze.FunnelRequest.Exclusion;
import dev.percorso.server.analyze.FunnelResult.Durations;
import dev.percorso.server.analyze.FunnelResult.Point;
import dev.percorso.server.analyze.FunnelResult.Rest;
import dev.percorso.server.analyze.FunnelResult.Series;
import dev.percorso.server.analyze.FunnelResult.StepResult;
import dev.percorso.server.http.ProblemException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A funnel's counts, and the people at its steps. */
final class FunnelReport {
    private static final double MILLIS = 1_000;

    private final View view;

    FunnelReport(View view) {
        this.view = view;
    }

    FunnelResult run(FunnelRequest request) {
        Optional<Periods> periods = periods(request, request.scope());
        Funnel plain = withTrend(funnel(request, request.scope()), periods);
        Funnel split = request.breakdown()
                .map(breakdown -> plain.breakdown(engineBreakdown(breakdown)))
                .orElse(plain);
        var found = FunnelFold.run(split, view.snapshot(), view.persons(request.scope()));
        List<dev.percorso.engine.fold.FunnelResult.Group> shown = found.groups().stream()
                .limit(request.breakdown().map(Breakdown::most).orElse(0))
                .toList();
        Optional<Compared> compared =
                request.scope().compared().map(scope -> compared(request, scope, periods(request, scope)));
        return new FunnelResult(
                steps(request, found),
                compared.map(Compared::steps),
                shown.stream()
                        .map(group -> new Series(valueText(group.value()), steps(request, group.counts(), List.of())))
                        .toList(),
                request.breakdown()
                        .filter(ignored -> found.groups().size() > shown.size())
                        .map(ignored ->
                                rest(request, split, shown, found.groups().size())),
                points(request, request.scope(), found, periods),
                compared.map(Compared::trend).orElse(List.of()));
    }

    /** What the comparison's period says. */
    private record Compared(List<StepResult> steps, List<Point> trend) {}

    private Compared compared(FunnelRequest request, Scope scope, Optional<Periods> periods) {
        var found = FunnelFold.run(withTrend(funnel(request, scope), periods), view.snapshot(), view.persons(scope));
        return new Compared(steps(request, found), points(request, scope, found, periods));
    }

    private Optional<Periods> periods(FunnelRequest request, Scope scope) {
        return request.trend().map(interval -> view.periods(scope, interval));
    }

    private static Funnel withTrend(Funnel funnel, Optional<Periods> cut) {
        return cut.map(periods -> funnel.trend(IntStream.rangeClosed(0, periods.count())
                        .mapToObj(period -> boundOf(periods, period))
                        .toList()))
                .orElse(funnel);
    }

    private static Long boundOf(Periods periods, int period) {
        return period < periods.count() ? periods.startMillis(period) : periods.endMillis(period - 1);
    }

    private List<Point> points(
            FunnelRequest request, Scope scope, dev.percorso.engine.fold.FunnelResult found, Optional<Periods> cut) {
        return cut.map(periods -> IntStream.range(0, periods.count())
                        .filter(period ->
                                periods.startMillis(period) <= view.now().toEpochMilli())
                        .mapToObj(period -> point(
                                request, scope, periods, period, found.trend().get(period)))
                        .toList())
                .orElse(List.of());
    }

    private Point point(FunnelRequest request, Scope scope, Periods periods, int period, List<Long> counts) {
        long entered = counts.getFirst();
        long converted = counts.getLast();
        long lastEntry = Math.min(periods.endMillis(period), view.end(scope).toEpochMilli());
        return new Point(
                View.label(periods, period),
                entered,
                converted,
                Rate.of(converted, entered),
                lastEntry + request.window().toMillis() <= view.now().toEpochMilli());
    }

    /** All other values together, for which attempts with several of them count once. */
    private Rest rest(
            FunnelRequest request, Funnel split, List<dev.percorso.engine.fold.FunnelResult.Group> shown, int values) {
        Set<String> others =
                shown.stream().map(group -> valueText(group.value())).collect(Collectors.toSet());
        var found = FunnelFold.run(
                split, view.snapshot(), view.persons(request.scope()), value -> !others.contains(valueText(value)));
        return new Rest(values - shown.size(), steps(request, found));
    }

    /**
     * The people who did the step, or who did it and not the next mandatory one.
     *
     * @param value only those with this value of the breakdown
     * @param entry only those whose attempt began in the period of the trend that starts on this day
     */
    BitSet persons(FunnelRequest request, int step, boolean lost, Optional<String> value, Optional<LocalDate> entry) {
        Funnel whole = entered(request, entry).reportingPersons().withoutTimes();
        if (value.isPresent() && request.breakdown().isEmpty()) {
            throw ProblemException.invalid("/funnel/breakdown", "a 'value' needs the 'breakdown' it belongs to");
        }
        Funnel funnel = value.flatMap(ignored -> request.breakdown())
                .map(breakdown -> whole.breakdown(engineBreakdown(breakdown)))
                .orElse(whole);
        var found = FunnelFold.run(
                funnel,
                view.snapshot(),
                view.persons(request.scope()),
                of -> value.isEmpty() || valueText(of).equals(value.get()));
        return lost
                ? found.steps().get(request.mandatoryAfter(step) - 1).personsLost()
                : found.steps().get(step - 1).persons();
    }

    private Funnel entered(FunnelRequest request, Optional<LocalDate> entry) {
        Funnel whole = funnel(request, request.scope());
        if (entry.isEmpty()) {
            return whole;
        }
        Periods periods = periods(request, request.scope())
                .orElseThrow(() -> ProblemException.invalid(
                        "/funnel/trend", "a 'cohort' of a funnel needs the 'trend' it belongs to"));
        int period = View.periodStarting(periods, entry.get())
                .orElseThrow(() -> ProblemException.invalid(
                        "/cohort",
                        "no period starts on %s; take 'cohort' from the 'from' of the funnel's 'trend'"
                                .formatted(entry.get())));
        return whole.trend(List.of(periods.startMillis(period), periods.endMillis(period)));
    }

    private Funnel funnel(FunnelRequest request, Scope scope) {
        return new Funnel(
                request.steps().stream()
                        .map(step -> new FunnelStep(
                                step.any().stream()
                                        .map(match -> view.match(match, scope))
                                        .toList(),
                                step.isOptional()))
                        .toList(),
                request.window(),
                switch (request.order()) {
                    case ORDERED -> Funnel.Order.ORDERED;
                    case STRICT -> Funnel.Order.STRICT;
                    case ANY -> Funnel.Order.ANY;
                },
                switch (request.tie()) {
                    case ARRIVAL -> Funnel.Ties.ARRIVAL;
                    case ANY -> Funnel.Ties.ANY;
                },
                switch (request.count()) {
                    case PERSONS -> Funnel.Counting.PERSONS;
                    case SESSIONS -> Funnel.Counting.SESSIONS;
                    case TOTALS -> Funnel.Counting.TOTALS;
                },
                new TimeRange(view.start(scope).toEpochMilli(), view.end(scope).toEpochMilli()),
                request.exclusions().stream()
                        .map(exclusion -> engineExclusion(exclusion, scope))
                        .toList(),
                new FunnelBreakdown.None(),
                List.of(),
                false,
                true);
    }

    private FunnelExclusion engineExclusion(Exclusion exclusion, Scope scope) {
        return new FunnelExclusion(
                view.match(exclusion.match(), scope),
                exclusion.after(),
                exclusion.before(),
                switch (exclusion.effect()) {
                    case ATTEMPT -> FunnelExclusion.Effect.ATTEMPT;
                    case PERSON -> FunnelExclusion.Effect.PERSON;
                });
    }

    private static FunnelBreakdown engineBreakdown(Breakdown breakdown) {
        return switch (breakdown.kind()) {
            case PERSON -> new FunnelBreakdown.ByTrait(breakdown.name());
            case EVENT ->
                switch (breakdown.touch()) {
                    case FIRST -> new FunnelBreakdown.ByFirstTouch(breakdown.name());
                    case LAST -> new FunnelBreakdown.ByLastTouch(breakdown.name());
                    case ALL -> new FunnelBreakdown.ByAllTouches(breakdown.name());
                    case STEP -> new FunnelBreakdown.ByStep(breakdown.name(), breakdown.stepNumber());
                };
        };
    }

    private static String valueText(@Nullable Object value) {
        return value == null ? "" : Observation.plain(value);
    }

    private static List<StepResult> steps(FunnelRequest request, dev.percorso.engine.fold.FunnelResult found) {
        return steps(
                request,
                found.steps().stream()
                        .map(dev.percorso.engine.fold.FunnelResult.Step::count)
                        .toList(),
                found.steps().stream()
                        .map(step -> durations(step.fromPrevious()))
                        .toList());
    }

    private static List<StepResult> steps(FunnelRequest request, List<Long> counts, List<Optional<Durations>> times) {
        List<StepResult> steps = new ArrayList<>(counts.size());
        for (int step = 0; step < counts.size(); step++) {
            long count = counts.get(step);
            FunnelRequest.Step asked = request.steps().get(step);
            boolean isLast = step + 1 == counts.size();
            steps.add(new StepResult(
                    asked.title(),
                    asked.isOptional(),
                    count,
                    Rate.of(count, counts.getFirst()),
                    Rate.of(count, step == 0 ? count : counts.get(request.mandatoryBefore(step + 1) - 1)),
                    isLast || asked.isOptional() ? 0 : count - counts.get(request.mandatoryAfter(step + 1) - 1),
                    times.isEmpty() ? Optional.empty() : times.get(step)));
        }
        return steps;
    }

    private static Optional<Durations> durations(dev.percorso.engine.fold.Durations times) {
        return times.count() == 0
                ? Optional.empty()
                : Optional.of(new Durations(
                        times.median() / MILLIS,
                        times.mean() / MILLIS,
                        times.quantile(0.9) / MILLIS,
                        times.medianInterval(Bounds.CONFIDENCE).map(interval -> Bounds.of(interval, MILLIS))));
    }
}
