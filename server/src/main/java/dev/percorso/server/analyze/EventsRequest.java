package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.Input.require;
import static dev.percorso.server.analyze.Input.requirePresent;

import dev.percorso.server.segment.EventMatch;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * Asks how often an event happened, to how many persons, or for a property's sum or average, over time.
 *
 * @param property of sum and average
 * @param breakdown event property that splits the series
 */
public record EventsRequest(
        Scope scope,
        EventMatch match,
        Measure measure,
        Optional<String> property,
        Interval interval,
        Optional<String> breakdown) {

    /** What is measured. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Measure {
        COUNT,
        PERSONS,
        SUM,
        AVERAGE;

        boolean readsProperty() {
            return this == SUM || this == AVERAGE;
        }
    }

    public EventsRequest {
        requirePresent(scope, "scope");
        requirePresent(match, "match");
        requirePresent(measure, "measure");
        property = property == null ? Optional.empty() : property;
        breakdown = breakdown == null ? Optional.empty() : breakdown;
        interval = interval == null ? Interval.DAY : interval;
        require(
                !measure.readsProperty() || property.isPresent(),
                "sum and average need the numeric 'property' they are taken of");
    }
}
