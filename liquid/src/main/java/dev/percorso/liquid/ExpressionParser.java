package dev.percorso.liquid;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Parses the markup of one tag or output. */
final class ExpressionParser {
    private static final Map<String, Expression.Operator> OPERATORS = Map.of(
            "==", Expression.Operator.EQUAL,
            "!=", Expression.Operator.NOT_EQUAL,
            "<>", Expression.Operator.NOT_EQUAL,
            "<", Expression.Operator.LESS,
            "<=", Expression.Operator.LESS_OR_EQUAL,
            ">", Expression.Operator.GREATER,
            ">=", Expression.Operator.GREATER_OR_EQUAL,
            "contains", Expression.Operator.CONTAINS);
    private static final Set<String> RESERVED = Set.of("nil", "null", "true", "false", "blank", "empty");
    private static final Expression NIL = new Expression.Literal(null);

    private final Source source;
    private final String markup;
    private final int offset;
    private final LiquidOptions options;
    private final VariableScope scope;
    private final List<Token> tokens;
    private int next;
    private int depth;

    ExpressionParser(Source source, String markup, int offset, LiquidOptions options, VariableScope scope) {
        this.source = source;
        this.markup = markup;
        this.offset = offset;
        this.options = options;
        this.scope = scope;
        this.tokens = MarkupLexer.tokens(source, markup, offset);
    }

    // ---- tokens

    Token peek() {
        return tokens.get(next);
    }

    private Token take() {
        Token token = tokens.get(next);
        if (token.kind() != Token.Kind.END) {
            next++;
        }
        return token;
    }

    boolean acceptSign(String sign) {
        if (!peek().isSign(sign)) {
            return false;
        }
        next++;
        return true;
    }

    boolean acceptName(String name) {
        if (!peek().isName(name)) {
            return false;
        }
        next++;
        return true;
    }

    /** Takes {@code name:}, the start of a named argument. */
    Optional<String> acceptLabel() {
        if (peek().kind() == Token.Kind.NAME && tokens.get(next + 1).isSign(":")) {
            next += 2;
            return Optional.of(tokens.get(next - 2).text());
        }
        return Optional.empty();
    }

    void expectSign(String sign, String remedy) {
        if (!acceptSign(sign)) {
            throw unexpected(remedy);
        }
    }

    void expectName(String name, String remedy) {
        if (!acceptName(name)) {
            throw unexpected(remedy);
        }
    }

    String expectAnyName(String remedy) {
        if (peek().kind() != Token.Kind.NAME) {
            throw unexpected(remedy);
        }
        return take().text();
    }

    boolean atEnd() {
        return peek().kind() == Token.Kind.END;
    }

    void expectEnd(String remedy) {
        if (!atEnd()) {
            throw unexpected(remedy);
        }
    }

    TemplateException unexpected(String remedy) {
        return source.error(offset + peek().start(), peek().shown() + " is not expected here", remedy);
    }

    /** The markup between two places, as it was written. */
    String written(int start) {
        return markup.substring(start, tokens.get(next - 1).end());
    }

    // ---- conditions

    Expression conditions() {
        List<Expression.Comparison> comparisons = new ArrayList<>();
        List<Expression.Connective> connectives = new ArrayList<>();
        comparisons.add(comparison());
        while (true) {
            if (acceptName("and")) {
                connectives.add(Expression.Connective.AND);
            } else if (acceptName("or")) {
                connectives.add(Expression.Connective.OR);
            } else {
                expectEnd("join conditions with `and` or `or`; compare with == != < <= > >= or contains");
                return new Expression.Conditions(comparisons, connectives);
            }
            comparisons.add(comparison());
        }
    }

    private Expression.Comparison comparison() {
        Expression left = primary();
        Expression.Operator operator = OPERATORS.get(peek().text());
        if (operator == null || (peek().kind() != Token.Kind.SIGN && peek().kind() != Token.Kind.NAME)) {
            return new Expression.Comparison(left, Expression.Operator.TRUTH, NIL);
        }
        next++;
        return new Expression.Comparison(left, operator, primary());
    }

    // ---- values with filters

    Expression filtered() {
        Expression input = primary();
        List<Expression.FilterCall> calls = new ArrayList<>();
        while (acceptSign("|")) {
            filter().ifPresent(calls::add);
        }
        expectEnd("put a filter after `|`, and arguments after `:`");
        return calls.isEmpty() ? input : new Expression.Filtered(input, calls);
    }

