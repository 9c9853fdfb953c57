package dev.percorso.server.segment;

import java.time.Duration;
import java.time.LocalDate;

/** When the events of a condition must have happened. */
public sealed interface Period {
    /** Any time. */
    record Ever() implements Period {}

    /** In the time back from now. */
    record Within(Duration duration) implements Period {}

    /** Between two days of the workspace's time zone, both included. */
    record Between(LocalDate from, LocalDate to) implements Period {
        public Between {
            if (from.isAfter(to)) {
                throw new IllegalArgumentException("'from' (%s) must not be after 'to' (%s)".formatted(from, to));
            }
        }
    }
}
