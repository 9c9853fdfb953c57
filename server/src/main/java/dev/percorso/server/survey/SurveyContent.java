package dev.percorso.server.survey;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.percorso.server.analyze.SurveyKind;
import dev.percorso.server.event.DisplayName;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

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
        Look look,
        OnSite onSite) {
    static final Set<String> LANGUAGES = Set.of("en", "it");
    private static final int MOST_QUESTIONS = 10;
    private static final int LONGEST_TEXT = 500;
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
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

    /** Where on the page it stands. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Corner {
        LEFT,
        RIGHT
    }

    /** Colours as #rrggbb. */
    public record Look(String accent, String background, String text, Corner corner) {
        static final Look PLAIN = new Look("#0f6b67", "#ffffff", "#1f1b16", Corner.RIGHT);

        public Look {
            for (String colour : new String[] {accent, background, text}) {
                require(colour != null && COLOUR.matcher(colour).matches(), "a colour is written like #0f6b67");
            }
            corner = corner == null ? Corner.RIGHT : corner;
        }
    }

    /**
     * Who sees it on the site, and when.
     *
     * @param paths of pages, with {@code *} for anything; none: every page
     * @param event only after this event of the visit; empty: when the page is there
     * @param segment only its members
     * @param stages only people in one of these; none: everybody
     * @param delaySeconds after that
     * @param share of those, in percent
     * @param everyDays not again to the same browser for so long
     * @param gapDays not when another survey was shown so lately
     */
    public record OnSite(
            boolean shown,
            List<String> paths,
            Optional<String> event,
            Optional<String> segment,
            List<String> stages,
            int delaySeconds,
            int share,
            int everyDays,
            int gapDays) {
        private static final int MOST_DELAY = 600;
        private static final int MOST_DAYS = 730;
        private static final int MOST_ENTRIES = 50;

        static final OnSite NOWHERE =
                new OnSite(false, List.of(), Optional.empty(), Optional.empty(), List.of(), 5, 100, 90, 7);

        public OnSite {
            paths = paths == null ? List.of() : List.copyOf(paths);
            stages = stages == null ? List.of() : List.copyOf(stages);
            event = event == null ? Optional.empty() : event.filter(name -> !name.isBlank());
            segment = segment == null ? Optional.empty() : segment;
            require(
                    paths.size() <= MOST_ENTRIES
                            && paths.stream().allMatch(path -> path.startsWith("/") && path.length() <= LONGEST_TEXT),
                    "a page is named by its path, such as /checkout or /products/*");
            require(stages.size() <= MOST_ENTRIES, "a survey names at most %d stages".formatted(MOST_ENTRIES));
            require(
                    delaySeconds >= 0 && delaySeconds <= MOST_DELAY,
                    "'delaySeconds' must be from 0 to %d".formatted(MOST_DELAY));
            require(share >= 1 && share <= 100, "'share' must be from 1 to 100 percent");
            require(
                    everyDays >= 0 && everyDays <= MOST_DAYS && gapDays >= 0 && gapDays <= MOST_DAYS,
                    "'everyDays' and 'gapDays' must be from 0 to %d".formatted(MOST_DAYS));
        }
    }

    public SurveyContent {
        require(DisplayName.isValid(name), "a survey needs a name " + DisplayName.RULE);
        touchpoint = touchpoint == null ? Optional.empty() : touchpoint.filter(about -> !about.isBlank());
        questions = questions == null ? List.of() : List.copyOf(questions);
        texts = texts == null ? Map.of() : Map.copyOf(texts);
        look = look == null ? Look.PLAIN : look;
        onSite = onSite == null ? OnSite.NOWHERE : onSite;
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