    private Optional<Expression.FilterCall> filter() {
        Token name = peek();
        expectAnyName("write the name of a filter after `|`");
        List<Expression> positional = new ArrayList<>();
        Map<String, Expression> named = new LinkedHashMap<>();
        if (acceptSign(":")) {
            do {
                Optional<String> label = acceptLabel();
                if (label.isPresent()) {
                    named.put(label.get(), primary());
                } else {
                    positional.add(primary());
                }
            } while (acceptSign(","));
        }
        int place = offset + name.start();
        Optional<Filter> filter = Filters.find(name.text());
        if (filter.isEmpty()) {
            if (options.strictness() == Strictness.LENIENT) {
                return Optional.empty();
            }
            throw source.error(
                    place, "there is no filter `" + name.text() + "`", "use one of: " + Filters.similar(name.text()));
        }
        checkArguments(filter.get(), positional.size(), named.keySet(), place);
        return Optional.of(new Expression.FilterCall(filter.get(), positional, named, source.position(place)));
    }

    private void checkArguments(Filter filter, int count, Set<String> names, int place) {
        if (count < filter.minimum() || count > filter.maximum()) {
            throw source.error(
                    place,
                    "the filter `" + filter.name() + "` has " + count + " arguments",
                    "give it " + filter.expectedArguments());
        }
        for (String name : names) {
            if (!filter.named().contains(name)) {
                throw source.error(
                        place,
                        "the filter `" + filter.name() + "` has no argument `" + name + "`",
                        filter.named().isEmpty()
                                ? "it has no named arguments"
                                : "it has " + String.join(", ", filter.named()));
            }
        }
    }

    // ---- plain values

    Expression primary() {
        depth++;
        if (depth > options.budgets().depth()) {
            throw source.tooMuch(
                    offset + peek().start(),
                    "brackets are nested deeper than " + options.budgets().depth() + " levels",
                    "assign the inner values to variables first");
        }
        Expression expression = primaryAtDepth();
        depth--;
        return expression;
    }

    private Expression primaryAtDepth() {
        Token token = peek();
        return switch (token.kind()) {
            case STRING -> {
                next++;
                yield new Expression.Literal(token.text());
            }
            case NUMBER -> {
                next++;
                yield new Expression.Literal(number(token.text()));
            }
            case NAME -> {
                next++;
                boolean lookedInto = peek().isSign(".") || peek().isSign("[");
                yield RESERVED.contains(token.text()) && !lookedInto
                        ? new Expression.Literal(reserved(token.text()))
                        : lookup(new Expression.Literal(token.text()), token);
            }
            case SIGN, END -> bracketed(token);
        };
    }

    private Expression bracketed(Token token) {
        if (acceptSign("(")) {
            return range();
        }
        if (!acceptSign("[")) {
            throw unexpected("write a value: a name, a 'text', a number or a range (1..5)");
        }
        Expression root = primary();
        expectSign("]", "close the bracket with `]`");
        return lookup(root, token);
    }

    private Expression range() {
        Expression from = primary();
        expectSign("..", "write a range as (1..5)");
        Expression to = primary();
        expectSign(")", "close the range with `)`");
        return new Expression.RangeOf(from, to);
    }

    private Expression lookup(Expression root, Token start) {
        List<Expression.Segment> segments = new ArrayList<>();
        StringBuilder path = new StringBuilder();
        while (true) {
            if (acceptSign(".")) {
                String name = expectAnyName("write a name after the dot; use brackets for anything else: list[0]");
                segments.add(new Expression.Segment(new Expression.Literal(name), true));
                path.append('.').append(name);
            } else if (acceptSign("[")) {
                Expression key = primary();
                expectSign("]", "close the bracket with `]`");
                segments.add(new Expression.Segment(key, false));
                path.append(key instanceof Expression.Literal(String literal) ? "." + literal : "[]");
            } else {
                recordUse(root, path, start);
                return new Expression.Lookup(root, segments);
            }
        }
    }

    private void recordUse(Expression root, CharSequence path, Token start) {
        if (root instanceof Expression.Literal(String name)) {
            scope.use(name, name + path, source.position(offset + start.start()));
        }
    }

    private static @Nullable Object reserved(String word) {
        return switch (word) {
            case "true" -> true;
            case "false" -> false;
            case "blank" -> Special.BLANK;
            case "empty" -> Special.EMPTY;
            default -> null;
        };
    }

    private static Object number(String digits) {
        return digits.indexOf('.') >= 0 ? new BigDecimal(digits) : Numbers.integral(new BigInteger(digits));
    }
}
