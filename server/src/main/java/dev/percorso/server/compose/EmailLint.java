package dev.percorso.server.compose;

import dev.percorso.server.compose.block.Block;
import dev.percorso.server.compose.block.Brand;
import dev.percorso.server.compose.block.Contrast;
import dev.percorso.server.compose.block.LightText;
import dev.percorso.server.deliver.MessageContent.Wording;
import dev.percorso.server.deliver.RenderedMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Looks for what keeps a mail from arriving, from being read by everybody, or from meaning what it should. */
final class EmailLint {
    /** Gmail cuts off what is longer. */
    private static final int CLIPPED_BYTES = 102_000;

    private static final int LONG_SUBJECT = 60;
    private static final int FEW_LETTERS = 60;
    private static final int SHOUTED_LETTERS = 8;
    private static final double SHOUTED_SHARE = 0.6;
    private static final double ENOUGH_CONTRAST = 4.5;
    private static final Pattern WITHOUT_FALLBACK =
            Pattern.compile("\\{\\{-?\\s*((?:person|event)\\.[\\w.]+)\\s*(?:\\|(?!\\s*default\\b)[^}|]*)*-?}}");
    private static final Set<String> ALWAYS_KNOWN = Set.of("person.email", "event.name", "event.time");
    /** Filters of unwanted mail look at how much is said beside links. */
    private static final int MANY_LINKS = 6;

    private static final int LETTERS_FOR_A_LINK = 25;
    /** Words that are an address themselves. */
    private static final Pattern DOMAIN = Pattern.compile(
            "(?:https?://)?((?:[a-z0-9-]+\\.)+(?:com|org|net|it|eu|de|fr|es|uk|ch|at|io|app|shop|store|info|biz|example))(?:[/?#:]\\S*)?");

    private static final Pattern HOST = Pattern.compile("^https?://(?:[^/?#@\\s]*@)?([a-z0-9.-]+)");
    private static final Pattern LOUD = Pattern.compile("[!?]{2,}|![^!]*!");

    private final List<Finding> findings = new ArrayList<>();

    private EmailLint() {}

    /** Whether it has to be mended or might better be. */
    enum Weight {
        PROBLEM,
        ADVICE
    }

    /**
     * Something to look at.
     *
     * @param code tells which; the interface has the words
     * @param detail what it is about: a link, a value, a number
     * @param block that it is about
     */
    record Finding(String code, Weight weight, Optional<String> detail, Optional<String> block) {}

    /**
     * Everything about one language.
     *
     * @param wording with Liquid
     * @param rendered for a made-up person
     */
    static List<Finding> of(
            TemplateContent content,
            TemplateContent.Variant variant,
            Wording wording,
            RenderedMessage rendered,
            Brand brand) {
        EmailLint lint = new EmailLint();
        lint.lines(variant, rendered.subject());
        Document mail = Jsoup.parse(wording.html());
        lint.language(mail);
        lint.body(mail, wording.html(), rendered);
        lint.values(Stream.of(
                variant.subject(),
                variant.preheader(),
                wording.html(),
                variant.text().orElse("")));
        if (content.format() == TemplateContent.Format.BLOCKS) {
            lint.blocks(variant.blocks());
            lint.brand(variant.blocks(), brand);
        }
        return List.copyOf(lint.findings);
    }

    /** A mail that cannot be made: nothing else can be said of it. */
    static List<Finding> broken(String problem) {
        return List.of(new Finding("broken", Weight.PROBLEM, Optional.of(problem), Optional.empty()));
    }

    private void problem(String code) {
        findings.add(new Finding(code, Weight.PROBLEM, Optional.empty(), Optional.empty()));
    }

    private void problem(String code, String detail) {
        findings.add(new Finding(code, Weight.PROBLEM, Optional.of(detail), Optional.empty()));
    }

    private void advice(String code) {
        findings.add(new Finding(code, Weight.ADVICE, Optional.empty(), Optional.empty()));
    }

    private void advice(String code, String detail) {
        findings.add(new Finding(code, Weight.ADVICE, Optional.of(detail), Optional.empty()));
    }

    private void lines(TemplateContent.Variant variant, String subject) {
        if (variant.subject().isBlank()) {
            problem("noSubject");
        }
        if (subject.length() > LONG_SUBJECT) {
            advice("longSubject", Integer.toString(subject.length()));
        }
        long letters = subject.chars().filter(Character::isLetter).count();
        long capitals = subject.chars().filter(Character::isUpperCase).count();
        if ((letters >= SHOUTED_LETTERS && capitals > letters * SHOUTED_SHARE)
                || LOUD.matcher(subject).find()) {
            advice("loudSubject");
        }
        if (variant.preheader().isBlank()) {
            advice("noPreheader");
        }
    }

