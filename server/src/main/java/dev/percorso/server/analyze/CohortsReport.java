package dev.percorso.server.analyze;

import dev.percorso.engine.fold.Periods;
import dev.percorso.engine.fold.RetentionGroups;
import dev.percorso.engine.fold.RetentionGroups.By;
import dev.percorso.engine.fold.RetentionGroups.Group;
import dev.percorso.engine.fold.RetentionGroups.GroupCell;
import dev.percorso.server.analyze.CohortsResult.Cell;
import dev.percorso.server.analyze.CohortsResult.Row;
import dev.percorso.server.http.ProblemException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Retention by where people started: an origin, a campaign, a trait. */
final class CohortsReport {
    private final View view;

    CohortsReport(View view) {
        this.view = view;
    }

    CohortsResult run(RetentionRequest request) {
        RetentionGroups groups = groups(request);
        List<Group> all = groups.report(view.snapshot().fold(groups, view.persons(request.scope())), view.now())
                .groups();
        List<String> shown =
                all.stream().limit(breakdown(request).most()).map(Group::value).toList();
        // Without anybody the fold still says which cells are empty.
        RetentionGroups some = groups.only(shown.isEmpty() ? List.of("") : shown);
        RetentionGroups.Report report =
                some.report(view.snapshot().fold(some, view.persons(request.scope())), view.now());
        List<Row> rows = shown.isEmpty()
                ? List.of()
                : report.groups().stream().map(CohortsReport::row).toList();
        Optional<Row> rest = all.size() > shown.size() ? report.rest().map(CohortsReport::row) : Optional.empty();
        return new CohortsResult(
                RetentionReport.spans(request),
                total(Stream.concat(rows.stream(), rest.stream()).toList()),
                rows,
                rest,
                all.size());
    }

    /** The people who started with a value and came back in a cell's periods, or did not. */
    BitSet persons(RetentionRequest request, String value, int period, boolean returned) {
        if (period < 0 || period > request.periodCount()) {
            throw ProblemException.invalid(
                    "/period", "'period' must be from 0 to %d, not %d".formatted(request.periodCount(), period));
        }
        return view.snapshot()
                .fold(groups(request).persons(value, period, returned, view.now()), view.persons(request.scope()));
    }

    private RetentionGroups groups(RetentionRequest request) {
        Periods periods = RetentionReport.periods(view, request);
        Breakdown breakdown = breakdown(request);
        return new RetentionGroups(
                view.snapshot(),
                RetentionReport.query(view, request, periods),
                switch (breakdown.kind()) {
                    case EVENT -> new By.StartProperty(breakdown.name());
                    case PERSON -> new By.PersonTrait(breakdown.name());
                });
    }

    private static Breakdown breakdown(RetentionRequest request) {
        Breakdown given = request.breakdown()
                .orElseThrow(() -> ProblemException.invalid(
                        "/breakdown",
                        "cohorts need a 'breakdown': a property of the start event or a trait, such as the channel"));
        if (given.touch() != Breakdown.Touch.FIRST) {
            throw ProblemException.invalid(
                    "/breakdown/touch", "cohorts are split by the first start event; leave 'touch' out");
        }
        return given;
    }

    private static Row row(Group group) {
        return new Row(
                group.value(),
                group.size(),
                group.cells().stream()
                        .map(cell -> cell(cell.period(), cell.started(), cell.returned()))
                        .toList());
    }

    private static Cell cell(int period, long started, long returned) {
        return new Cell(period, started, returned, Rate.of(returned, started));
    }

    private static Row total(List<Row> rows) {
        List<GroupCell> sums = new ArrayList<>();
        for (Row row : rows) {
            for (Cell cell : row.cells()) {
                while (sums.size() <= cell.period()) {
                    sums.add(new GroupCell(sums.size(), 0, 0));
                }
                GroupCell sum = sums.get(cell.period());
                sums.set(
                        cell.period(),
                        new GroupCell(sum.period(), sum.started() + cell.started(), sum.returned() + cell.returned()));
            }
        }
        return row(new Group("", rows.stream().mapToLong(Row::size).sum(), sums));
    }
}
