package dev.percorso.server.map;

import dev.percorso.server.analyze.Rate;
import java.util.List;
import java.util.Optional;

/**
 * How well observed journeys fit a map. Shares are between 0 and 1.
 *
 * @param fitness mean trace fitness over the cases
 * @param deviations most frequent first
 */
public record ConformanceView(
        long cases,
        long variants,
        double fitness,
        double logFitness,
        Rate conformanceRate,
        double precision,
        double eventCoverage,
        double stepCoverage,
        List<DeviationView> deviations) {

    /** What kind of difference. */
    public enum Kind {
        MISSING,
        AD_HOC,
        OUT_OF_ORDER,
        FAILED
    }

    /**
     * A way in which journeys differ from the map.
     *
     * @param label title of the card, or name of the touchpoint that the map does not have
     * @param conversionWith share of the cases with the deviation that reach the goal
     * @param difference with minus without, with its 95 % interval by Newcombe's method
     * @param secondsDifference median time to the goal with minus without, with its 95 % interval
     * @param allowed whether it costs nothing
     */
    public record DeviationView(
            String id,
            Kind kind,
            Optional<String> card,
            Optional<String> event,
            String label,
            long cases,
            double share,
            long persons,
            Rate conversionWith,
            Rate conversionWithout,
            Optional<Rate> difference,
            Optional<Rate> secondsDifference,
            boolean allowed) {}
}
