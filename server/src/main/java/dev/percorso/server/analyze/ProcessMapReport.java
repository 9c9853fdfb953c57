package dev.percorso.server.analyze;

import dev.percorso.engine.fold.PathQuery;
import dev.percorso.engine.process.ProcessMap;
import dev.percorso.engine.process.ProcessMap.Part;
import dev.percorso.engine.process.ProcessQuery;
import dev.percorso.engine.process.ProcessReport;
import dev.percorso.server.analyze.ProcessResult.Activity;
import dev.percorso.server.analyze.ProcessResult.Edge;
import dev.percorso.server.analyze.ProcessResult.Variant;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.segment.Matches;
import java.io.OutputStream;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** What directly follows what. Heartbeats are no steps: they are left out. */
final class ProcessMapReport {
    private static final double MILLIS = 1_000;

    private final View view;

    ProcessMapReport(View view) {
        this.view = view;
    }

    ProcessResult run(ProcessRequest request) {
        ProcessReport report = map(request).report(Bounds.CONFIDENCE);
        return new ProcessResult(
                report.cases(),
                report.persons(),
                report.activities().stream()
                        .map(one ->
                                new Activity(one.label(), one.occurrences(), one.persons(), one.starts(), one.ends()))
                        .toList(),
                report.edges().stream()
                        .map(edge -> new Edge(
                                edge.from(),
                                edge.to(),
                                edge.count(),
                                edge.persons(),
                                edge.medianMillis() / MILLIS,
                                edge.medianInterval().map(interval -> Bounds.of(interval, MILLIS)),
                                edge.ninetiethMillis() / MILLIS))
                        .toList(),
                report.allEdges(),
                report.variants().stream()
                        .map(variant -> new Variant(
                                variant.labels(),
                                variant.count(),
                                (double) variant.count() / report.cases(),
                                variant.persons(),
                                variant.medianMillis() / MILLIS,
                                variant.medianInterval().map(interval -> Bounds.of(interval, MILLIS))))
                        .toList(),
                report.distinctVariants(),
                report.casesNotToldApart(),
                report.groupedActivities());
    }

    /** The cases of the map as an event log in XES. */
    void log(ProcessRequest request, OutputStream target) {
        EventLogFile.write(map(request), target);
    }

    /**
     * The people behind a figure of the map.
     *
     * @param sequence of a variant
     * @param label of an activity, or of the one an edge leaves; empty for the start of cases
     * @param toLabel of the activity an edge enters; empty for the end of cases
     */
    BitSet persons(ProcessRequest request, List<String> sequence, Optional<String> label, Optional<String> toLabel) {
        Part part = part(sequence, label, toLabel);
        try {
            return map(request).persons(part);
        } catch (IllegalArgumentException unknown) {
            throw ProblemException.invalid(
                    "/label", "%s; take labels from the process report".formatted(unknown.getMessage()));
        }
    }

    private static Part part(List<String> sequence, Optional<String> label, Optional<String> toLabel) {
        if (!sequence.isEmpty()) {
            return new Part.OfVariant(sequence);
        }
        String from = label.orElseThrow(
                () -> ProblemException.invalid("/label", "the people of the kind process need 'label' or 'sequence'"));
        if (toLabel.isEmpty()) {
            return new Part.OfActivity(from);
        }
        if (from.isEmpty()) {
            return new Part.StartingWith(toLabel.get());
        }
        return toLabel.get().isEmpty() ? new Part.EndingWith(from) : new Part.OfEdge(from, toLabel.get());
    }

    private ProcessMap map(ProcessRequest request) {
        Scope scope = request.scope();
        PathQuery.Cut cut = switch (request.per()) {
            case SESSION -> new PathQuery.Cut.Session();
            case JOURNEY ->
                request.gap().<PathQuery.Cut>map(PathQuery.Cut.Gap::new).orElseGet(PathQuery.Cut.Whole::new);
        };
        return new ProcessMap(
                view.snapshot(),
                view.persons(scope),
                new ProcessQuery(
                        cut,
                        request.label(),
                        List.of("Page Engaged"),
                        scope.where().isEmpty() ? Optional.empty() : Optional.of(Matches.anyEvent(scope.where())),
                        request.collapseRepeats().orElse(true),
                        request.activities().orElse(15),
                        request.least().orElse(1),
                        request.most().orElse(Integer.MAX_VALUE),
                        request.edges().orElse(0.3),
                        request.variants().orElse(50),
                        view.start(scope),
                        view.end(scope)));
    }
}
