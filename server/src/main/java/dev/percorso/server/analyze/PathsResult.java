package dev.percorso.server.analyze;

import dev.percorso.server.analyze.ReportTable.Format;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The ways people take.
 *
 * @param journeys sessions or journeys counted
 */
public record PathsResult(long journeys, List<Node> nodes, List<Edge> edges) implements Tabular {
    /** What stands for all labels that have no node of their own. */
    public static final String REST = "…";

    /**
     * One label at one step, numbered from 1.
     *
     * @param ended paths that end here
     */
    public record Node(String id, int step, String label, long count, long persons, long ended) {}

    /** The way from one node to one of the next step. */
    public record Edge(String from, String to, long count, long persons, double medianSeconds) {}

    @Override
    public List<ReportTable> tables() {
        Map<String, Node> byId = nodes.stream().collect(Collectors.toMap(Node::id, Function.identity()));
        ReportTable.Filling ways = ReportTable.named("ways")
                .columns(Format.NUMBER, "stepNumber")
                .columns(Format.TEXT, "fromStep", "toStep")
                .columns(Format.NUMBER, "count", "persons")
                .columns(Format.DECIMAL, "medianSeconds");
        for (Edge edge : edges) {
            Node from = byId.get(edge.from());
            Node to = byId.get(edge.to());
            if (from != null && to != null) {
                ways.row(from.step(), from.label(), to.label(), edge.count(), edge.persons(), edge.medianSeconds());
            }
        }
        ReportTable.Filling places = ReportTable.named("places")
                .columns(Format.NUMBER, "stepNumber")
                .columns(Format.TEXT, "step")
                .columns(Format.NUMBER, "count", "persons", "ended");
        nodes.forEach(node -> places.row(node.step(), node.label(), node.count(), node.persons(), node.ended()));
        return List.of(ways.done(), places.done());
    }
}
