package dev.percorso.server.map;

import java.util.List;
import java.util.Optional;

/**
 * What goes with a deviation.
 *
 * @param persons who could have it: everyone, or those who came by the card asked for
 * @param deviating of these, persons with the deviation
 * @param compared how many values were compared; the intervals hold together
 * @param confidence with which they do
 * @param values the clearest first
 */
public record WhyView(
        long persons, long deviating, int compared, double confidence, Optional<String> among, List<Value> values) {

    /** Where a value comes from. */
    public enum Kind {
        TRAIT,
        CHANNEL,
        DEVICE,
        TOUCHPOINT
    }

    /**
     * One value.
     *
     * @param attribute name of the trait or property; of touchpoints, empty
     * @param share of the persons with the value who deviate
     * @param lift that share by the share of all persons
     * @param clear whether the interval leaves out 1
     */
    public record Value(
            Kind kind,
            String attribute,
            String value,
            long persons,
            long deviating,
            double share,
            double lift,
            double low,
            double high,
            boolean clear) {}
}
