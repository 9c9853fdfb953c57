package dev.percorso.engine.stat;

/**
 * Interval of the difference between two independent proportions, by combining their {@link Wilson} intervals.
 *
 * <p>Source: R. G. Newcombe, Statistics in Medicine 17 (1998) 873–890, method 10.
 */
public final class Newcombe {

    private Newcombe() {}

    /**
     * The first proportion minus the second.
     *
     * @param confidence two-sided, such as 0.95
     */
    public static Interval difference(long successesA, long trialsA, long successesB, long trialsB, double confidence) {
        Interval a = Wilson.interval(successesA, trialsA, confidence);
        Interval b = Wilson.interval(successesB, trialsB, confidence);
        double difference = a.estimate() - b.estimate();
        double below = Math.hypot(a.estimate() - a.low(), b.high() - b.estimate());
        double above = Math.hypot(a.high() - a.estimate(), b.estimate() - b.low());
        return new Interval(difference, difference - below, difference + above);
    }
}
