package dev.percorso.server.map;

import dev.percorso.engine.conform.Fit;
import dev.percorso.server.analyze.Rate;
import java.time.LocalDate;
import java.util.List;

/**
 * How well parts of the cases fit: by time, persona and channel.
 *
 * @param unit length of the trend's periods
 * @param trend by the day a case starts
 * @param personas each counts the cases of its people; a person may be of several
 * @param channels by the channel a case starts from, most cases first
 */
public record ConformanceParts(Unit unit, List<Point> trend, List<Part> personas, List<Part> channels) {

    /** Length of a period. */
    public enum Unit {
        DAY,
        WEEK,
        MONTH
    }

    /**
     * Cases of a period; fitness is absent without any.
     *
     * @param start first day
     * @param complete whether the period lies wholly in the range asked for
     */
    public record Point(LocalDate start, boolean complete, Figures figures) {}

    /**
     * Cases of a persona or a channel.
     *
     * @param id of the persona; the channel itself
     */
    public record Part(String id, String name, Figures figures) {}

    /**
     * Their figures.
     *
     * @param fitness mean trace fitness; 1 without cases
     * @param conformanceRate share without any deviation that is not allowed
     * @param conversion share that reaches the goal
     */
    public record Figures(long cases, double fitness, Rate conformanceRate, Rate conversion) {
        static Figures of(Fit fit) {
            return new Figures(
                    fit.cases(),
                    fit.meanTraceFitness(),
                    Rate.of(fit.fitting(), fit.cases()),
                    Rate.of(fit.converted(), fit.cases()));
        }
    }
}
