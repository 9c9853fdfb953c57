package dev.percorso.server.sentiment;

/** How a text sounds. */
public enum Sentiment {
    POSITIVE,
    NEUTRAL,
    NEGATIVE;

    /** From here on a text counts as friendly, and below the same with a minus as unfriendly. */
    static final double LIMIT = 0.15;

    static Sentiment of(double score) {
        if (score >= LIMIT) {
            return POSITIVE;
        }
        return score <= -LIMIT ? NEGATIVE : NEUTRAL;
    }
}
