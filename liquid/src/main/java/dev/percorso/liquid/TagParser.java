package dev.percorso.liquid;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the markup of single tags. */
final class TagParser {
    private static final Pattern ASSIGNMENT = Pattern.compile("([A-Za-z0-9_][\\w-]*+)\\s*+=(?!=)");
    private static final Pattern NAME = Pattern.compile("(['\"]?)([A-Za-z0-9_][\\w-]*+)\\1\\s*+");
    private static final List<String> TAGS = List.of(
            "assign",
            "capture",
            "case",
            "comment",
            "cycle",
            "decrement",
            "doc",
            "echo",
            "for",
            "if",
            "ifchanged",
            "include",
            "increment",
            "liquid",
            "raw",
            "render",
            "tablerow",
            "unless");

    private final Source source;
    private final LiquidOptions options;
    private final VariableScope scope;

    /** What stands after {@code for} or {@code tablerow}. */
    record LoopMarkup(Node.Loop loop, boolean reversed, Optional<Expression> columns) {}

    TagParser(Source source, LiquidOptions options, VariableScope scope) {
        this.source = source;
        this.options = options;
        this.scope = scope;
    }

    private ExpressionParser parser(Piece.Tag tag) {
        return parser(tag.markup(), tag.markupOffset());
    }

    private ExpressionParser parser(String markup, int offset) {
        return new ExpressionParser(source, markup, offset, options, scope);
    }

