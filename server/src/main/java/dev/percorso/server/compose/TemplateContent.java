package dev.percorso.server.compose;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.percorso.server.compose.block.Block;
import dev.percorso.server.event.DisplayName;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a user says about a template.
 *
 * @param language that people get whose own is not among the variants
 * @param variants by language, as ISO 639
 */
public record TemplateContent(String name, Format format, String language, Map<String, Variant> variants) {
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}");
    private static final int MOST_LANGUAGES = 20;
    private static final int LONGEST_LINE = 500;
    private static final int LONGEST_SOURCE = 400_000;
    private static final int MOST_BLOCKS = 200;

    /** How the body is written. */
    public enum Format {
        /** Blocks that are put together. */
        BLOCKS,
        /** MJML with Liquid. */
        MJML,
        /** HTML with Liquid. */
        HTML
    }

    /**
     * A mail in one language; all texts are Liquid.
     *
     * @param preheader what mail programs show after the subject
     * @param text plain text; empty to make it from the HTML
     * @param source MJML or HTML
     * @param blocks for the format of blocks
     */
    public record Variant(String subject, String preheader, Optional<String> text, String source, List<Block> blocks) {
        public Variant {
            subject = subject == null ? "" : subject;
            preheader = preheader == null ? "" : preheader;
            text = text == null ? Optional.empty() : text.filter(plain -> !plain.isBlank());
            source = source == null ? "" : source;
            blocks = blocks == null ? List.of() : List.copyOf(blocks);
            require(
                    subject.length() <= LONGEST_LINE && preheader.length() <= LONGEST_LINE,
                    "subject and preheader have at most 500 characters each");
            require(source.length() <= LONGEST_SOURCE, "the 'source' has at most 400,000 characters");
            require(blocks.size() <= MOST_BLOCKS, "a template has at most 200 blocks");
        }
    }

    public TemplateContent {
        require(DisplayName.isValid(name), "a template needs a 'name' " + DisplayName.RULE);
        name = name.strip();
        require(format != null, "a template needs a 'format': blocks, mjml or html");
        require(variants != null && variants.size() <= MOST_LANGUAGES, "a template has 1 to 20 'variants' by language");
        variants = Collections.unmodifiableMap(new TreeMap<>(variants));
        variants.keySet().forEach(TemplateContent::language);
        language = language == null ? "" : language;
        require(variants.containsKey(language), "the 'language' that others get must be among the 'variants'");
    }

    /** The same, if it is the code of a language. */
    static String language(String code) {
        require(LANGUAGE.matcher(code).matches(), "languages are written like en or it");
        return code;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The variant in that language, or the one that others get. */
    @JsonIgnore
    Variant in(String wanted) {
        return Objects.requireNonNull(variants.getOrDefault(wanted, variants.get(language)));
    }
}
