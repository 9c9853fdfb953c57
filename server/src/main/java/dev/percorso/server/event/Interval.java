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
}
