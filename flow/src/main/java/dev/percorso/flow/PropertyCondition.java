package dev.percorso.flow;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A condition on one property of an event.
 *
 * <p>Numbers compare as numbers, everything else as text; a property that is absent fulfils only {@code MISSING} and
 * {@code NOT_EQUALS}. A list fulfils a comparison when one of its items does.
 *
 * @param property the property's name, or a dotted path into nested properties
 * @param operands what to compare with: any number for {@code EQUALS} (one of them), {@code NOT_EQUALS} (none of them)
 *     and {@code CONTAINS} and {@code STARTS_WITH} (one of them); one for the orderings; none for {@code EXISTS} and
 *     {@code MISSING}
 */
public record PropertyCondition(String property, Comparison comparison, List<String> operands) {
    public PropertyCondition {
        operands = List.copyOf(operands);
    }

    /** How a property is compared with the operands. */
    public enum Comparison {
        EQUALS,
        NOT_EQUALS,
        CONTAINS,
        STARTS_WITH,
        GREATER,
        GREATER_OR_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        EXISTS,
        MISSING
    }

    /** Whether {@code event} fulfils this condition. */
    public boolean holds(FlowEvent event) {
        return holds(event.properties());
    }

    /** Whether plain data fulfils this condition. */
    public boolean holds(Map<String, Object> data) {
        Optional<Object> found = PlainData.find(data, property);
        return switch (comparison) {
            case EXISTS -> found.isPresent();
            case MISSING -> found.isEmpty();
            case EQUALS -> found.filter(this::equalsOne).isPresent();
            case NOT_EQUALS -> found.filter(this::equalsOne).isEmpty();
            case CONTAINS -> found.filter(this::containsOne).isPresent();
            case STARTS_WITH -> found.filter(this::startsWithOne).isPresent();
            case GREATER, GREATER_OR_EQUAL, LESS, LESS_OR_EQUAL ->
                found.filter(this::ordered).isPresent();
        };
    }

    private boolean equalsOne(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(item -> item != null && equalsOne(item));
        }
        return operands.stream().anyMatch(operand -> same(value, operand));
    }

    private boolean containsOne(Object value) {
        if (value instanceof List<?>) {
            return equalsOne(value);
        }
        String text = PlainData.textOf(value);
        return operands.stream().anyMatch(text::contains);
    }

    private boolean startsWithOne(Object value) {
        String text = PlainData.textOf(value);
        return operands.stream().anyMatch(text::startsWith);
    }

    private boolean ordered(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().anyMatch(item -> item != null && ordered(item));
        }
        Optional<BigDecimal> left = number(PlainData.textOf(value));
        return left.isPresent()
                && operands.stream()
                        .map(PropertyCondition::number)
                        .flatMap(Optional::stream)
                        .anyMatch(right -> fits(left.get().compareTo(right)));
    }

    private boolean fits(int order) {
        return switch (comparison) {
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case EQUALS, NOT_EQUALS, CONTAINS, STARTS_WITH, EXISTS, MISSING -> false;
        };
    }

    private static boolean same(Object value, String operand) {
        String text = PlainData.textOf(value);
        if (text.equals(operand)) {
            return true;
        }
        // Text never equals another text as a number: order "007" is not order "7".
        return value instanceof Number
                && number(operand)
                        .flatMap(right -> number(text).map(left -> left.compareTo(right) == 0))
                        .orElse(false);
    }

    private static Optional<BigDecimal> number(String text) {
        if (text.isEmpty() || text.length() > 40) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
