package dev.percorso.liquid;

import static dev.percorso.liquid.Rendering.CONTEXT;
import static dev.percorso.liquid.Rendering.HTML;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every filter on every sort of value with every sort of argument: a result or a told mistake, nothing else. */
class FilterMatrixTest {
    private static final Map<String, @Nullable Object> VALUES = values();

    private static Map<String, @Nullable Object> values() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("nothing", null);
        values.put("yes", true);
        values.put("no", false);
        values.put("zero", 0);
        values.put("minus", -7);
        values.put("large", Long.MIN_VALUE);
        values.put("huge", BigInteger.TEN.pow(900));
        values.put("price", new BigDecimal("12.50"));
        values.put("tiny", new BigDecimal("1E-900"));
        values.put("double", 1e300);
        values.put("emptytext", "");
        values.put("text", "Ünï 😀 <b>&amp; %41 +");
        values.put("digits", "9223372036854775808");
        values.put("decimal", "-3.75");
        values.put("format", "%Y %-d %::z %10N %E");
        values.put("list", Arrays.asList("b", null, 3, List.of(1, List.of("x")), Map.of("k", 1)));
        values.put("words", List.of("b", "a"));
        values.put("objects", List.of(Map.of("k", 2), Map.of("k", 1)));
        values.put("nolist", List.of());
        values.put("object", Map.of("k", "v"));
        values.put("instant", Instant.MAX);
        values.put("date", LocalDate.of(2026, 2, 28));
        values.put("time", LocalTime.NOON);
        return values;
    }

    private static List<String> operands() {
        List<String> operands = new ArrayList<>(VALUES.keySet());
        operands.addAll(List.of("blank", "empty", "(1..3)", "(3..1)", "'k'", "1", "-1", "'EUR'", "1.5"));
        return operands;
    }

    @Test
    void shouldGiveAResultOrTellTheMistake() {
        List<Filter> filters = Filters.all();
        int results = 0;
        int mistakes = 0;
        for (Filter filter : filters) {
            for (String input : operands()) {
                for (String arguments : arguments(filter)) {
                    String source = "{{ " + input + " | " + filter.name() + arguments + " }}";
                    try {
                        results += Template.parse(source).render(VALUES, HTML).isEmpty() ? 0 : 1;
                    } catch (TemplateException exception) {
                        assertEquals(1, exception.line(), source);
                        mistakes++;
                    }
                }
            }
        }
        assertTrue(results > mistakes, results + " results, " + mistakes + " mistakes");
    }

    private static List<String> arguments(Filter filter) {
        List<String> arguments = new ArrayList<>();
        if (filter.minimum() == 0) {
            arguments.add("");
        }
        if (filter.maximum() > 0 && filter.minimum() <= 1) {
            operands().forEach(operand -> arguments.add(": " + operand));
        }
        if (filter.maximum() > 1) {
            operands().forEach(operand -> {
                arguments.add(": 'k', " + operand);
                arguments.add(": " + operand + ", 2");
            });
        }
        return arguments;
    }

    @Test
    void shouldCompareAnyTwoValuesOrTellTheMistake() {
        for (String left : operands()) {
            for (String right : operands()) {
                for (String operator : List.of("==", "!=", "<", ">=", "contains")) {
                    String source = "{% if " + left + " " + operator + " " + right + " %}a{% else %}b{% endif %}";
                    try {
                        assertTrue(
                                List.of("a", "b")
                                        .contains(Template.parse(source).render(VALUES, CONTEXT)),
                                source);
                    } catch (TemplateException exception) {
                        assertEquals(TemplateException.Kind.VALUE, exception.kind(), source);
                    }
                }
            }
        }
    }
}
