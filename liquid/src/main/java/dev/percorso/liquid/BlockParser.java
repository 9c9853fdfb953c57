package dev.percorso.liquid;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Parses a template's pieces into nodes: blocks here, the markup of single tags in {@link TagParser}. */
final class BlockParser {
    private static final Pattern LINE_WITHOUT_HASH = Pattern.compile("\\n\\s*+[^#\\s]");
    private static final Set<String> ELSE_WORDS = Set.of("else", "elsif", "when");

    private final Source source;
    private final LiquidOptions options;
    private final VariableScope scope = new VariableScope();
    private final TagParser tags;
    private int depth;

    BlockParser(String name, String text, LiquidOptions options) {
        this.source = new Source(name, text);
        this.options = options;
        this.tags = new TagParser(source, options, scope);
        if (text.length() > options.budgets().sourceChars()) {
            throw source.tooMuch(
                    0,
                    "the template has " + text.length() + " characters",
                    "write at most " + options.budgets().sourceChars());
        }
    }

    List<Node> parse() {
        List<Node> nodes = new ArrayList<>();
        top(new TemplatePieces(source), nodes);
        return nodes;
    }

    List<VariableUse> variables() {
        return scope.uses();
    }

    private void top(Pieces pieces, List<Node> nodes) {
        Optional<Piece.Tag> stray = body(pieces, nodes);
        if (stray.isPresent()) {
            throw source.error(
                    stray.get().offset(),
                    "`" + stray.get().name() + "` closes or divides no block that is open here",
                    "remove it, or open its block before it");
        }
    }

    /** Parses until a tag that closes or divides a block, which is returned; empty at the end of the pieces. */
    private Optional<Piece.Tag> body(Pieces pieces, List<Node> nodes) {
        for (Optional<Piece> piece = pieces.next(); piece.isPresent(); piece = pieces.next()) {
            Piece current = piece.get();
            switch (current.kind()) {
                case TEXT -> nodes.add(new Node.Text(current.body(), false, source.position(current.offset())));
                case OUTPUT -> tags.output(current.body(), current.offset()).ifPresent(nodes::add);
                case TAG -> {
                    Piece.Tag tag = current.tag().orElseThrow(() -> nameless(current));
                    if (isStray(tag.name())) {
                        return Optional.of(tag);
                    }
                    tag(pieces, tag, nodes);
                }
            }
        }
        return Optional.empty();
    }

    private TemplateException nameless(Piece piece) {
        return source.error(piece.offset(), "a tag has no name", "write one after `{%`, such as {% if name %}");
    }

    private static boolean isStray(String name) {
        return ELSE_WORDS.contains(name) || (name.startsWith("end") && name.length() > 3);
    }

    private void tag(Pieces pieces, Piece.Tag tag, List<Node> nodes) {
        switch (tag.name()) {
            case "#" -> inlineComment(tag);
            case "comment" -> skipComment(pieces, tag);
            case "doc" -> skipDoc(pieces, tag);
            case "raw" -> nodes.add(raw(pieces, tag));
            case "liquid" -> nested(tag, () -> top(new LinePieces(tag.markup(), tag.markupOffset()), nodes));
            case "if" -> nested(tag, () -> nodes.add(choice(pieces, tag, false)));
            case "unless" -> nested(tag, () -> nodes.add(choice(pieces, tag, true)));
            case "case" -> nested(tag, () -> nodes.add(cases(pieces, tag)));
            case "for" -> nested(tag, () -> nodes.add(loop(pieces, tag)));
            case "tablerow" -> nested(tag, () -> nodes.add(tableRow(pieces, tag)));
            case "capture" -> nested(tag, () -> nodes.add(capture(pieces, tag)));
            case "ifchanged" ->
                nested(tag, () -> {
                    List<Node> body = new ArrayList<>();
                    closed(pieces, tag, body);
                    nodes.add(new Node.IfChanged(List.copyOf(body), source.position(tag.offset())));
                });
            default -> nodes.addAll(tags.single(tag));
        }
    }

    private void nested(Piece.Tag tag, Runnable parsing) {
        depth++;
        if (depth > options.budgets().depth()) {
            throw source.tooMuch(
                    tag.offset(),
                    "blocks are nested deeper than " + options.budgets().depth() + " levels",
                    "move the inner blocks into a snippet or nest less");
        }
        parsing.run();
        depth--;
    }

    // ---- what is not rendered, or rendered as it is

    private void inlineComment(Piece.Tag tag) {
        if (LINE_WITHOUT_HASH.matcher(tag.markup()).find()) {
            throw source.error(
                    tag.offset(), "a line of an inline comment has no `#`", "start each of its lines with `#`");
        }
    }

    private void skipComment(Pieces pieces, Piece.Tag opening) {
        int open = 1;
        while (open > 0) {
            Piece piece = pieces.nextTag().orElseThrow(() -> unclosed(opening));
            String name = piece.tag().map(Piece.Tag::name).orElse("");
            switch (name) {
                case "comment" -> open++;
                case "endcomment" -> open--;
                case "raw" -> {
                    if (pieces.verbatim("endraw").isEmpty()) {
                        throw unclosed(opening);
                    }
                }
                default -> {}
            }
        }
    }

    private void skipDoc(Pieces pieces, Piece.Tag opening) {
        if (!opening.markup().isBlank()) {
            throw source.error(opening.markupOffset(), "`doc` takes no arguments", "write {% doc %}");
        }
        String text = pieces.verbatim("enddoc").orElseThrow(() -> unclosed(opening));
        if (Pattern.compile("\\{%-?\\s*+doc\\s*+-?%}").matcher(text).find()) {
            throw source.error(opening.offset(), "a `doc` stands inside another", "close the first before it");
        }
    }

