package dev.percorso.flow;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** How long a wait lasts. */
public sealed interface Delay {

    /** A length of time; a day is 24 hours, whatever the clocks do. */
    record For(Duration duration) implements Delay {}

    /**
     * Until the local time next comes in the person's zone, on one of the days (empty = any day). Always later than
     * now, so a loop through it moves once a day. A local time skipped by the change to summer time comes as much
     * later as the clocks jumped; one that happens twice counts the first time.
     */
    record Until(LocalTime time, Set<DayOfWeek> days) implements Delay {
        public Until {
            EnumSet<DayOfWeek> ordered = EnumSet.noneOf(DayOfWeek.class);
            ordered.addAll(days);
            days = Collections.unmodifiableSet(ordered);
        }
    }

    /** When a wait that begins at {@code now} ends. */
    default Instant dueAfter(Instant now, ZoneId zone) {
        return switch (this) {
            case For length -> now.plus(length.duration());
            case Until until -> nextOccurrence(until, now, zone);
        };
    }

    /** From when a wait counts that began in another version: a time of day that has passed since then is not meant. */
    default Instant countedFrom(Instant begun, Instant now) {
        return this instanceof For || begun.isAfter(now) ? begun : now;
    }

    private static Instant nextOccurrence(Until until, Instant now, ZoneId zone) {
        ZonedDateTime local = now.atZone(zone);
        for (int days = 0; ; days++) {
            ZonedDateTime candidate = ZonedDateTime.of(local.toLocalDate().plusDays(days), until.time(), zone);
            boolean dayFits = until.days().isEmpty() || until.days().contains(candidate.getDayOfWeek());
            if (dayFits && candidate.toInstant().isAfter(now)) {
                return candidate.toInstant();
            }
        }
    }
}
