package dev.percorso.server.alert;

import dev.percorso.engine.stat.UsualBand;
import dev.percorso.server.access.Workspace;
import dev.percorso.server.access.Workspaces;
import dev.percorso.server.alert.AlertContent.Rule;
import dev.percorso.server.analyze.ReportFigure;
import dev.percorso.server.analyze.Reports;
import dev.percorso.server.analyze.Scope;
import dev.percorso.server.event.WorkspaceId;
import dev.percorso.server.http.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Takes readings: asks the report and holds its figure against the rule. */
final class Watch {
    /** Iglewicz and Hoaglin's limit of the modified z-score. */
    private static final double SCORE_LIMIT = 3.5;
    /** Less than this share of the median is never unusual. */
    private static final double LEAST_SHARE = 0.1;

    private static final int WEEKS = 8;
    private static final int LEAST_WEEKS = 4;

    private final Workspaces workspaces;
    private final Reports reports;
    private final Paces paces;

    Watch(Workspaces workspaces, Reports reports, Paces paces) {
        this.workspaces = workspaces;
        this.reports = reports;
        this.paces = paces;
    }

    /** Empty when there is too little to hold the figure against. */
    Optional<Reading> read(WorkspaceId id, AlertContent alert, Instant now) {
        Workspace workspace = workspaces.describe(id);
        LocalDate today = LocalDate.ofInstant(now, workspace.timeZone());
        LocalDate from = alert.window().from(today);
        LocalDate to = alert.window().to(today);
        Rule rule = alert.rule();
        return switch (rule.kind()) {
            case THRESHOLD -> {
                ReportFigure figure = figure(id, alert, alert.over(from, to));
                double bound = rule.value().orElseThrow();
                boolean isAbove = rule.direction() == Rule.Direction.UP;
                yield Optional.of(reading(
                        from,
                        to,
                        figure,
                        Optional.empty(),
                        isAbove ? Optional.empty() : Optional.of(bound),
                        isAbove ? Optional.of(bound) : Optional.empty(),
                        rule));
            }
            case CHANGE -> {
                Scope scope = alert.over(from, to).comparedAs(Scope.Compare.PREVIOUS);
                ReportFigure figure = figure(id, alert, scope);
                double share = rule.value().orElseThrow();
                yield figure.before()
                        .filter(before -> before != 0)
                        .map(before -> reading(
                                from,
                                to,
                                figure,
                                Optional.of(before),
                                Optional.of(before - share * Math.abs(before)),
                                Optional.of(before + share * Math.abs(before)),
                                rule));
            }
            case ANOMALY -> anomaly(id, alert, workspace, to);
            case PACE -> paces.pace(id, alert.goal().orElseThrow()).map(Watch::reading);
        };
    }

    private static Reading reading(Paces.Pace pace) {
        Optional<Double> expected = Optional.of(pace.expected());
        return new Reading(
                pace.from(),
                pace.to(),
                pace.actual(),
                pace.format(),
                expected,
                pace.isMore() ? expected : Optional.empty(),
                pace.isMore() ? Optional.empty() : expected,
                pace.isBehind());
    }

    private Optional<Reading> anomaly(WorkspaceId id, AlertContent alert, Workspace workspace, LocalDate day) {
        double[] earlier = IntStream.rangeClosed(1, WEEKS)
                .mapToObj(day::minusWeeks)
                .filter(same -> workspace
                        .eventsFrom()
                        .filter(first -> !same.isBefore(first))
                        .isPresent())
                .mapToDouble(same -> figure(id, alert, alert.over(same, same)).value())
                .toArray();
        if (earlier.length < LEAST_WEEKS) {
            return Optional.empty();
        }
        UsualBand band = UsualBand.of(earlier, SCORE_LIMIT, LEAST_SHARE);
        return Optional.of(reading(
                day,
                day,
                figure(id, alert, alert.over(day, day)),
                Optional.of(band.median()),
                Optional.of(band.low()),
                Optional.of(band.high()),
                alert.rule()));
    }

    private static Reading reading(
            LocalDate from,
            LocalDate to,
            ReportFigure figure,
            Optional<Double> expected,
            Optional<Double> low,
            Optional<Double> high,
            Rule rule) {
        boolean raised =
                rule.isOut(figure.value(), low.orElse(Double.NEGATIVE_INFINITY), high.orElse(Double.POSITIVE_INFINITY));
        return new Reading(from, to, figure.value(), figure.format(), expected, low, high, raised);
    }

    private ReportFigure figure(WorkspaceId workspace, AlertContent alert, Scope scope) {
        List<ReportFigure> figures = reports.figures(workspace, alert.report(), scope);
        return figures.stream()
                .filter(figure -> figure.key().equals(alert.figure()))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        "/figure",
                        "this report has no figure '%s'; it has %s"
                                .formatted(
                                        alert.figure(),
                                        figures.stream().map(ReportFigure::key).collect(Collectors.joining(", ")))));
    }
}
