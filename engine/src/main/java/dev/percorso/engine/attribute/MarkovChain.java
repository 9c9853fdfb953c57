package dev.percorso.engine.attribute;

/**
 * The first-order Markov chain of paths over channels, with what is earned where paths end.
 *
 * <p>From the start a path steps to its first channel, from a channel to the next or to its end. With P the shares of
 * steps between channels and r what is earned per visit of each, the expected result E from each channel solves (I − P) E
 * = r exactly. When channel c is removed, every step onto it ends the path: E(c) = 0. Its removal effect is 1 − result
 * without c ÷ result with all.
 */
public final class MarkovChain {
    private final int channels;

    /** Steps by row and column; the last row is the start, the last column the end. */
    private final long[] steps;

    /** What was earned by paths that end at a channel. */
    private final double[] earned;

    /**
     * @param steps counts in rows of {@code channels + 1}: from each channel and, in the last row, from the start; to
     *     each channel and, in the last column, to the end
     * @param earned by channel: the sum over paths whose last channel it is
     */
    public MarkovChain(int channels, long[] steps, double[] earned) {
        if (steps.length != (channels + 1) * (channels + 1) || earned.length != channels) {
            throw new IllegalArgumentException("a chain of " + channels + " channels needs "
                    + (channels + 1) * (channels + 1) + " counts of steps, got " + steps.length);
        }
        this.channels = channels;
        this.steps = steps.clone();
        this.earned = earned.clone();
    }

    /** Expected result of a path. */
    public double expected() {
        return expectedWithout(-1);
    }

    /** Expected result of a path when steps onto the channel end it; −1 removes none. */
    public double expectedWithout(int removed) {
        double[] matrix = new double[channels * channels];
        double[] result = new double[channels];
        for (int from = 0; from < channels; from++) {
            matrix[from * channels + from] = 1;
            long total = outOf(from);
            if (from == removed || total == 0) {
                continue;
            }
            result[from] = earned[from] / total;
            for (int to = 0; to < channels; to++) {
                matrix[from * channels + to] -= (double) steps[from * (channels + 1) + to] / total;
            }
        }
        solve(matrix, result);
        long starts = outOf(channels);
        double expected = 0;
        for (int first = 0; first < channels; first++) {
            expected += starts == 0 ? 0 : result[first] * steps[channels * (channels + 1) + first] / starts;
        }
        return expected;
    }

    /** By channel: 1 − result without it ÷ result with all; all 0 when nothing is earned. */
    public double[] removalEffects() {
        double all = expected();
        double[] effects = new double[channels];
        for (int channel = 0; channel < channels; channel++) {
            effects[channel] = all == 0 ? 0 : 1 - expectedWithout(channel) / all;
        }
        return effects;
    }

    private long outOf(int from) {
        long total = 0;
        for (int to = 0; to <= channels; to++) {
            total += steps[from * (channels + 1) + to];
        }
        return total;
    }

    /** Gaussian elimination with partial pivoting; leaves the solution in {@code right}. */
    private void solve(double[] matrix, double[] right) {
        for (int column = 0; column < channels; column++) {
            int pivot = column;
            for (int row = column + 1; row < channels; row++) {
                if (Math.abs(matrix[row * channels + column]) > Math.abs(matrix[pivot * channels + column])) {
                    pivot = row;
                }
            }
            swap(matrix, right, column, pivot);
            for (int row = column + 1; row < channels; row++) {
                double factor = matrix[row * channels + column] / matrix[column * channels + column];
                if (factor != 0) {
                    for (int k = column; k < channels; k++) {
                        matrix[row * channels + k] -= factor * matrix[column * channels + k];
                    }
                    right[row] -= factor * right[column];
                }
            }
        }
        for (int row = channels - 1; row >= 0; row--) {
            for (int k = row + 1; k < channels; k++) {
                right[row] -= matrix[row * channels + k] * right[k];
            }
            right[row] /= matrix[row * channels + row];
        }
    }

    private void swap(double[] matrix, double[] right, int one, int other) {
        if (one == other) {
            return;
        }
        for (int k = 0; k < channels; k++) {
            double kept = matrix[one * channels + k];
            matrix[one * channels + k] = matrix[other * channels + k];
            matrix[other * channels + k] = kept;
        }
        double kept = right[one];
        right[one] = right[other];
        right[other] = kept;
    }
}
