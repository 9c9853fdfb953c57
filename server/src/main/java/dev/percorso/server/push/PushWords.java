package dev.percorso.server.push;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What a site asks before the browser does, by language: {@code en} and {@code it}.
 *
 * @param words of a language that is missing are the usual ones
 */
record PushWords(Map<String, Question> words) {
    private static final Set<String> LANGUAGES = Set.of("en", "it");
    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_TEXT = 400;
    private static final int LONGEST_BUTTON = 40;

    static final PushWords USUAL = new PushWords(Map.of(
            "en",
            new Question(
                    "May we write to you here?",
                    "News and reminders about what you looked at, in this browser. You can switch it off at any time.",
                    "Yes, please",
                    "No, thanks"),
            "it",
            new Question(
                    "Possiamo scriverti qui?",
                    "Novità e promemoria su ciò che hai guardato, in questo browser. Puoi disattivarli quando vuoi.",
                    "Sì, grazie",
                    "No, grazie")));

    PushWords {
        words = words == null ? Map.of() : Map.copyOf(words);
        require(LANGUAGES.containsAll(words.keySet()), "the question about push messages has words in en and it");
    }

    /** The question in one language. */
    record Question(String title, String text, String yes, String no) {
        Question {
            title = title == null ? "" : title.strip();
            text = text == null ? "" : text.strip();
            yes = yes == null ? "" : yes.strip();
            no = no == null ? "" : no.strip();
            require(
                    !title.isEmpty() && title.length() <= LONGEST_TITLE,
                    "the question about push messages has a title of 1 to 120 characters");
            require(
                    text.length() <= LONGEST_TEXT,
                    "the text of the question about push messages has at most 400 characters");
            require(
                    !yes.isEmpty() && yes.length() <= LONGEST_BUTTON && !no.isEmpty() && no.length() <= LONGEST_BUTTON,
                    "the question about push messages has two answers of 1 to 40 characters");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    Question in(String language) {
        String known = language.startsWith("it") ? "it" : "en";
        return Objects.requireNonNull(words.containsKey(known) ? words.get(known) : USUAL.words.get(known));
    }
}
