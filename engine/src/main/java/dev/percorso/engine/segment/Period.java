package dev.percorso.engine.segment;

import dev.percorso.engine.match.TimeRange;
import java.time.Duration;

/** When something must have happened, seen from the instant of the evaluation. Nothing later than that counts. */
public sealed interface Period {
    /** At any time. */
    record Ever() implements Period {}

    /** Not longer ago than this, limit included. */
    record Within(Duration duration) implements Period {
        public Within {
            if (duration.isNegative()) {
                throw new IllegalArgumentException("a period within the last time must not be negative: " + duration);
            }
        }
    }

    /** Between two instants. */
    record Between(TimeRange range) implements Period {}

    /** First millisecond inside, seen from {@code asOf}. */
    default long first(long asOf) {
        return switch (this) {
            case Ever ever -> Long.MIN_VALUE;
            case Within within -> asOf - within.duration().toMillis();
            case Between between -> between.range().from();
        };
    }

    /** Last millisecond inside, seen from {@code asOf}. */
    default long last(long asOf) {
        return switch (this) {
            case Ever ever -> asOf;
            case Within within -> asOf;
            case Between between -> Math.min(asOf, between.range().to() - 1);
        };
    }
}
