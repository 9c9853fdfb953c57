package dev.percorso.server.sentiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scores texts in English and Italian by word lists, negation and intensifiers.
 *
 * <p>The rules follow the idea of VADER (Hutto and Gilbert, ICWSM 2014): a word's weight is turned round and softened by a
 * negation up to three words before it, strengthened or weakened by the word before it, and what comes after a "but"
 * counts more than what came before. The word lists are our own.
 */
public final class SentimentScorer {
    /** A sum of weights x becomes x / √(x² + this), which lies between −1 and 1. */
    private static final double SPREAD = 9;

    private static final double TURNED = -0.75;
    private static final double STRONGER = 1.5;
    private static final double WEAKER = 0.6;
    private static final double BEFORE_BUT = 0.5;
    private static final double AFTER_BUT = 1.5;
    private static final int REACH = 3;
    private static final int LONGEST = 5_000;
    private static final Pattern TOKEN =
            Pattern.compile("[\\p{L}]+|[.!?;:,]|[\\x{1F300}-\\x{1FAFF}\\x{2639}\\x{263A}\\x{2764}]");
    private static final Pattern BREAK = Pattern.compile("[.!?;:]");

    private final List<Lexicon> lexicons = List.of(Lexicon.of("en"), Lexicon.of("it"));

    /** From −1 (hostile) over 0 to 1 (delighted); only the first 5,000 characters are read. */
    public double score(String text) {
        List<String> tokens = tokens(text);
        double sum = 0;
        Lexicon lexicon = language(tokens);
        int but = lastBut(tokens, lexicon);
        for (int at = 0; at < tokens.size(); at++) {
            double weight = lexicon.weight(tokens.get(at));
            if (weight != 0) {
                double turned = weight * before(tokens, at, lexicon);
                sum += but < 0 ? turned : turned * (at < but ? BEFORE_BUT : AFTER_BUT);
            }
        }
        return sum / Math.sqrt(sum * sum + SPREAD);
    }

    public Sentiment of(String text) {
        return Sentiment.of(score(text));
    }

    private static List<String> tokens(String text) {
        String read = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        // Apostrophes join in English (don't) and separate in Italian (l'ho): both are words of their own here.
        String plain = read.toLowerCase(Locale.ROOT).replace("n't", " not").replace("n’t", " not");
        List<String> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(plain);
        while (matcher.find()) {
            tokens.add(matcher.group());
        }
        return tokens;
    }

    /** The language with more of its common words; the first one when nobody knows. */
    private Lexicon language(List<String> tokens) {
        Lexicon best = lexicons.getFirst();
        double most = -1;
        for (Lexicon lexicon : lexicons) {
            double found = 0;
            for (String token : tokens) {
                found += lexicon.isCommon(token) ? 1 : lexicon.weight(token) != 0 ? 0.5 : 0;
            }
            if (found > most) {
                most = found;
                best = lexicon;
            }
        }
        return best;
    }

    private static int lastBut(List<String> tokens, Lexicon lexicon) {
        for (int at = tokens.size() - 1; at >= 0; at--) {
            if (lexicon.isBut(tokens.get(at))) {
                return at;
            }
        }
        return -1;
    }

    /** What the words before do to the judgement. */
    private static double before(List<String> tokens, int at, Lexicon lexicon) {
        double factor = 1;
        for (int back = 1; back <= REACH && at - back >= 0; back++) {
            String word = tokens.get(at - back);
            if (BREAK.matcher(word).matches() || lexicon.isBut(word)) {
                break;
            }
            if (lexicon.isNot(word)) {
                factor *= TURNED;
            } else if (back == 1 && lexicon.isMore(word)) {
                factor *= STRONGER;
            } else if (back == 1 && lexicon.isLess(word)) {
                factor *= WEAKER;
            }
        }
        return factor;
    }
}
