package dev.percorso.server.onsite;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.percorso.server.event.Contrast;
import dev.percorso.server.event.DisplayName;
import dev.percorso.server.site.SiteLook;
import dev.percorso.server.site.SiteTargeting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * A message that the site shows.
 *
 * @param place of a block: the element of the page that it goes into, as a CSS selector; else empty
 * @param variants one, or two that are tried against each other
 * @param onSite who sees it, and when; its gap is kept by dialogs and slide-ins only
 * @param byFlow whether only those see it whom a flow chooses; then pages, event, delay and gap of {@code onSite} count
 */
public record OnSiteMessageContent(
        String name,
        boolean active,
        Form form,
        String place,
        List<Variant> variants,
        SiteLook look,
        SiteTargeting onSite,
        Optional<Boolean> byFlow) {
    private static final Set<String> LANGUAGES = Set.of("en", "it");
    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_TEXT = 600;
    private static final int LONGEST_BUTTON = 60;
    private static final int LONGEST_URL = 1_000;
    private static final Pattern PLACE = Pattern.compile("[#.]?[A-Za-z][A-Za-z0-9_-]{0,99}");

    /** How it is shown. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Form {
        /** Across the top of the page, without covering it. */
        BANNER,
        /** In front of the page, which waits. */
        MODAL,
        /** In a corner; the page stays usable. */
        SLIDE_IN,
        /** Inside an element of the page. */
        INLINE
    }

    /** What one part of the people sees, by language: {@code en}, {@code it} or both. */
    public record Variant(Map<String, Words> words) {
        public Variant {
            words = words == null ? Map.of() : Map.copyOf(words);
            require(!words.isEmpty() && LANGUAGES.containsAll(words.keySet()), "a message has words in en, it or both");
        }
    }

    /**
     * The words in one language.
     *
     * @param button empty for none
     * @param url where the button leads: a path of the site or an address with https
     */
    public record Words(String title, String text, String button, String url) {
        public Words {
            title = title == null ? "" : title.strip();
            text = text == null ? "" : text.strip();
            button = button == null ? "" : button.strip();
            url = url == null ? "" : url.strip();
            require(
                    !title.isEmpty() && title.length() <= LONGEST_TITLE,
                    "a message has a title of 1 to 120 characters");
            require(text.length() <= LONGEST_TEXT, "the text of a message has at most 600 characters");
            require(button.length() <= LONGEST_BUTTON, "the button of a message has at most 60 characters");
            require(button.isEmpty() == url.isEmpty(), "a button needs an address, and an address a button");
            require(
                    url.length() <= LONGEST_URL
                            && (url.isEmpty()
                                    || url.startsWith("https://")
                                    || url.startsWith("http://")
                                    || (url.startsWith("/") && !url.startsWith("//"))),
                    "a button leads to a path such as /sale or an address with https://");
        }
    }

    public OnSiteMessageContent {
        require(DisplayName.isValid(name), "a message needs a name " + DisplayName.RULE);
        require(form != null, "a message's 'form' is banner, modal, slideIn or inline");
        byFlow = Optional.of(byFlow != null && byFlow.orElse(false));
        place = place == null ? "" : place.strip();
        variants = variants == null ? List.of() : List.copyOf(variants);
        require(!variants.isEmpty() && variants.size() <= 2, "a message has one variant, or two to try");
        require(
                variants.stream()
                                .map(variant -> variant.words().keySet())
                                .distinct()
                                .count()
                        == 1,
                "both variants need words in the same languages");
        require(look != null && onSite != null, "a message needs a 'look' and says 'onSite' who sees it");
        require(
                form != Form.INLINE || PLACE.matcher(place).matches(),
                "a block names the element it goes into, such as #offers or .offers");
        require(
                Contrast.of(look.text(), look.background()) >= Contrast.LEAST,
                "text and background of the message are too alike to be read; choose a darker and a lighter one");
        require(
                Contrast.of(look.background(), look.accent()) >= Contrast.LEAST,
                "accent and background of the message are too alike to be read; choose a darker and a lighter one");
    }

    /** Whether it comes between the visitor and the page; the others stand in it. */
    @JsonIgnore
    boolean interrupts() {
        return form == Form.MODAL || form == Form.SLIDE_IN;
    }

    @JsonIgnore
    boolean chosenByFlow() {
        return byFlow.orElse(false);
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The language that comes closest: the wanted one, else English, else the only one. */
    @JsonIgnore
    String languageFor(String wanted) {
        Set<String> spoken = variants.getFirst().words().keySet();
        String language = wanted.length() < 2 ? "" : wanted.substring(0, 2);
        if (spoken.contains(language)) {
            return language;
        }
        return spoken.contains("en") ? "en" : spoken.iterator().next();
    }
}
