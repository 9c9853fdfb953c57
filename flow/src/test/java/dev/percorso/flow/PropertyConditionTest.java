package dev.percorso.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.percorso.flow.PropertyCondition.Comparison;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PropertyConditionTest {
    private static final FlowEvent EVENT = new FlowEvent(
            "1",
            "ordered",
            Instant.EPOCH,
            Map.of(
                    "value",
                    12.5,
                    "count",
                    3,
                    "code",
                    "007",
                    "gift",
                    true,
                    "tags",
                    List.of("new", "sale"),
                    "address",
                    Map.of("city", "Rome")));

    @ParameterizedTest
    @CsvSource({
        "value, EQUALS, 12.50, true",
        "count, EQUALS, 3.0, true",
        "count, EQUALS, 4, false",
        "code, EQUALS, 7, false",
        "code, EQUALS, 007, true",
        "code, GREATER, 6, true",
        "gift, EQUALS, true, true",
        "tags, EQUALS, sale, true",
        "tags, CONTAINS, sal, false",
        "code, CONTAINS, 00, true",
        "address.city, EQUALS, Rome, true",
        "address.street, EQUALS, Rome, false",
        "address.street, NOT_EQUALS, Rome, true",
        "address.street, MISSING, , true",
        "value, EXISTS, , true",
        "value, LESS, 12.5, false",
        "value, LESS_OR_EQUAL, 12.5, true",
        "value, GREATER_OR_EQUAL, abc, false",
        "gift, GREATER, 0, false",
        "address.city, STARTS_WITH, Ro, true",
        "address.city, STARTS_WITH, om, false",
    })
    void shouldCompareAsDocumented(String property, Comparison comparison, String operand, boolean expected) {
        List<String> operands = operand == null ? List.of() : List.of(operand);

        boolean holds = new PropertyCondition(property, comparison, operands).holds(EVENT);

        assertEquals(expected, holds);
    }
}
