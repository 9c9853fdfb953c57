package dev.percorso.liquid;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A parsed Liquid template. Immutable: one instance may be rendered by any number of threads at once.
 *
 * <p>The language is Shopify Liquid 5 (tags, filters, truthiness, white-space control), plus the filters {@code raw},
 * {@code json} and {@code money}. Decimal numbers are exact; only a division that does not terminate is rounded, to 16
 * significant digits.
 */
public final class Template {
    private final String name;
    private final LiquidOptions options;
    private final List<Node> nodes;
    private final List<VariableUse> variables;

    private Template(String name, LiquidOptions options, List<Node> nodes, List<VariableUse> variables) {
        this.name = name;
        this.options = options;
        this.nodes = List.copyOf(nodes);
        this.variables = List.copyOf(variables);
    }

    /**
     * Parses with {@link LiquidOptions#standard()}.
     *
     * @throws TemplateException when the source is wrong
     */
    public static Template parse(String source) {
        return parse(source, LiquidOptions.standard());
    }

    /**
     * Parses a template.
     *
     * @throws TemplateException when the source is wrong or exceeds a budget
     */
    public static Template parse(String source, LiquidOptions options) {
        return parse("", source, options);
    }

    static Template parse(String name, String source, LiquidOptions options) {
        Objects.requireNonNull(source, "source");
        BlockParser parser = new BlockParser(name, source, options);
        List<Node> nodes = parser.parse();
        return new Template(name, options, nodes, parser.variables());
    }

    /**
     * Renders within the budgets the template was parsed with.
     *
     * @param data plain data by name; it must not change meanwhile
     * @throws TemplateException when a value does not fit or a budget is exceeded; nothing of the result is kept
     */
    public String render(Map<String, ?> data, RenderContext context) {
        Objects.requireNonNull(data, "data");
        Evaluation evaluation = new Evaluation(context, new Meter(options.budgets(), context.nanoClock()));
        return Interpreter.render(this, data, evaluation);
    }

    /** What the template expects from its data, in order of appearance. Snippets are not followed. */
    public List<VariableUse> variables() {
        return variables;
    }

    String name() {
        return name;
    }

    List<Node> nodes() {
        return nodes;
    }
}
