package dev.percorso.server.map;

import dev.percorso.server.analyze.Rate;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What really happens at the cards of a map.
 *
 * @param persons of the map's persona (or everyone) active in the period
 * @param campaigns by stage, most persons first
 */
public record MapLive(
        long persons,
        List<CardFigures> cards,
        List<StageFigures> stages,
        List<Transition> transitions,
        List<CampaignFigures> campaigns) {
    /**
     * Figures of a bound card.
     *
     * @param persons with the card's event in the period
     * @param conversion share of them who reached the goal at or after their first such event, in the period
     * @param medianSecondsToGoal of those
     * @param medianSecondsToNext from the first such event to the next of another card
     * @param failed persons with the card's event of failure
     * @param satisfaction mean of the survey answers given where this was the last card, −2 to +2
     * @param value of the goals reached at or after the first such event
     */
    public record CardFigures(
            String card,
            long persons,
            long occurrences,
            Rate conversion,
            OptionalDouble medianSecondsToGoal,
            OptionalDouble medianSecondsToNext,
            long failed,
            OptionalDouble satisfaction,
            double value) {}

    /** Persons who came by a card of the stage in a visit from the campaign. */
    public record CampaignFigures(String stage, String campaign, long persons) {}

    /**
     * Figures of a stage.
     *
     * @param persons with an event of any of its cards
     * @param satisfaction mean of the survey answers given there, −2 to +2
     */
    public record StageFigures(String stage, long persons, OptionalDouble satisfaction) {}

    /**
     * What the persons of a stage did next, between it and its neighbour.
     *
     * @param on persons who reached a later stage afterwards
     * @param skipped of those, persons who never were in the very next stage
     * @param returned of those, persons who came back to this stage or an earlier one
     * @param left persons who reached no later stage
     */
    public record Transition(String from, String to, long on, long skipped, long returned, long left) {}
}
