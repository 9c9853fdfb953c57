package dev.percorso.bench;

import java.util.Arrays;

/** Tells how measured milliseconds are spread. */
final class Spread {
    private Spread() {}

    /** Below which 99 of 100 are. */
    static double p99(double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return sorted[(int) (0.99 * (sorted.length - 1))];
    }

    static String of(double[] millis) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return "median %.1f ms, p99 %.1f ms, longest %.1f ms (%d samples)"
                .formatted(sorted[sorted.length / 2], p99(sorted), sorted[sorted.length - 1], sorted.length);
    }
}
