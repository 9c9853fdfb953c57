package dev.percorso.liquid;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What yields a value. */
sealed interface Expression {
    /** {@code nil}, a boolean, a number, a text, {@code blank} or {@code empty}. */
    record Literal(@Nullable Object value) implements Expression {}

    /** {@code (from..to)}. */
    record RangeOf(Expression from, Expression to) implements Expression {}

    /** {@code root.name[key]}; the root is an expression because of {@code {{ [name] }}}. */
    record Lookup(Expression root, List<Segment> segments) implements Expression {
        public Lookup {
            segments = List.copyOf(segments);
        }
    }

    /** One step of a lookup: only a dotted name may mean {@code size}, {@code first} or {@code last}. */
    record Segment(Expression key, boolean dotted) {}

    /** A value with its filters. */
    record Filtered(Expression input, List<FilterCall> filters) implements Expression {
        public Filtered {
            filters = List.copyOf(filters);
        }
    }

    /** One filter with its arguments. */
    record FilterCall(Filter filter, List<Expression> positional, Map<String, Expression> named, Position position) {
        public FilterCall {
            positional = List.copyOf(positional);
            named = Map.copyOf(named);
        }
    }

    /** {@code a == b and c or d}: operators bind from the right, as in Shopify's Liquid. */
    record Conditions(List<Comparison> comparisons, List<Connective> connectives) implements Expression {
        public Conditions {
            comparisons = List.copyOf(comparisons);
            connectives = List.copyOf(connectives);
        }
    }

    /** One comparison, or the mere truth of its left side. */
    record Comparison(Expression left, Operator operator, Expression right) {}

    /** What joins two conditions. */
    enum Connective {
        AND,
        OR
    }

    /** How two values are compared; {@code TRUTH} looks at the left one only. */
    enum Operator {
        TRUTH,
        EQUAL,
        NOT_EQUAL,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL,
        CONTAINS
    }
}
