package dev.percorso.engine.stat;

/**
 * Cuts a sorted row of numbers into groups whose members lie close together: the sum of squared distances to the groups'
 * means is the smallest possible.
 *
 * <p>Source: W. D. Fisher, On Grouping for Maximum Homogeneity, Journal of the American Statistical Association 53 (1958)
 * 789–798; exact, by dynamic programming in time of groups × numbers².
 */
public final class NaturalBreaks {

    private NaturalBreaks() {}

    /**
     * The group of each number, from 0 on, ascending. Of equally good cuts, the one whose last groups start earliest.
     *
     * @param values ascending
     * @param groups at least 1; no more are made than there are numbers
     */
    public static int[] groups(double[] values, int groups) {
        if (groups < 1) {
            throw new IllegalArgumentException("at least one group is needed, got " + groups);
        }
        int n = values.length;
        int most = Math.min(groups, n);
        double[][] best = new double[most + 1][n + 1];
        int[][] start = new int[most + 1][n + 1];
        for (int made = 0; made <= most; made++) {
            for (int end = 0; end <= n; end++) {
                best[made][end] = made == 0 && end == 0 ? 0 : Double.POSITIVE_INFINITY;
                if (made > 0) {
                    choose(values, best, start, made, end);
                }
            }
        }
        int[] group = new int[n];
        int end = n;
        for (int made = most; made >= 1; made--) {
            for (int at = start[made][end]; at < end; at++) {
                group[at] = made - 1;
            }
            end = start[made][end];
        }
        return group;
    }

    /** Finds the start of the last of so many groups that end before {@code end}. */
    private static void choose(double[] values, double[][] best, int[][] start, int made, int end) {
        double sum = 0;
        double squares = 0;
        for (int from = end - 1; from >= made - 1; from--) {
            sum += values[from];
            squares += values[from] * values[from];
            double spread = Math.max(0, squares - sum * sum / (end - from));
            double whole = best[made - 1][from] + spread;
            // The slack lets rounding decide nothing.
            if (whole <= best[made][end] + 1e-12) {
                best[made][end] = Math.min(whole, best[made][end]);
                start[made][end] = from;
            }
        }
    }
}
