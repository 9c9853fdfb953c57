package dev.percorso.flow;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** How many points a step adds; takes when negative. */
public sealed interface PointsAmount {
    /** More than this is never added or taken at once. */
    long MOST = 10_000_000;

    /** So many. */
    record Fixed(long points) implements PointsAmount {}

    /** The number in a property of the entry event times the factor, without its fraction; none when there is no number. */
    record OfProperty(String property, BigDecimal factor) implements PointsAmount {}

    /** How many it is for a run that began with the event. */
    default long of(Optional<FlowEvent> entry) {
        return switch (this) {
            case Fixed fixed -> fixed.points();
            case OfProperty of ->
                entry.flatMap(event -> PlainData.find(event.properties(), of.property()))
                        .map(PlainData::textOf)
                        .flatMap(PointsAmount::number)
                        .map(value -> value.multiply(of.factor()).setScale(0, RoundingMode.DOWN))
                        .map(points -> points.max(BigDecimal.valueOf(-MOST)).min(BigDecimal.valueOf(MOST)))
                        .map(BigDecimal::longValueExact)
                        .orElse(0L);
        };
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            BigDecimal number = new BigDecimal(text.strip());
            // A far exponent would make a number that fills the memory.
            boolean isSensible = Math.abs((long) number.precision() - number.scale()) < 30 && number.scale() < 30;
            return isSensible ? Optional.of(number) : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
