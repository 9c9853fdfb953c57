package dev.percorso.liquid;

import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Filters that calculate. */
final class NumberFilters {
    static final List<Filter> ALL = List.of(
            Filter.of("abs", 0, 0, (input, arguments) -> abs(Numbers.arithmetic(input))),
            Filter.of("at_least", 1, 1, NumberFilters::atLeast),
            Filter.of("at_most", 1, 1, NumberFilters::atMost),
            Filter.of(
                    "ceil",
                    0,
                    0,
                    (input, arguments) -> Numbers.rounded(Numbers.arithmetic(input), RoundingMode.CEILING)),
            Filter.of(
                    "floor",
                    0,
                    0,
                    (input, arguments) -> Numbers.rounded(Numbers.arithmetic(input), RoundingMode.FLOOR)),
            Filter.of("round", 0, 1, NumberFilters::round),
            Filter.of("plus", 1, 1, (input, arguments) -> Numbers.plus(Numbers.arithmetic(input), arguments.number(0))),
            Filter.of(
                    "minus", 1, 1, (input, arguments) -> Numbers.minus(Numbers.arithmetic(input), arguments.number(0))),
            Filter.of(
                    "times", 1, 1, (input, arguments) -> Numbers.times(Numbers.arithmetic(input), arguments.number(0))),
            Filter.of(
                    "divided_by",
                    1,
                    1,
                    (input, arguments) -> Numbers.dividedBy(Numbers.arithmetic(input), arguments.number(0))),
            Filter.of(
                    "modulo",
                    1,
                    1,
                    (input, arguments) -> Numbers.modulo(Numbers.arithmetic(input), arguments.number(0))),
            Filter.of("sum", 0, 1, NumberFilters::sum));

    private NumberFilters() {}

    private static Number abs(Number value) {
        return Numbers.compare(value, 0L) < 0 ? Numbers.minus(0L, value) : value;
    }

    private static Number atLeast(@Nullable Object input, Arguments arguments) {
        Number value = Numbers.arithmetic(input);
        Number bound = arguments.number(0);
        return Numbers.compare(value, bound) < 0 ? bound : value;
    }

    private static Number atMost(@Nullable Object input, Arguments arguments) {
        Number value = Numbers.arithmetic(input);
        Number bound = arguments.number(0);
        return Numbers.compare(value, bound) > 0 ? bound : value;
    }

    private static Number round(@Nullable Object input, Arguments arguments) {
        long places = Numbers.truncated(arguments.value(0));
        if (Math.abs(places) > Numbers.MAXIMUM_DIGITS) {
            throw Problem.value("`round` is asked for " + places + " places", "ask for fewer than 1000");
        }
        return Numbers.rounded(Numbers.arithmetic(input), (int) places);
    }

    private static Number sum(@Nullable Object input, Arguments arguments) {
        Number total = 0L;
        Object property = arguments.value(0);
        for (Object element : Values.flat(input, arguments.meter())) {
            Object value = property == null ? element : ListFilters.property(element, property, arguments);
            total = Numbers.plus(total, Numbers.arithmetic(Values.plain(value)));
        }
        return total;
    }
}
