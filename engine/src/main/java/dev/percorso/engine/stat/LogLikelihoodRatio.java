package dev.percorso.engine.stat;

/**
 * How surprising it is that two things go together: G², the log-likelihood ratio of a table of two by two. Source:
 * Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence", Computational Linguistics 19 (1993).
 */
public final class LogLikelihoodRatio {

    private LogLikelihoodRatio() {}

    /**
     * Twice the sum of k ln(k n ÷ (row × column)); 0 when they are independent.
     *
     * @param both cases with both things
     * @param onlyOne with the first only
     * @param onlyOther with the second only
     * @param neither with none
     */
    public static double of(long both, long onlyOne, long onlyOther, long neither) {
        if (both < 0 || onlyOne < 0 || onlyOther < 0 || neither < 0) {
            throw new IllegalArgumentException(
                    "counts must not be negative, got " + both + ", " + onlyOne + ", " + onlyOther + " and " + neither);
        }
        double all = (double) both + onlyOne + onlyOther + neither;
        double one = (double) both + onlyOne;
        double other = (double) both + onlyOther;
        double sum = term((double) both, one, other, all)
                + term((double) onlyOne, one, all - other, all)
                + term((double) onlyOther, all - one, other, all)
                + term((double) neither, all - one, all - other, all);
        return Math.max(0, 2 * sum);
    }

    private static double term(double count, double row, double column, double all) {
        return count == 0 ? 0 : count * Math.log(count * all / (row * column));
    }
}