    private Node raw(Pieces pieces, Piece.Tag opening) {
        if (!opening.markup().isBlank()) {
            throw source.error(opening.markupOffset(), "`raw` takes no arguments", "write {% raw %}");
        }
        String text = pieces.verbatim("endraw").orElseThrow(() -> unclosed(opening));
        return new Node.Text(text, true, source.position(opening.offset()));
    }

    private TemplateException unclosed(Piece.Tag opening) {
        return source.error(
                opening.offset(),
                "`" + opening.name() + "` is never closed",
                "close it with {% end" + opening.name() + " %}");
    }

    // ---- blocks

    /** Parses up to the block's end, allowing nothing else to divide it. */
    private void closed(Pieces pieces, Piece.Tag opening, List<Node> nodes) {
        divided(pieces, opening, nodes, Set.of());
    }

    /** Parses up to the block's end or one of its dividers, and returns what ended the body. */
    private Piece.Tag divided(Pieces pieces, Piece.Tag opening, List<Node> nodes, Set<String> dividers) {
        String end = "end" + opening.name();
        Piece.Tag stop = body(pieces, nodes).orElseThrow(() -> unclosed(opening));
        if (!stop.name().equals(end) && !dividers.contains(stop.name())) {
            throw source.error(
                    stop.offset(),
                    "`" + stop.name() + "` does not belong to the open `" + opening.name() + "` at "
                            + source.position(opening.offset()),
                    "close that one first with {% " + end + " %}");
        }
        return stop;
    }

    private Node choice(Pieces pieces, Piece.Tag opening, boolean negated) {
        List<Node.Branch> branches = new ArrayList<>();
        Expression condition = tags.conditions(opening);
        boolean negatesThis = negated;
        Piece.Tag stop = opening;
        while (!stop.name().equals("end" + opening.name())) {
            List<Node> body = new ArrayList<>();
            stop = divided(pieces, opening, body, Set.of("else", "elsif"));
            branches.add(new Node.Branch(condition, negatesThis, body));
            negatesThis = false;
            condition = stop.name().equals("elsif") ? tags.conditions(stop) : new Expression.Literal(true);
        }
        boolean blank = branches.stream().allMatch(branch -> isBlank(branch.body()));
        List<Node.Branch> finished = branches.stream()
                .map(branch -> new Node.Branch(branch.condition(), branch.negated(), finished(branch.body(), blank)))
                .toList();
        return new Node.Choice(finished, blank, source.position(opening.offset()));
    }

    private Node cases(Pieces pieces, Piece.Tag opening) {
        Expression subject = tags.value(opening);
        List<Node.When> whens = new ArrayList<>();
        Piece.Tag stop = divided(pieces, opening, new ArrayList<>(), Set.of("when", "else"));
        while (!stop.name().equals("endcase")) {
            List<Expression> values = stop.name().equals("when") ? tags.when(stop) : List.of();
            List<Node> body = new ArrayList<>();
            stop = divided(pieces, opening, body, Set.of("when", "else"));
            whens.add(new Node.When(values, body));
        }
        boolean blank = whens.stream().allMatch(when -> isBlank(when.body()));
        List<Node.When> finished = whens.stream()
                .map(when -> new Node.When(when.values(), finished(when.body(), blank)))
                .toList();
        return new Node.Case(subject, finished, blank, source.position(opening.offset()));
    }

    private Node loop(Pieces pieces, Piece.Tag opening) {
        TagParser.LoopMarkup markup = tags.loop(opening, Set.of("limit", "offset"), true);
        scope.enter(markup.loop().variable(), "forloop");
        List<Node> body = new ArrayList<>();
        Piece.Tag stop = divided(pieces, opening, body, Set.of("else"));
        scope.leave();
        List<Node> otherwise = new ArrayList<>();
        if (stop.name().equals("else")) {
            closed(pieces, opening, otherwise);
        }
        boolean blank = isBlank(body) && isBlank(otherwise);
        return new Node.For(
                markup.loop(),
                markup.reversed(),
                finished(body, blank),
                finished(otherwise, blank),
                blank,
                source.position(opening.offset()));
    }

    private Node tableRow(Pieces pieces, Piece.Tag opening) {
        TagParser.LoopMarkup markup = tags.loop(opening, Set.of("limit", "offset", "cols"), false);
        scope.enter(markup.loop().variable(), "tablerowloop");
        List<Node> body = new ArrayList<>();
        closed(pieces, opening, body);
        scope.leave();
        return new Node.TableRow(markup.loop(), markup.columns(), List.copyOf(body), source.position(opening.offset()));
    }

    private Node capture(Pieces pieces, Piece.Tag opening) {
        String name = tags.captureName(opening);
        List<Node> body = new ArrayList<>();
        closed(pieces, opening, body);
        scope.assign(name);
        return new Node.Capture(name, List.copyOf(body), source.position(opening.offset()));
    }

    private static boolean isBlank(List<Node> nodes) {
        return nodes.stream().allMatch(Node::blank);
    }

    /** A blank block writes nothing at all: its white space goes away. */
    private static List<Node> finished(List<Node> nodes, boolean blank) {
        return blank
                ? nodes.stream().filter(node -> !(node instanceof Node.Text)).toList()
                : List.copyOf(nodes);
    }
}
