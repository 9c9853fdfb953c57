package dev.percorso.server.analyze;

import dev.percorso.engine.stat.Wilson;

/** A share with its 95 % Wilson interval, all between 0 and 1. */
public record Rate(double value, double low, double high) {
    private static final double CONFIDENCE = 0.95;

    /** The share of the successes in the trials; 0 in the interval 0 to 1 without trials. */
    public static Rate of(long successes, long trials) {
        var interval = Wilson.interval(successes, trials, CONFIDENCE);
        return new Rate(interval.estimate(), interval.low(), interval.high());
    }
}
