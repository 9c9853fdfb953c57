package dev.percorso.server.analyze;

import java.util.List;

/**
 * The ways people take.
 *
 * @param journeys sessions or journeys counted
 */
public record PathsResult(long journeys, List<Node> nodes, List<Edge> edges) {
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
}
