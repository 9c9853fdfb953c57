package dev.percorso.engine.value;

import dev.percorso.engine.value.BuyingPatterns.Pattern;

/**
 * How people buy until they leave for good, unseen: fitted to {@link BuyingPatterns}, it says of a person with a given
 * past how likely they are still there and how often they will buy. Times are in the unit of the patterns it was fitted
 * to.
 */
public sealed interface BuyingModel permits BgNbd, ParetoNbd {

    /** Fewer persons who bought again than this say too little about any model. */
    int LEAST_REPEATERS = 20;

    /** The natural logarithm of the likelihood of a person's past. */
    double logLikelihood(Pattern past);

    /** The probability that the person has not left. */
    double alive(Pattern past);

    /** How often the person is expected to buy in a time after the end of observation. */
    default double expectedPurchases(Pattern past, double horizon) {
        return discountedPurchases(past, horizon, 0);
    }

    /** How often a new customer is expected to buy again in the time after the first purchase. */
    double expectedPurchases(double horizon);

    /**
     * Expected purchases in a time after the end of observation, a purchase after time <i>t</i> counting
     * exp(−rate · t).
     *
     * @param rate continuous discount rate per unit of time; ln(1.1) / 52 for 10 % a year when the unit is a week
     */
    double discountedPurchases(Pattern past, double horizon, double rate);
}
