package dev.percorso.liquid;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Computes expressions against the variables of one rendering. */
final class Evaluator {
    private final Variables variables;
    private final Evaluation evaluation;
    private final Meter meter;
    private final String templateName;

    Evaluator(Variables variables, Evaluation evaluation, String templateName) {
        this.variables = variables;
        this.evaluation = evaluation;
        this.meter = evaluation.meter();
        this.templateName = templateName;
    }

    @Nullable
    Object value(Expression expression) {
        return switch (expression) {
            case Expression.Literal literal -> literal.value();
            case Expression.Lookup lookup -> lookup(lookup);
            case Expression.Filtered filtered -> filtered(filtered);
            case Expression.RangeOf range -> new Range(bound(value(range.from())), bound(value(range.to())));
            case Expression.Conditions conditions -> holds(conditions);
        };
    }

    private static long bound(@Nullable Object value) {
        return Numbers.truncated(Values.plain(value));
    }

    boolean isTrue(Expression expression) {
        return Values.truthy(value(expression));
    }

    private @Nullable Object lookup(Expression.Lookup lookup) {
        meter.step();
        Object name = Values.plain(value(lookup.root()));
        Object found = name instanceof String root ? variables.find(root) : null;
        for (Expression.Segment segment : lookup.segments()) {
            meter.step();
            found = Values.property(found, Values.plain(value(segment.key())), segment.dotted());
        }
        return found;
    }

    /** Right to left, as Shopify's Liquid binds, yet without recursion: a false {@code and} ends it, a true {@code or} too. */
    private boolean holds(Expression.Conditions conditions) {
        for (int index = 0; index < conditions.connectives().size(); index++) {
            boolean left = holds(conditions.comparisons().get(index));
            boolean decides = switch (conditions.connectives().get(index)) {
                case AND -> !left;
                case OR -> left;
            };
            if (decides) {
                return left;
            }
        }
        return holds(conditions.comparisons().getLast());
    }

    private boolean holds(Expression.Comparison comparison) {
        meter.step();
        Object left = value(comparison.left());
        Object right = value(comparison.right());
        return switch (comparison.operator()) {
            case TRUTH -> Values.truthy(left);
            case EQUAL -> Values.equal(left, right, meter);
            case NOT_EQUAL -> !Values.equal(left, right, meter);
            case CONTAINS -> Values.contains(left, right, meter);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                Values.ordered(left, comparison.operator(), right, meter);
        };
    }

    private @Nullable Object filtered(Expression.Filtered filtered) {
        Object value = value(filtered.input());
        for (Expression.FilterCall call : filtered.filters()) {
            meter.step();
            List<@Nullable Object> positional = new ArrayList<>();
            for (Expression argument : call.positional()) {
                positional.add(Values.plain(value(argument)));
            }
            Map<String, @Nullable Object> named = new HashMap<>();
            call.named().forEach((name, argument) -> named.put(name, Values.plain(value(argument))));
            Filter filter = call.filter();
            Arguments arguments = new Arguments(filter.name(), positional, named, evaluation);
            try {
                value = filter.body().apply(filter.seesSafeText() ? value : Values.plain(value), arguments);
            } catch (Problem problem) {
                throw problem.at(templateName, call.position());
            }
        }
        return value;
    }
}
