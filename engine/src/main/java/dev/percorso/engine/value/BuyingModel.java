package dev.percorso.engine.value;

import dev.percorso.engine.value.BuyingPatterns.Pattern;

/**
 * How people buy until they leave for good, unseen: fitted to {@link BuyingPatterns}, it says of a person with a given
 * past how likely they are still there and how often they will buy. Times are in the unit of the patterns it was fitted
 * to.
 */
public sealed interface BuyingModel permits BgNbd, MbgNbd, ParetoNbd {

    /** Fewer persons who bought again than this say too little about any model. */
    int LEAST_REPEATERS = 20;

    /** The natural logarithm of the likelihood of a person's past. */
    double logLikelihood(Pattern past);

    /** The probability that the person has not left. */
    double alive(Pattern past);

    /**
     * Purchases that are expected in a time.
     *
     * @param purchases how many
     * @param discounted the same, a purchase after time <i>t</i> counting exp(−rate · t)
     */
    record Outlook(double purchases, double discounted) {
        Outlook times(double share) {
            return new Outlook(share * purchases, share * discounted);
        }
    }

    /**
     * What to expect, in a time after the end of observation, of a person who has not left. It depends on how often and
     * since when they buy, not on when they last did.
     *
     * @param rate continuous discount rate per unit of time; ln(1.1) / 52 for 10 % a year when the unit is a week
     */
    Outlook ifAlive(int repeats, double age, double horizon, double rate);

    /** How often the person is expected to buy in a time after the end of observation. */
    default double expectedPurchases(Pattern past, double horizon) {
        return alive(past) * ifAlive(past.repeats(), past.age(), horizon, 0).purchases();
    }

    /** How often a new customer is expected to buy again in the time after the first purchase. */
    double expectedPurchases(double horizon);

    /**
     * Expected purchases in a time after the end of observation, a purchase after time <i>t</i> counting
     * exp(−rate · t).
     *
     * @param rate continuous discount rate per unit of time; ln(1.1) / 52 for 10 % a year when the unit is a week
     */
    default double discountedPurchases(Pattern past, double horizon, double rate) {
        return alive(past) * ifAlive(past.repeats(), past.age(), horizon, rate).discounted();
    }
}
