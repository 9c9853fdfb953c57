package dev.percorso.server.survey;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.percorso.server.analyze.SurveyKind;
import dev.percorso.server.event.DisplayName;
import dev.percorso.server.site.SiteLook;
import dev.percorso.server.site.SiteTargeting;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A survey as it is drawn.
 *
 * @param active whether it is shown on the site, and its links work
 * @param touchpoint what the answers are about
 * @param texts by language, {@code en} or {@code it}; at least one
 */
public record SurveyContent(
        String name,
        boolean active,
        Optional<String> touchpoint,
        List<Question> questions,
        Map<String, Texts> texts,
        SiteLook look,
        SiteTargeting onSite) {
    static final Set<String> LANGUAGES = Set.of("en", "it");
    private static final int MOST_QUESTIONS = 10;
    private static final int LONGEST_TEXT = 500;
    private static final Pattern ID = Pattern.compile("[a-z0-9-]{1,32}");

    /**
     * One question.
     *
     * @param wording by language, the same ones as the survey's
     */
    public record Question(String id, SurveyKind kind, boolean required, Map<String, Wording> wording) {
        public Question {
            require(id != null && ID.matcher(id).matches(), "a question's 'id' has 1 to 32 of a-z, 0-9 and hyphens");
            require(kind != null && kind != SurveyKind.REVIEW, "a question's 'kind' is nps, csat, ces, rating or text");
            wording = wording == null ? Map.of() : Map.copyOf(wording);
        }
    }

    /**
     * The words of a question.
     *
     * @param low what the lowest answer means
     * @param high what the highest answer means
     */
    public record Wording(String text, String low, String high) {
        public Wording {
            low = low == null ? "" : low;
            high = high == null ? "" : high;
            require(
                    text != null && !text.isBlank() && text.length() <= LONGEST_TEXT,
                    "a question has 1 to %d characters".formatted(LONGEST_TEXT));
            require(
                    low.length() <= LONGEST_TEXT && high.length() <= LONGEST_TEXT,
                    "a label has at most %d characters".formatted(LONGEST_TEXT));
        }
    }

    /** The other words of a survey. */
    public record Texts(String intro, String send, String thanks) {
        public Texts {
            intro = intro == null ? "" : intro;
            require(
                    intro.length() <= LONGEST_TEXT,
                    "the introduction has at most %d characters".formatted(LONGEST_TEXT));
            require(
                    send != null && !send.isBlank() && send.length() <= 100,
                    "the button that sends has 1 to 100 characters");
            require(
                    thanks != null && !thanks.isBlank() && thanks.length() <= LONGEST_TEXT,
                    "the thanks have 1 to %d characters".formatted(LONGEST_TEXT));
        }
    }

    public SurveyContent {
        require(DisplayName.isValid(name), "a survey needs a name " + DisplayName.RULE);
        touchpoint = touchpoint == null ? Optional.empty() : touchpoint.filter(about -> !about.isBlank());
        questions = questions == null ? List.of() : List.copyOf(questions);
        texts = texts == null ? Map.of() : Map.copyOf(texts);
        look = look == null ? SiteLook.PLAIN : look;
        onSite = onSite == null ? SiteTargeting.NOWHERE : onSite;
        require(
                !questions.isEmpty() && questions.size() <= MOST_QUESTIONS,
                "a survey has from 1 to %d questions".formatted(MOST_QUESTIONS));
        require(!texts.isEmpty() && LANGUAGES.containsAll(texts.keySet()), "a survey has texts in en, it or both");
        Set<String> ids = new HashSet<>();
        for (Question question : questions) {
            require(
                    ids.add(question.id()),
                    "two questions have the id '%s'; each needs its own".formatted(question.id()));
            require(
                    question.wording().keySet().equals(texts.keySet()),
                    "the question '%s' needs words in each language of the survey".formatted(question.id()));
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** The language of the survey that comes closest: the wanted one, else English, else the only one. */
    @JsonIgnore
    String languageFor(String wanted) {
        String language = wanted.length() < 2 ? "" : wanted.substring(0, 2);
        if (texts.containsKey(language)) {
            return language;
        }
        return texts.containsKey("en") ? "en" : texts.keySet().iterator().next();
    }

    Texts textsIn(String language) {
        return java.util.Objects.requireNonNull(texts.get(language));
    }
}
