package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.Input.require;
import static dev.percorso.server.analyze.Input.requirePresent;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.percorso.server.event.Event;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** What a channel cost in a stretch of days. */
public record SpendLine(String id, @JsonUnwrapped Content content) {
    private static final int MOST_DAYS = 3_660;
    private static final int MOST_CHARACTERS = 200;
    private static final int DECIMALS = 4;
    private static final BigDecimal LARGEST = new BigDecimal("1000000000000");

    /**
     * A line without its id. A line with the same property, label and days replaces it.
     *
     * @param property of touchpoints that the label is a value of; the channel without it
     * @param label value of the property
     * @param from first day
     * @param to last day, included
     * @param amount in the workspace's currency
     */
    public record Content(String property, String label, LocalDate from, LocalDate to, BigDecimal amount) {
        public Content {
            property = property == null || property.isBlank() ? Event.CHANNEL : property.strip();
            require(label != null && !label.isBlank(), "'label', the channel or campaign, is missing");
            label = label.strip();
            require(
                    label.length() <= MOST_CHARACTERS && property.length() <= MOST_CHARACTERS,
                    "'label' and 'property' have at most %d characters".formatted(MOST_CHARACTERS));
            requirePresent(from, "from");
            requirePresent(to, "to");
            requirePresent(amount, "amount");
            require(!from.isAfter(to), "'from' (%s) must not be after 'to' (%s)".formatted(from, to));
            require(
                    ChronoUnit.DAYS.between(from, to) < MOST_DAYS,
                    "one line covers at most %d days; split %s to %s".formatted(MOST_DAYS, from, to));
            require(
                    amount.signum() >= 0 && amount.compareTo(LARGEST) <= 0,
                    "'amount' must be from 0 to %s, not %s".formatted(LARGEST, amount));
            require(
                    amount.stripTrailingZeros().scale() <= DECIMALS,
                    "'amount' has at most %d decimals, not %s".formatted(DECIMALS, amount));
        }

        /** Days from the first to the last. */
        long days() {
            return ChronoUnit.DAYS.between(from, to) + 1;
        }
    }
}
