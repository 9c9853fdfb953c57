package dev.percorso.engine.attribute;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Conversions shared out among channels.
 *
 * @param all every conversion of the range
 * @param shared those with a touchpoint; the credits of each model add up to exactly this
 * @param undecided conversions whose person has not come back and still may
 * @param pathsWithout paths that ended without a conversion
 * @param channels by falling number of conversions with them, then label; {@link Attribution#OTHER} last
 * @param grouped labels that are part of {@link Attribution#OTHER}
 */
public record AttributionReport(
        Amounts all, Amounts shared, long undecided, long pathsWithout, List<Channel> channels, Set<String> grouped) {

    public AttributionReport {
        channels = List.copyOf(channels);
        grouped = Set.copyOf(grouped);
    }

    /**
     * What is counted of conversions; a part of it for credits.
     *
     * @param conversions their number
     * @param value sum of their worth
     * @param stayed number of those whose person came back
     */
    public record Amounts(double conversions, double value, double stayed) {}

    /**
     * One channel.
     *
     * @param label of its touchpoints
     * @param conversions with at least one touchpoint of it
     * @param persons who had such a conversion, each once
     * @param credits by model
     */
    public record Channel(String label, long conversions, long persons, Map<AttributionModel, Amounts> credits) {
        public Channel {
            credits = Map.copyOf(credits);
        }

        /** What the model gives the channel. */
        public Amounts credit(AttributionModel model) {
            Amounts credit = credits.get(model);
            if (credit == null) {
                throw new IllegalArgumentException("the report was asked for " + credits.keySet() + ", not " + model);
            }
            return credit;
        }
    }
}
