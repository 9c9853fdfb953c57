package dev.percorso.server.campaign;

import dev.percorso.engine.stat.BetaBinomial;
import dev.percorso.engine.stat.Interval;
import dev.percorso.engine.stat.Newcombe;
import dev.percorso.engine.stat.TwoProportions;
import dev.percorso.server.analyze.Rate;

/**
 * What a test of two subjects shows.
 *
 * @param clear whether the difference is more than chance: the test says less than 5 % by chance alone, and the better
 *     one is better with 95 % probability
 * @param ahead 1 or 2, the one with the higher share; at a tie 1
 * @param p two-sided, of the z test of two proportions
 * @param probability that the one ahead is really better, from uniform priors
 * @param first share of the people who reacted, with its 95 % interval
 * @param difference of the second less the first, with its 95 % interval
 */
record SubjectVerdict(
        boolean clear, int ahead, double p, double probability, Rate first, Rate second, Rate difference) {
    private static final double CONFIDENCE = 0.95;
    private static final double MOST_BY_CHANCE = 0.05;

    /** Messages with one subject, and how many people reacted. */
    record Counts(long sent, long reacted) {
        Counts {
            // A message whose handover is unknown may have been opened all the same.
            sent = Math.max(sent, reacted);
        }
    }

    static SubjectVerdict of(Counts first, Counts second) {
        Rate one = Rate.of(first.reacted(), first.sent());
        Rate other = Rate.of(second.reacted(), second.sent());
        Interval difference =
                Newcombe.difference(second.reacted(), second.sent(), first.reacted(), first.sent(), CONFIDENCE);
        double[] best = BetaBinomial.best(
                new long[] {first.reacted(), second.reacted()}, new long[] {first.sent(), second.sent()});
        double p = first.sent() == 0 || second.sent() == 0
                ? 1
                : TwoProportions.zTest(second.reacted(), second.sent(), first.reacted(), first.sent())
                        .p();
        int ahead = other.value() > one.value() ? 2 : 1;
        double probability = best[ahead - 1];
        return new SubjectVerdict(
                p < MOST_BY_CHANCE && probability >= CONFIDENCE,
                ahead,
                p,
                probability,
                one,
                other,
                new Rate(difference.estimate(), difference.low(), difference.high()));
    }

    /** The subject that the others get. */
    int chosen(CampaignContent.Unclear unclear) {
        return clear || unclear == CampaignContent.Unclear.AHEAD ? ahead : 1;
    }
}
