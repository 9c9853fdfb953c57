package dev.percorso.server.segment;

import dev.percorso.server.segment.Operator.Arity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A test of one property of an event, or of one trait.
 *
 * @param value text, number or boolean, for the operators that compare with one
 * @param values for {@code in}, and the two bounds of {@code between}, both included
 */
public record PropertyCondition(String property, Operator operator, Optional<Object> value, List<Object> values) {
    static final int MOST_VALUES = 1_000;

    public PropertyCondition {
        require(property != null && !property.isBlank(), "a condition needs the name of a 'property'");
        require(operator != null, "a condition needs an 'operator', one of " + Operator.known());
        value = value == null ? Optional.empty() : value;
        values = values == null ? List.of() : List.copyOf(values);
        Arity arity = operator.arity();
        List<Object> all = new ArrayList<>(values);
        value.ifPresent(all::add);
        require(all.stream().allMatch(PropertyCondition::isScalar), "values must be text, numbers or booleans");
        switch (arity) {
            case NONE -> require(all.isEmpty(), "'%s' compares with no value".formatted(operator.json()));
            case ONE -> requireOne(operator, value, values);
            case TEXT -> {
                requireOne(operator, value, values);
                require(
                        value.filter(String.class::isInstance).isPresent(),
                        "'%s' compares with a text".formatted(operator.json()));
            }
            case NUMBER -> {
                requireOne(operator, value, values);
                require(
                        value.filter(Number.class::isInstance).isPresent(),
                        "'%s' compares with a number".formatted(operator.json()));
            }
            case TWO_NUMBERS ->
                require(
                        value.isEmpty() && values.size() == 2 && isOrdered(values.getFirst(), values.getLast()),
                        "'between' needs two numbers in 'values', the lower one first");
            case SEVERAL ->
                require(
                        value.isEmpty() && !values.isEmpty() && values.size() <= MOST_VALUES,
                        "'in' needs 1 to %d values in 'values'".formatted(MOST_VALUES));
        }
    }

    /** A test against one value. */
    public static PropertyCondition of(String property, Operator operator, Object value) {
        return new PropertyCondition(property, operator, Optional.of(value), List.of());
    }

    private static boolean isScalar(Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    private static boolean isOrdered(Object low, Object high) {
        return low instanceof Number from && high instanceof Number to && from.doubleValue() <= to.doubleValue();
    }

    private static void requireOne(Operator operator, Optional<Object> value, List<Object> values) {
        require(
                value.isPresent() && values.isEmpty(),
                "'%s' needs exactly one 'value' (and no 'values')".formatted(operator.json()));
    }

    private static void require(boolean isRight, String message) {
        if (!isRight) {
            throw new IllegalArgumentException(message);
        }
    }
}
