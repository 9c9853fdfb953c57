package dev.percorso.server.compose;

import dev.percorso.server.compose.block.Block;
import dev.percorso.server.compose.block.BlockMjml;
import dev.percorso.server.compose.block.Brand;
import dev.percorso.server.compose.block.LightText;
import dev.percorso.server.compose.mjml.MjmlCompiler;
import dev.percorso.server.compose.mjml.MjmlException;
import dev.percorso.server.deliver.MessageContent.Wording;
import dev.percorso.server.deliver.MessageRenderer;
import dev.percorso.server.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes of a template what is filled for each person: HTML and text with Liquid, in each language. */
final class TemplateCompiler {
    private static final Pattern BODY = Pattern.compile("<body\\b[^>]*>", Pattern.CASE_INSENSITIVE);
    /** Keeps what follows in the mail from being shown after the preheader. */
    private static final String FILLING = "&#847;&zwnj;&nbsp;".repeat(40);

    private final MjmlCompiler mjml = new MjmlCompiler();
    private final MessageRenderer renderer;

    TemplateCompiler(MessageRenderer renderer) {
        this.renderer = renderer;
    }

    /**
     * What a template is put together with.
     *
     * @param saved blocks that are kept apart, by id and language
     * @param pictures where an uploaded picture lies, by id
     */
    record Surroundings(
            Brand brand,
            BiFunction<String, String, Optional<List<Block>>> saved,
            UnaryOperator<String> pictures,
            String currency) {}

    /**
     * All languages, the one that others get first.
     *
     * @throws ProblemException naming the field and line that are wrong
     */
    List<Wording> wordings(TemplateContent content, Surroundings with) {
        List<Wording> all = new ArrayList<>();
        all.add(wording(content, content.language(), with));
        content.variants().keySet().stream()
                .filter(language -> !language.equals(content.language()))
                .forEach(language -> all.add(wording(content, language, with)));
        return all;
    }

    Wording wording(TemplateContent content, String language, Surroundings with) {
        TemplateContent.Variant variant = content.in(language);
        String field = "/variants/" + language;
        liquid(field + "/subject", variant.subject());
        liquid(field + "/preheader", variant.preheader());
        variant.text().ifPresent(text -> liquid(field + "/text", text));
        liquid(field + "/source", variant.source());
        String html;
        try {
            html = switch (content.format()) {
                case HTML -> variant.source();
                case MJML -> variant.source().isBlank() ? "" : mjml.html(variant.source(), language);
                case BLOCKS -> mjml.html(blockMjml(variant.blocks(), language, with), language);
            };
        } catch (MjmlException wrong) {
            String place = content.format() == TemplateContent.Format.MJML ? "/source" : "/blocks";
            throw ProblemException.invalid(field + place, String.valueOf(wrong.getMessage()));
        }
        if (content.format() == TemplateContent.Format.BLOCKS) {
            liquid(field + "/blocks", html);
        }
        return new Wording(
                language,
                variant.subject(),
                withPreheader(html, variant.preheader()),
                variant.text().orElse(""));
    }

    String blockMjml(List<Block> blocks, String language, Surroundings with) {
        return new BlockMjml(
                        with.brand(), block -> with.saved().apply(block, language), with.pictures(), with.currency())
                .mjml(blocks);
    }

    private void liquid(String field, String source) {
        String problem = renderer.problemOf(source);
        if (!problem.isEmpty()) {
            throw ProblemException.invalid(field, problem);
        }
    }

    private static String withPreheader(String html, String preheader) {
        if (preheader.isBlank() || html.isBlank()) {
            return html;
        }
        String hidden =
                "<div data-preheader=\"\" style=\"display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;"
                        + "mso-hide:all;font-size:1px;line-height:1px\">" + LightText.attribute(preheader) + FILLING
                        + "</div>";
        Matcher body = BODY.matcher(html);
        return body.find() ? html.substring(0, body.end()) + hidden + html.substring(body.end()) : hidden + html;
    }
}