    /** What reads aloud takes the language from the whole, or from what is around all words. */
    private void language(Document mail) {
        boolean isSaid = mail.select("html[lang], body[lang], body > [lang]").stream()
                .anyMatch(around -> !around.attr("lang").isBlank());
        if (!isSaid && mail.body().childrenSize() > 0) {
            advice("noLanguage");
        }
    }

    private void body(Document mail, String html, RenderedMessage rendered) {
        mail.select("[data-preheader]").remove();
        String words = mail.text().replaceAll("\\{[{%].*?[%}]}", " ").strip();
        List<Element> pictures = mail.select("img");
        if (words.isEmpty() && pictures.isEmpty()) {
            problem("empty");
            return;
        }
        if (!html.contains("unsubscribe_url")) {
            problem("noUnsubscribe");
        }
        if (!pictures.isEmpty() && words.length() < FEW_LETTERS) {
            problem("onlyPictures");
        }
        for (Element picture : pictures) {
            boolean isLink = picture.closest("a") != null;
            if (!picture.hasAttr("alt") || (isLink && picture.attr("alt").isBlank())) {
                problem("noAlt", picture.attr("src"));
            }
        }
        List<Element> links = mail.select("a");
        links.forEach(this::link);
        if (links.size() >= MANY_LINKS && words.length() < links.size() * LETTERS_FOR_A_LINK) {
            advice("manyLinks", Integer.toString(links.size()));
        }
        if (rendered.text().isBlank()) {
            problem("noText");
        }
        int bytes = rendered.html().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > CLIPPED_BYTES) {
            problem("tooLarge", Integer.toString(bytes / 1000));
        }
    }

    private void link(Element link) {
        String to = link.attr("href").strip();
        String said = link.text().isBlank() ? link.select("img").attr("alt") : link.text();
        if (to.isEmpty() || to.equals("#") || to.matches("https?://")) {
            problem("leadsNowhere", said.isBlank() ? link.outerHtml() : said);
        } else if (to.toLowerCase(Locale.ROOT).startsWith("http:")) {
            advice("insecureLink", to);
        }
        if (said.isBlank()) {
            problem("linkWithoutWords", to);
        }
        Matcher named = DOMAIN.matcher(said.strip().toLowerCase(Locale.ROOT));
        Matcher meant = HOST.matcher(to.toLowerCase(Locale.ROOT));
        if (named.matches() && meant.find() && !isWithin(meant.group(1), named.group(1))) {
            problem("otherDomain", said.strip() + " → " + meant.group(1));
        }
    }

    private static boolean isWithin(String host, String named) {
        return host.equals(named) || host.endsWith("." + named) || named.equals("www." + host);
    }

    /** Values that leave a hole when they are not known. */
    private void values(Stream<String> texts) {
        Set<String> open = new TreeSet<>();
        texts.forEach(text -> {
            Matcher value = WITHOUT_FALLBACK.matcher(text);
            while (value.find()) {
                open.add(value.group(1));
            }
        });
        open.removeAll(ALWAYS_KNOWN);
        open.forEach(value -> advice("noFallback", value));
    }

    private void blocks(List<Block> blocks) {
        for (Block block : blocks) {
            switch (block) {
                case Block.Image image
                when isSilent(image) ->
                    findings.add(new Finding("noAlt", Weight.PROBLEM, Optional.empty(), Optional.of(image.id())));
                case Block.Columns columns -> columns.columns().forEach(this::blocks);
                case Block.Button button
                when !LightText.isAddress(button.url()) ->
                    findings.add(new Finding(
                            "wrongAddress", Weight.PROBLEM, Optional.of(button.url()), Optional.of(button.id())));
                default -> {
                    // The others say all there is to say in the HTML.
                }
            }
        }
    }

    private static boolean isSilent(Block.Image image) {
        boolean isThere = image.picture().isPresent() || !image.url().isBlank();
        return isThere
                && !image.decorative()
                && image.alt().isBlank()
                && image.link().isBlank();
    }

    private void brand(List<Block> blocks, Brand brand) {
        if (brand.address().isBlank()) {
            problem("noAddress");
        } else if (blocks.stream().noneMatch(Block.Footer.class::isInstance)
                && blocks.stream().noneMatch(Block.Saved.class::isInstance)) {
            problem("noFooter");
        }
        if (Contrast.of(brand.colours().text(), brand.colours().paper()) < ENOUGH_CONTRAST
                || Contrast.of(brand.colours().onAccent(), brand.colours().accent()) < ENOUGH_CONTRAST) {
            problem("lowContrast");
        }
    }
}
