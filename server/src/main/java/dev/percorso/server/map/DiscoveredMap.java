package dev.percorso.server.map;

import dev.percorso.server.map.JourneyMapContent.Step;
import dev.percorso.server.segment.EventMatch;
import java.util.List;
import java.util.Optional;

/**
 * A map proposed from real journeys, for people to take over card by card.
 *
 * @param persons with any event in the period
 * @param cases journeys of theirs
 * @param goalCases of these, journeys that reach the goal
 * @param variants orders in which touchpoints are first come by, the most frequent first
 */
public record DiscoveredMap(
        long persons,
        long cases,
        long goalCases,
        String goal,
        int gapDays,
        List<StageHue> stages,
        List<Candidate> candidates,
        List<Variant> variants) {

    /**
     * A touchpoint people come by.
     *
     * @param stage place among the stages
     * @param title of its card: the touchpoint's name in the catalogue, else the event's
     * @param touchpoint id in the catalogue, if it stands there with these events
     * @param persons who come by
     * @param share of all persons
     * @param goalShare of the journeys that reach the goal; of all where none does
     * @param step what conformance should ask of it
     * @param goal whether reaching it is the goal
     * @param mainPath whether half or more of the journeys to the goal come by
     */
    public record Candidate(
            int stage,
            String title,
            Optional<String> touchpoint,
            EventMatch match,
            long persons,
            double share,
            double goalShare,
            Step step,
            boolean goal,
            boolean mainPath) {}

    /**
     * An order.
     *
     * @param candidates places among the candidates
     */
    public record Variant(List<Integer> candidates, long cases, double share) {}
}
