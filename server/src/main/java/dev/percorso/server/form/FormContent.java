package dev.percorso.server.form;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.percorso.server.event.Contrast;
import dev.percorso.server.event.DisplayName;
import dev.percorso.server.people.ConsentTraits;
import dev.percorso.server.people.Purpose;
import dev.percorso.server.site.SiteLook;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * A form as it is drawn. It always asks for the e-mail address and for consent to marketing by e-mail.
 *
 * @param active whether it is shown and takes submissions
 * @param doubleOptIn whether a submission counts only once the link in an e-mail was followed; absent: it does
 * @param fields what else is asked
 * @param consents what is asked to agree to; {@link Purpose#EMAIL} must be among them
 * @param topics ids of those offered; none: all that there are come with the subscription
 * @param texts by language, {@code en} or {@code it}; at least one
 * @param redirect where the browser goes after sending, with https; empty to thank in place
 */
public record FormContent(
        String name,
        boolean active,
        Optional<Boolean> doubleOptIn,
        List<Field> fields,
        List<Asked> consents,
        List<String> topics,
        Map<String, Texts> texts,
        SiteLook look,
        String redirect,
        Place place) {
    private static final Set<String> LANGUAGES = Set.of("en", "it");
    private static final Set<Purpose> ASKABLE =
            EnumSet.of(Purpose.EMAIL, Purpose.PROFILING, Purpose.SMS, Purpose.PUSH, Purpose.ADVERTISING);
    private static final int MOST_FIELDS = 10;
    private static final int MOST_TOPICS = 50;
    private static final int LONGEST_TEXT = 600;
    private static final int LONGEST_WORD = 120;
    private static final int LONGEST_URL = 1_000;
    private static final Pattern TRAIT = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,63}");

    /**
     * A line to fill in, which becomes a trait of the person.
     *
     * @param label by language
     */
    public record Field(String trait, boolean required, Map<String, String> label) {
        public Field {
            require(
                    trait != null && TRAIT.matcher(trait).matches(),
                    "a field names the trait it fills with 1 to 64 letters, digits and _, such as first_name");
            require(
                    !trait.equals("email") && !trait.equals(ConsentTraits.EMAIL_CONSENT),
                    "the address and the consent are asked for anyway; a field fills another trait");
            label = words(label, LONGEST_WORD, "the label of a field has 1 to 120 characters");
        }
    }

    /**
     * A box to tick. Only the one for e-mail must be ticked: consent to something else is free.
     *
     * @param text by language, what is agreed to
     */
    public record Asked(Purpose purpose, Map<String, String> text) {
        public Asked {
            require(
                    purpose != null && ASKABLE.contains(purpose),
                    "a form asks consent to email, profiling, sms, push or advertising");
            text = words(text, LONGEST_TEXT, "the words of a consent have 1 to 600 characters");
        }
    }

    /**
     * The words in one language.
     *
     * @param email label of the address
     * @param thanks after sending; never says whether the address is known
     * @param subject of the e-mail that asks for confirmation
     * @param mail what that e-mail says above its button
     * @param confirm its button, and the one of the page it leads to
     * @param confirmed what that page says in the end
     */
    public record Texts(
            String title,
            String intro,
            String email,
            String send,
            String thanks,
            String subject,
            String mail,
            String confirm,
            String confirmed) {
        public Texts {
            title = word(title, "a form has a title of 1 to 120 characters");
            intro = intro == null ? "" : intro.strip();
            require(intro.length() <= LONGEST_TEXT, "the introduction of a form has at most 600 characters");
            email = word(email, "the label of the address has 1 to 120 characters");
            send = word(send, "the button of a form has 1 to 120 characters");
            thanks = text(thanks, "the thanks of a form have 1 to 600 characters");
            subject = word(subject, "the subject of the confirmation has 1 to 120 characters");
            mail = text(mail, "the text of the confirmation has 1 to 600 characters");
            confirm = word(confirm, "the button that confirms has 1 to 120 characters");
            confirmed = text(confirmed, "what is said after confirming has 1 to 600 characters");
        }
    }

    /** How it comes to a page of the site; its own page it has anyway. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum PlaceKind {
        /** In an element with {@code data-percorso-form}. */
        INLINE,
        /** In a corner, once the visitor has said what they think of cookies. */
        POP_UP
    }

    /**
     * Where on the site.
     *
     * @param paths of pages on which it pops up, with {@code *} for anything; none: every page
     * @param delaySeconds before it pops up
     * @param everyDays not again to the same browser for so long
     */
    public record Place(PlaceKind kind, List<String> paths, int delaySeconds, int everyDays) {
        static final Place INLINE = new Place(PlaceKind.INLINE, List.of(), 0, 30);
        private static final int MOST_PATHS = 50;
        private static final int MOST_DELAY = 600;
        private static final int MOST_DAYS = 730;

        public Place {
            require(kind != null, "the 'kind' of a place is inline or popUp");
            paths = paths == null ? List.of() : List.copyOf(paths);
            require(
                    paths.size() <= MOST_PATHS
                            && paths.stream().allMatch(path -> path.startsWith("/") && path.length() <= LONGEST_TEXT),
                    "a page is named by its path, such as /checkout or /products/*");
            require(
                    delaySeconds >= 0 && delaySeconds <= MOST_DELAY,
                    "'delaySeconds' must be from 0 to %d".formatted(MOST_DELAY));
            require(everyDays >= 0 && everyDays <= MOST_DAYS, "'everyDays' must be from 0 to %d".formatted(MOST_DAYS));
        }
    }

    public FormContent {
        require(DisplayName.isValid(name), "a form needs a name " + DisplayName.RULE);
        doubleOptIn = Optional.of(doubleOptIn == null || doubleOptIn.orElse(true));
        fields = fields == null ? List.of() : List.copyOf(fields);
        consents = consents == null ? List.of() : List.copyOf(consents);
        topics = topics == null ? List.of() : List.copyOf(topics);
        texts = texts == null ? Map.of() : Map.copyOf(texts);
        redirect = redirect == null ? "" : redirect.strip();
        place = place == null ? Place.INLINE : place;
        require(!texts.isEmpty() && LANGUAGES.containsAll(texts.keySet()), "a form has texts in en, it or both");
        require(fields.size() <= MOST_FIELDS, "a form has at most 10 fields besides the address");
        require(topics.size() <= MOST_TOPICS, "a form offers at most 50 topics");
        require(
                redirect.isEmpty() || (redirect.startsWith("https://") && redirect.length() <= LONGEST_URL),
                "the page after sending is an address with https://, or none");
        Set<String> traits = new HashSet<>();
        for (Field field : fields) {
            require(
                    traits.add(field.trait()),
                    "two fields fill the trait '%s'; each needs its own".formatted(field.trait()));
            requireSpoken(field.label(), texts);
        }
        Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
        for (Asked asked : consents) {
            require(purposes.add(asked.purpose()), "a form asks for each consent once");
            requireSpoken(asked.text(), texts);
        }
        require(purposes.contains(Purpose.EMAIL), "a form asks consent to e-mail; add it to 'consents'");
        require(look != null, "a form needs a 'look'");
        require(
                Contrast.of(look.text(), look.background()) >= Contrast.LEAST,
                "text and background of the form are too alike to be read; choose a darker and a lighter one");
        require(
                Contrast.of(look.background(), look.accent()) >= Contrast.LEAST,
                "accent and background of the form are too alike to be read; choose a darker and a lighter one");
    }

    private static void requireSpoken(Map<String, String> words, Map<String, Texts> texts) {
        require(words.keySet().equals(texts.keySet()), "everything needs words in each language of the form");
    }

    private static Map<String, String> words(Map<String, String> words, int longest, String otherwise) {
        Map<String, String> given = words == null ? Map.of() : Map.copyOf(words);
        require(given.values().stream().allMatch(text -> !text.isBlank() && text.length() <= longest), otherwise);
        return given;
    }

    private static String word(String text, String otherwise) {
        require(text != null && !text.isBlank() && text.strip().length() <= LONGEST_WORD, otherwise);
        return text.strip();
    }

    private static String text(String text, String otherwise) {
        require(text != null && !text.isBlank() && text.strip().length() <= LONGEST_TEXT, otherwise);
        return text.strip();
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    @JsonIgnore
    boolean asksBack() {
        return doubleOptIn.orElse(true);
    }

    /** The language of the form that comes closest: the wanted one, else English, else the only one. */
    @JsonIgnore
    String languageFor(String wanted) {
        String language = wanted.length() < 2 ? "" : wanted.substring(0, 2);
        if (texts.containsKey(language)) {
            return language;
        }
        return texts.containsKey("en") ? "en" : texts.keySet().iterator().next();
    }

    Texts textsIn(String language) {
        return Objects.requireNonNull(texts.get(language));
    }
}
