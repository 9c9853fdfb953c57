package dev.percorso.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What Percorso tells people when something is not right, in their language. The English texts stand in the code and are
 * the keys, as with gettext: a finished text is known again by its pattern, and what was filled in is filled into the
 * translation. A text that is not known stays English.
 */
public final class ProblemWords {
    private static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.ITALIAN);
    /** Longer texts hold somebody's data rather than words. */
    private static final int LONGEST = 2_000;

    private static final int DEEPEST = 4;
    private static final Pattern BLANK = Pattern.compile("%%|%,?[sd]|\\{[a-z]+}");
    private static final Pattern FILLED = Pattern.compile("\\{(\\d+)(?::(field|list))?}");

    public static final ProblemWords ENGLISH = new ProblemWords(Map.of(), List.of(), Map.of());
    private static final ProblemWords ITALIAN = read("it");

    private final Map<String, String> whole;
    private final List<Phrase> patterns;
    private final Map<String, String> fields;

    private record Phrase(Pattern english, int letters, String translation) {}

    private ProblemWords(Map<String, String> whole, List<Phrase> patterns, Map<String, String> fields) {
        this.whole = whole;
        this.patterns = patterns;
        this.fields = fields;
    }

    /** The words for whoever sends such an {@code Accept-Language}; English for anybody else. */
    public static ProblemWords in(Optional<String> acceptLanguage) {
        return acceptLanguage.map(ProblemWords::locale).orElse(Locale.ENGLISH).equals(Locale.ITALIAN)
                ? ITALIAN
                : ENGLISH;
    }

    private static Locale locale(String acceptLanguage) {
        try {
            Locale found = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
            return found == null ? Locale.ENGLISH : found;
        } catch (IllegalArgumentException notALanguage) {
            return Locale.ENGLISH;
        }
    }

    private static ProblemWords read(String language) {
        try (InputStream stream = ProblemWords.class.getResourceAsStream("/problem-words/" + language + ".json")) {
            if (stream == null) {
                throw new IllegalStateException("the words of problems are missing: " + language);
            }
            JsonNode root = Json.tree(stream.readAllBytes());
            Map<String, String> phrases = texts(root.get("phrases"));
            return new ProblemWords(
                    phrases.entrySet().stream()
                            .filter(phrase -> !BLANK.matcher(phrase.getKey()).find())
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                    phrases.entrySet().stream()
                            .filter(phrase -> BLANK.matcher(phrase.getKey()).find())
                            .map(phrase -> phrase(phrase.getKey(), phrase.getValue()))
                            .sorted(Comparator.comparingInt(Phrase::letters).reversed())
                            .toList(),
                    texts(root.get("fields")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Map<String, String> texts(JsonNode object) {
        return object.propertyStream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().asString()));
    }

    private static Phrase phrase(String english, String translation) {
        StringBuilder pattern = new StringBuilder();
        Matcher blank = BLANK.matcher(english);
        int letters = 0;
        int from = 0;
        while (blank.find()) {
            pattern.append(Pattern.quote(english.substring(from, blank.start())));
            letters += blank.start() - from;
            pattern.append(
                    switch (blank.group()) {
                        case "%%" -> "%";
                        case "%d" -> "(-?\\d+)";
                        case "%,d" -> "([\\d.,]+)";
                        default -> "(.*?)";
                    });
            from = blank.end();
        }
        pattern.append(Pattern.quote(english.substring(from)));
        return new Phrase(
                Pattern.compile(pattern.toString(), Pattern.DOTALL), letters + english.length() - from, translation);
    }

    /** The text in this language; as it is when it is not known. */
    public String of(String english) {
        return of(english, 0);
    }

    private String of(String english, int depth) {
        String known = whole.get(english);
        if (known != null || english.length() > LONGEST || depth > DEEPEST) {
            return known == null ? english : known;
        }
        for (Phrase phrase : patterns) {
            Matcher matcher = phrase.english().matcher(english);
            if (matcher.matches()) {
                return filled(phrase.translation(), matcher, depth + 1);
            }
        }
        return english;
    }

    private String filled(String translation, Matcher values, int depth) {
        return FILLED.matcher(translation).replaceAll(place -> {
            String value = values.group(Integer.parseInt(place.group(1)));
            String said = switch (String.valueOf(place.group(2))) {
                case "field" -> fields.getOrDefault(value, "«" + value + "»");
                case "list" ->
                    Arrays.stream(value.split(", ")).map(one -> of(one, depth)).collect(Collectors.joining(", "));
                default -> of(value, depth);
            };
            return Matcher.quoteReplacement(said);
        });
    }
}
