package dev.percorso.server.analyze;

import dev.percorso.engine.fold.Periods;
import dev.percorso.engine.fold.Retention;
import dev.percorso.server.analyze.RetentionResult.Cell;
import dev.percorso.server.analyze.RetentionResult.Cohort;
import dev.percorso.server.analyze.RetentionResult.Span;
import dev.percorso.server.http.ProblemException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Who comes back. */
final class RetentionReport {
    private static final String CALENDAR_EXAMPLE = "take 'cohort' from the retention report's 'from'";

    private final View view;

    RetentionReport(View view) {
        this.view = view;
    }

    RetentionResult run(RetentionRequest request) {
        Periods periods = periods(request);
        Retention retention = retention(request, periods);
        Retention.Report report =
                retention.report(view.snapshot().fold(retention, view.persons(request.scope())), view.now());
        List<Cohort> cohorts = report.cohorts().stream()
                .map(cohort -> new Cohort(
                        periods.localStart(cohort.period()).toLocalDate(),
                        cohort.size(),
                        cohort.cells().stream()
                                .map(cell -> new Cell(
                                        cell.period(),
                                        cell.persons(),
                                        cohort.size() == 0 ? 0 : (double) cell.persons() / cohort.size(),
                                        cell.complete()))
                                .toList()))
                .toList();
        return new RetentionResult(
                spans(request),
                cohorts,
                report.average().stream().takeWhile(rate -> !rate.isNaN()).toList());
    }

    /** The people of a cohort who came back in the period, or who did not. */
    BitSet persons(RetentionRequest request, LocalDate cohort, int period, boolean returned) {
        Periods periods = periods(request);
        int number = View.periodStarting(periods, cohort)
                .orElseThrow(() -> ProblemException.invalid(
                        "/cohort", "no cohort starts on %s; %s".formatted(cohort, CALENDAR_EXAMPLE)));
        if (period < 0 || period > request.periodCount()) {
            throw ProblemException.invalid(
                    "/period", "'period' must be from 0 to %d, not %d".formatted(request.periodCount(), period));
        }
        Retention retention = retention(request, periods);
        return view.snapshot().fold(retention.persons(number, period, returned), view.persons(request.scope()));
    }

    private Periods periods(RetentionRequest request) {
        return periods(view, request);
    }

    static Periods periods(View view, RetentionRequest request) {
        return view.periods(
                request.scope(),
                switch (request.period()) {
                    case DAY -> Interval.DAY;
                    case WEEK -> Interval.WEEK;
                    case MONTH -> Interval.MONTH;
                });
    }

    private Retention retention(RetentionRequest request, Periods periods) {
        return new Retention(view.snapshot(), query(view, request, periods));
    }

    /** The periods of each cell, that of the start first. */
    static List<Span> spans(RetentionRequest request) {
        List<Span> spans = new ArrayList<>();
        spans.add(new Span(0, 0));
        for (int cell = 1; cell <= request.periodCount(); cell++) {
            spans.add(
                    request.brackets().isEmpty()
                            ? new Span(cell, cell)
                            : new Span(
                                    request.brackets().get(cell - 1).first(),
                                    request.brackets().get(cell - 1).last()));
        }
        return spans;
    }

    static Retention.Query query(View view, RetentionRequest request, Periods periods) {
        Retention.Query query = new Retention.Query(
                view.matchOrAny(request.start(), request.scope()),
                view.matchOrAny(request.returning(), request.scope()),
                switch (request.starts()) {
                    case FIRST_TIME -> Retention.Starts.FIRST_TIME;
                    case RECURRING -> Retention.Starts.RECURRING;
                },
                periods,
                switch (request.mode()) {
                    case CALENDAR -> Retention.Mode.CALENDAR;
                    case ROLLING -> Retention.Mode.ROLLING;
                },
                switch (request.counting()) {
                    case ON -> Retention.Counting.ON;
                    case ON_OR_AFTER -> Retention.Counting.ON_OR_AFTER;
                },
                request.periodCount());
        return request.brackets().isEmpty()
                ? query
                : query.in(request.brackets().stream()
                        .map(bracket -> new Retention.Bracket(bracket.first(), bracket.last()))
                        .toList());
    }
}
