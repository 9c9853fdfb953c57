package dev.percorso.server.compose.mjml;

import ch.digitalfondue.mjml4j.Mjml4j;
import ch.digitalfondue.mjml4j.Mjml4j.Configuration;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes HTML of MJML with Liquid in it. The Liquid is in the HTML where it was in the MJML, so that the HTML is made once
 * and filled for each person.
 */
public final class MjmlCompiler {
    private static final int KEPT = 300;
    private static final Pattern FONT = Pattern.compile(
            "<link href=\"(https://fonts[^\"]*)\" rel=\"stylesheet\"[^>]*>|@import url\\((https://fonts[^)]*)\\);");

    private final Cache<Key, String> compiled =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    private record Key(String source, String language) {}

    /**
     * The HTML; made once and kept.
     *
     * @param language of the text, for screen readers
     * @throws MjmlException when the source is wrong
     */
    public String html(String source, String language) {
        return compiled.get(new Key(source, language), key -> compile(key.source(), key.language()));
    }

    private static String compile(String source, String language) {
        MjmlReader.Prepared prepared = MjmlReader.read(source);
        Configuration configuration = new Configuration(language);
        String html = tried(prepared.mjml(), configuration)
                .orElseThrow(() -> new MjmlException(
                        faultyLine(prepared, configuration),
                        "the MJML that begins here cannot be understood; look for a < in a text, which is written &lt;, "
                                + "and for sizes that are no numbers"));
        if (!prepared.inlineStyles().isEmpty()) {
            html = InlineStyles.into(html, String.join("\n", prepared.inlineStyles()));
        }
        return prepared.marks().restored(withoutUnaskedFonts(html, source));
    }

    /**
     * The compiler lets the mail load well-known fonts from their maker's servers, which then learn who reads it and when.
     * Only what the source names in {@code mj-font} stays.
     */
    private static String withoutUnaskedFonts(String html, String source) {
        return FONT.matcher(html)
                .replaceAll(found ->
                        source.contains(Optional.ofNullable(found.group(1)).orElseGet(() -> found.group(2)))
                                ? Matcher.quoteReplacement(found.group())
                                : "");
    }

    /** What the library throws is not documented: whatever it is, the source is at fault. */
    private static Optional<String> tried(String mjml, Configuration configuration) {
        try {
            return Optional.of(Mjml4j.render(mjml, configuration));
        } catch (RuntimeException | StackOverflowError wrong) {
            return Optional.empty();
        }
    }

    /** The line of the first part of the body that fails on its own. */
    private static int faultyLine(MjmlReader.Prepared prepared, Configuration configuration) {
        String head = prepared.mjml().substring(0, prepared.bodyStart());
        return prepared.parts().stream()
                .filter(part -> tried(
                                head + prepared.mjml().substring(part.start(), part.end()) + "</mj-body></mjml>",
                                configuration)
                        .isEmpty())
                .map(MjmlReader.Part::line)
                .findFirst()
                .orElse(1);
    }
}