    /** {@code {{ value | filters }}} and {@code echo}; nothing to write when the markup is empty. */
    Optional<Node> output(String markup, int offset) {
        if (markup.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(new Node.Write(parser(markup, offset).filtered(), source.position(offset)));
    }

    Expression conditions(Piece.Tag tag) {
        return parser(tag).conditions();
    }

    Expression value(Piece.Tag tag) {
        ExpressionParser parser = parser(tag);
        Expression value = parser.primary();
        parser.expectEnd("write one value after `" + tag.name() + "`");
        return value;
    }

    /** Tags without a body. */
    List<Node> single(Piece.Tag tag) {
        Position position = source.position(tag.offset());
        return switch (tag.name()) {
            case "echo" -> output(tag.markup(), tag.markupOffset()).stream().toList();
            case "assign" -> List.of(assign(tag, position));
            case "increment" -> List.of(counter(tag, true, position));
            case "decrement" -> List.of(counter(tag, false, position));
            case "cycle" -> List.of(cycle(tag, position));
            case "render" -> List.of(snippet(tag, true, position));
            case "include" -> List.of(snippet(tag, false, position));
            case "break" -> List.of(interrupt(tag, true, position));
            case "continue" -> List.of(interrupt(tag, false, position));
            default ->
                throw source.error(
                        tag.offset(),
                        "there is no tag `" + tag.name() + "`",
                        "use one of: " + String.join(", ", TAGS) + ", break, continue");
        };
    }

    private Node assign(Piece.Tag tag, Position position) {
        Matcher matcher = ASSIGNMENT.matcher(tag.markup());
        if (!matcher.lookingAt()) {
            throw source.error(tag.markupOffset(), "`assign` has no name and value", "write {% assign name = value %}");
        }
        Expression value = parser(tag.markup().substring(matcher.end()), tag.markupOffset() + matcher.end())
                .filtered();
        scope.assign(matcher.group(1));
        return new Node.Assign(matcher.group(1), value, position);
    }

    String captureName(Piece.Tag tag) {
        return name(tag);
    }

    private String name(Piece.Tag tag) {
        Matcher matcher = NAME.matcher(tag.markup());
        if (!matcher.matches()) {
            throw source.error(
                    tag.markupOffset(),
                    "`" + tag.name() + "` has no proper name",
                    "write one name of letters, digits, - and _, such as {% " + tag.name() + " total %}");
        }
        return matcher.group(2);
    }

    private Node counter(Piece.Tag tag, boolean up, Position position) {
        String name = name(tag);
        scope.assign(name);
        return new Node.Counter(name, up, position);
    }

    private Node interrupt(Piece.Tag tag, boolean stops, Position position) {
        parser(tag).expectEnd("`" + tag.name() + "` takes no arguments");
        return new Node.Interrupt(stops, position);
    }

    private Node cycle(Piece.Tag tag, Position position) {
        String remedy = "write {% cycle 'a', 'b' %} or {% cycle 'group': 'a', 'b' %}";
        ExpressionParser parser = parser(tag);
        int start = parser.peek().start();
        Expression first = parser.primary();
        Optional<Expression> group = Optional.empty();
        List<Expression> values = new ArrayList<>();
        if (parser.acceptSign(":")) {
            group = Optional.of(first);
            values.add(parser.primary());
        } else {
            values.add(first);
        }
        while (parser.acceptSign(",") && !parser.atEnd()) {
            values.add(parser.primary());
        }
        String signature = parser.written(start);
        parser.expectEnd(remedy);
        return new Node.Cycle(group, List.copyOf(values), signature, position);
    }

    List<Expression> when(Piece.Tag tag) {
        ExpressionParser parser = parser(tag);
        List<Expression> values = new ArrayList<>();
        do {
            values.add(parser.primary());
        } while (parser.acceptSign(",") || parser.acceptName("or"));
        if (options.strictness() == Strictness.STRICT) {
            parser.expectEnd("separate the values of `when` with commas or `or`");
        }
        return List.copyOf(values);
    }

    LoopMarkup loop(Piece.Tag tag, Set<String> allowed, boolean mayReverse) {
        String remedy = "write {% " + tag.name() + " item in list limit: 5 offset: 2 %}";
        ExpressionParser parser = parser(tag);
        String variable = parser.expectAnyName(remedy);
        parser.expectName("in", remedy);
        int start = parser.peek().start();
        Expression collection = parser.primary();
        String label = variable + "-" + parser.written(start);
        boolean reversed = false;
        boolean continued = false;
        Map<String, Expression> arguments = new LinkedHashMap<>();
        while (!parser.atEnd()) {
            parser.acceptSign(",");
            if (mayReverse && parser.acceptName("reversed")) {
                reversed = true;
            } else if (!parser.atEnd()) {
                String argument = parser.acceptLabel().orElseThrow(() -> parser.unexpected(remedy));
                if (!allowed.contains(argument)) {
                    throw source.error(
                            tag.markupOffset(),
                            "`" + tag.name() + "` has no argument `" + argument + "`",
                            "it has "
                                    + String.join(
                                            ", ", allowed.stream().sorted().toList()));
                }
                if (argument.equals("offset") && parser.acceptName("continue")) {
                    continued = true;
                } else {
                    arguments.put(argument, parser.primary());
                }
            }
        }
        Node.Loop loop = new Node.Loop(
                variable,
                collection,
                label,
                Optional.ofNullable(arguments.get("limit")),
                Optional.ofNullable(arguments.get("offset")),
                continued);
        return new LoopMarkup(loop, reversed, Optional.ofNullable(arguments.get("cols")));
    }

    private Node snippet(Piece.Tag tag, boolean isolated, Position position) {
        String remedy = "write {% " + tag.name() + " 'name', key: value %}";
        ExpressionParser parser = parser(tag);
        Expression name = parser.primary();
        if (isolated && !(name instanceof Expression.Literal(String literal) && !literal.isEmpty())) {
            throw source.error(tag.markupOffset(), "`render` needs a name in quotes", remedy);
        }
        Optional<Expression> bound = Optional.empty();
        boolean each = parser.acceptName("for");
        if (each || parser.acceptName("with")) {
            bound = Optional.of(parser.primary());
        }
        Optional<String> alias = Optional.empty();
        if (parser.acceptName("as")) {
            alias = Optional.of(parser.expectAnyName("write a name after `as`"));
        }
        Map<String, Expression> arguments = new LinkedHashMap<>();
        while (!parser.atEnd()) {
            parser.acceptSign(",");
            if (!parser.atEnd()) {
                String label = parser.acceptLabel().orElseThrow(() -> parser.unexpected(remedy));
                arguments.put(label, parser.primary());
            }
        }
        return new Node.Snippet(name, isolated, bound, each, alias, Map.copyOf(arguments), position);
    }
}
