package dev.percorso.server.analyze;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lowest and the highest answer of a question. Events carry it as text in {@value #PROPERTY}, such as {@code 0-10},
 * beside the {@value #SCORE}.
 */
public record SurveyScale(double low, double high) {
    /** The event of an answered question. */
    public static final String ANSWERED = "Survey Answered";
    /** Property with the answer as a number. */
    public static final String SCORE = "score";
    /** Property with the scale, lowest and highest joined by a hyphen. */
    public static final String PROPERTY = "scale";

    private static final double STRONGEST = 2;
    private static final Pattern TEXT = Pattern.compile("(\\d{1,3})\\s*-\\s*(\\d{1,3})");

    /** The scale that an event names. */
    public static Optional<SurveyScale> of(String text) {
        Matcher matcher = TEXT.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        SurveyScale scale = new SurveyScale(Double.parseDouble(matcher.group(1)), Double.parseDouble(matcher.group(2)));
        return scale.high > scale.low ? Optional.of(scale) : Optional.empty();
    }

    boolean holds(double score) {
        return score >= low && score <= high;
    }

    /** Where an answer lies between the worst, −2, and the best, +2, of its scale. */
    public double satisfaction(double score) {
        return high == low ? 0 : -STRONGEST + 2 * STRONGEST * (score - low) / (high - low);
    }

    @Override
    public String toString() {
        return "%.0f-%.0f".formatted(low, high);
    }
}
