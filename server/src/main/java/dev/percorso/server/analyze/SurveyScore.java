package dev.percorso.server.analyze;

import java.util.List;

/**
 * What the answers of one kind come to.
 *
 * @param value of NPS in points from −100 to 100, of CSAT and ratings a share, of CES and reviews a mean, of words the share
 *     that sounds friendly
 * @param low of the 95 % interval of the value
 * @param satisfaction mean of the answers mapped to −2 (worst) to +2 (best); 0 for words
 * @param parts of the answers, in order: of NPS promoters, passives and detractors; of CSAT satisfied and others; of words
 *     positive, neutral and negative; of other kinds none
 * @param distribution how often each score was given, from the lowest
 */
public record SurveyScore(
        SurveyKind kind,
        long answers,
        long persons,
        double value,
        double low,
        double high,
        double satisfaction,
        List<Part> parts,
        List<ScoreCount> distribution) {

    /** Answers that belong together. */
    public record Part(String name, long answers, double share) {}

    /** One score. */
    public record ScoreCount(int score, long answers) {}
}
