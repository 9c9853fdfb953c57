package dev.percorso.server.sentiment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The words of one language that carry a judgement or change one.
 *
 * <p>A file has sections in brackets. {@code [words 2]}: words of that weight, from −3 to 3, with {@code *} for any ending.
 * {@code [not]}: words that turn what follows round. {@code [more]} and {@code [less]}: words that strengthen and weaken
 * what follows. {@code [but]}: words after which the speaker's own view comes. {@code [common]}: words by which the
 * language is told.
 */
final class Lexicon {
    private static final int SHORTEST_STEM = 3;

    private final Map<String, Double> words = new HashMap<>();
    private final Map<String, Double> stems = new HashMap<>();
    private final Map<String, Set<String>> others = new HashMap<>();

    private Lexicon() {}

    static Lexicon of(String language) {
        Lexicon lexicon = new Lexicon();
        String file = "/sentiment/" + language + ".txt";
        try (InputStream stream = Lexicon.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("the word list is missing: " + file);
            }
            String section = "";
            BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (String line : lines.lines().map(String::strip).toList()) {
                if (line.startsWith("[")) {
                    section = line.substring(1, line.length() - 1);
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    lexicon.add(section, line);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + file, failure);
        }
        return lexicon;
    }

    private void add(String section, String line) {
        for (String entry : line.split(", *", -1)) {
            if (!section.startsWith("words")) {
                others.computeIfAbsent(section, name -> new HashSet<>()).add(entry);
                continue;
            }
            // The weight stands in the section's name: "words 2" holds words of weight 2.
            double weight = Double.parseDouble(section.substring("words".length()));
            if (entry.endsWith("*")) {
                stems.put(entry.substring(0, entry.length() - 1), weight);
            } else {
                words.put(entry, weight);
            }
        }
    }

    /** The judgement in a word in lower case; 0 without one. The whole word counts before its longest known beginning. */
    double weight(String word) {
        Double whole = words.get(word);
        if (whole != null) {
            return whole;
        }
        for (int length = word.length(); length >= SHORTEST_STEM; length--) {
            Double stem = stems.get(word.substring(0, length));
            if (stem != null) {
                return stem;
            }
        }
        return 0;
    }

    boolean isNot(String word) {
        return has("not", word);
    }

    boolean isMore(String word) {
        return has("more", word);
    }

    boolean isLess(String word) {
        return has("less", word);
    }

    boolean isBut(String word) {
        return has("but", word);
    }

    boolean isCommon(String word) {
        return has("common", word);
    }

    private boolean has(String section, String word) {
        return others.getOrDefault(section, Set.of()).contains(word);
    }
}
