package dev.percorso.server.analyze;

import dev.percorso.engine.stat.Interval;

/** The 95 % bootstrap interval of a figure, in the unit of the figure. */
public record Bounds(double low, double high) {
    public static final double CONFIDENCE = 0.95;

    /** @param unit how many of the engine's units make one of the figure's */
    public static Bounds of(Interval interval, double unit) {
        return new Bounds(interval.low() / unit, interval.high() / unit);
    }
}
