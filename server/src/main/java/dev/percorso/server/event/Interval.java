package dev.percorso.server.event;

import java.time.Duration;
import java.time.Instant;

/** Work that is done from time to time. */
public final class Interval {
    private Interval() {}

    /** Whether so much time has passed; also when the clock was put back, or hours would pass without the work. */
    public static boolean isOver(Instant since, Duration length, Instant now) {
        return now.isBefore(since) || now.isAfter(since.plus(length));
    }

    /**
     * Whether the next time has come; also when the clock was put back since it was set.
     *
     * @param length how far ahead the next time is ever set
     */
    public static boolean hasCome(Instant next, Duration length, Instant now) {
        return !now.isBefore(next) || next.isAfter(now.plus(length));
    }
}
