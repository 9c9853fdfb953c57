package dev.percorso.server.analyze;

import dev.percorso.engine.fold.PathQuery;
import dev.percorso.engine.fold.Paths;
import dev.percorso.server.analyze.PathsResult.Edge;
import dev.percorso.server.analyze.PathsResult.Node;
import dev.percorso.server.http.ProblemException;
import dev.percorso.server.segment.Matches;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** The ways people take. Heartbeats are no steps: they are left out. */
final class PathsReport {
    private static final double MILLIS = 1_000;

    private final View view;

    PathsReport(View view) {
        this.view = view;
    }

    PathsResult run(PathsRequest request) {
        Paths.Report report = paths(request).report();
        return new PathsResult(
                report.paths(),
                report.nodes().stream()
                        .map(node -> new Node(
                                id(node.step(), node.label()),
                                node.step() + 1,
                                node.label(),
                                node.count(),
                                node.persons(),
                                node.ended()))
                        .toList(),
                report.edges().stream()
                        .map(edge -> new Edge(
                                id(edge.step(), edge.from()),
                                id(edge.step() + 1, edge.to()),
                                edge.count(),
                                edge.persons(),
                                edge.medianMillis() / MILLIS))
                        .toList());
    }

    /** The people behind a node, or behind an edge when there is a label it leads to. */
    BitSet persons(PathsRequest request, int step, String label, Optional<String> toLabel) {
        int last = toLabel.isPresent() ? request.stepCount() - 1 : request.stepCount();
        if (step < 1 || step > last) {
            throw ProblemException.invalid("/step", "'step' must be from 1 to %d, not %d".formatted(last, step));
        }
        Paths paths = paths(request);
        try {
            return toLabel.map(to -> paths.persons(step - 1, label, to))
                    .orElseGet(() -> paths.persons(step - 1, label));
        } catch (IllegalArgumentException unknown) {
            throw ProblemException.invalid(
                    "/label",
                    "there is no such node at step %d; take 'step' and 'label' from the paths report".formatted(step));
        }
    }

    private static String id(int step, String label) {
        return (step + 1) + ":" + label;
    }

    private Paths paths(PathsRequest request) {
        Scope scope = request.scope();
        PathQuery query = new PathQuery(
                request.start().map(match -> view.match(match, scope)),
                request.end().map(match -> view.match(match, scope)),
                request.stepCount(),
                switch (request.per()) {
                    case SESSION -> new PathQuery.Cut.Session();
                    case JOURNEY -> new PathQuery.Cut.Whole();
                },
                request.collapses(),
                request.label(),
                request.nodeCount(),
                List.of("Page Engaged"),
                scope.where().isEmpty() ? Optional.empty() : Optional.of(Matches.anyEvent(scope.where())),
                view.start(scope),
                view.end(scope));
        return new Paths(view.snapshot(), view.persons(scope), query);
    }
}
