package dev.percorso.server.map;

import dev.percorso.server.analyze.Rate;
import java.util.List;
import java.util.OptionalDouble;

/**
 * What really happens at the cards of a map.
 *
 * @param persons of the map's persona (or everyone) active in the period
 */
public record MapLive(long persons, List<CardFigures> cards, List<StageFigures> stages, List<Transition> transitions) {
    /**
     * Figures of a bound card.
     *
     * @param persons with the card's event in the period
     * @param conversion share of them who reached the goal at or after their first such event, in the period
     * @param medianSecondsToGoal of those
     */
    public record CardFigures(
            String card, long persons, long occurrences, Rate conversion, OptionalDouble medianSecondsToGoal) {}

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
