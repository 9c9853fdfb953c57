package dev.percorso.server.orchestrate;

import dev.percorso.flow.EventMatch;
import dev.percorso.flow.PlainData;
import dev.percorso.flow.PropertyCondition.Comparison;
import dev.percorso.server.segment.PropertyCondition;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Turns the conditions that segments and flows share in the API into those of flows. */
final class PropertyConditions {
    private PropertyConditions() {}

    static EventMatch match(dev.percorso.server.segment.EventMatch match) {
        List<dev.percorso.flow.PropertyCondition> where = new ArrayList<>();
        match.where().forEach(condition -> where.addAll(of(condition)));
        return new EventMatch(match.event(), where);
    }

    /** All of which together mean the same; two for {@code between}. */
    static List<dev.percorso.flow.PropertyCondition> of(PropertyCondition condition) {
        List<String> values = new ArrayList<>();
        condition.value().ifPresent(value -> values.add(PlainData.textOf(value)));
        condition.values().forEach(value -> values.add(PlainData.textOf(value)));
        String property = condition.property();
        return switch (condition.operator()) {
            case EQUALS, IN -> one(property, Comparison.EQUALS, values);
            case NOT_EQUALS -> one(property, Comparison.NOT_EQUALS, values);
            case CONTAINS -> one(property, Comparison.CONTAINS, values);
            case STARTS_WITH -> one(property, Comparison.STARTS_WITH, values);
            case GREATER -> one(property, Comparison.GREATER, values);
            case AT_LEAST -> one(property, Comparison.GREATER_OR_EQUAL, values);
            case LESS -> one(property, Comparison.LESS, values);
            case AT_MOST -> one(property, Comparison.LESS_OR_EQUAL, values);
            case EXISTS -> one(property, Comparison.EXISTS, values);
            case NOT_EXISTS -> one(property, Comparison.MISSING, values);
            case BETWEEN ->
                List.of(
                        condition(property, Comparison.GREATER_OR_EQUAL, List.of(values.getFirst())),
                        condition(property, Comparison.LESS_OR_EQUAL, List.of(values.getLast())));
        };
    }

    private static List<dev.percorso.flow.PropertyCondition> one(
            String property, Comparison comparison, List<String> values) {
        return List.of(condition(property, comparison, values));
    }

    private static dev.percorso.flow.PropertyCondition condition(
            String property, Comparison comparison, List<String> values) {
        return new dev.percorso.flow.PropertyCondition(property, comparison, values);
    }

    /** Text, a number or a truth value; an empty list, which no check accepts, for anything else. */
    static Object scalar(JsonNode json) {
        if (json.isString()) {
            return json.asString();
        }
        if (json.isBoolean()) {
            return json.asBoolean();
        }
        if (json.isIntegralNumber() && json.canConvertToLong()) {
            return json.asLong();
        }
        if (json.isNumber()) {
            return json.asDouble();
        }
        return List.of();
    }
}
