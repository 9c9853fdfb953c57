package dev.percorso.engine.match;

/**
 * A stretch of time in epoch milliseconds.
 *
 * @param from first instant inside
 * @param to first instant no longer inside
 */
public record TimeRange(long from, long to) {
    /** All of time. */
    public static final TimeRange ALWAYS = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

    public TimeRange {
        if (from > to) {
            throw new IllegalArgumentException("a time range must not end before it starts, was " + from + " to " + to);
        }
    }

    /** Whether the instant lies inside. */
    public boolean contains(long time) {
        return time >= from && time < to;
    }
}
