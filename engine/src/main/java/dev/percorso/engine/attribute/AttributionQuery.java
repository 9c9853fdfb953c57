package dev.percorso.engine.attribute;

import dev.percorso.engine.match.EventMatch;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which conversions to share out, and among what.
 *
 * <p>The path of a conversion is the touchpoints up to it, in the order of the journey and not older than the look-back
 * window; an event that is both is part of its own path. Earlier conversions do not end a path. A person with touchpoints
 * and no conversion in the range has one path without result: the look-back window up to their last touchpoint in it.
 *
 * @param conversion what is shared out
 * @param value property of a conversion: its worth, counted in ten-thousandths; absent or not a number counts as 0
 * @param touch what is a touchpoint
 * @param label property of a touchpoint: its channel. An event without it is no touchpoint
 * @param channels labels with a channel of their own, the most frequent ones; the rest is {@link Attribution#OTHER}
 * @param lookback the oldest touchpoints that count, inclusive
 * @param halfLife of {@link AttributionModel#TIME_DECAY}
 * @param direct labels that {@link AttributionModel#LAST_NON_DIRECT} passes over
 * @param stay when a conversion is one of a person who stayed
 * @param models computed; the others have no credit
 * @param from start of the range of conversions, included
 * @param to end of the range, excluded
 */
public record AttributionQuery(
        EventMatch conversion,
        Optional<String> value,
        Touch touch,
        String label,
        int channels,
        Duration lookback,
        Duration halfLife,
        Set<String> direct,
        Stay stay,
        Set<AttributionModel> models,
        Instant from,
        Instant to) {

    /** What is a touchpoint. */
    public sealed interface Touch {
        /**
         * The first event of each session.
         *
         * @param where it must match this
         */
        record SessionStarts(Optional<EventMatch> where) implements Touch {}

        /** Every event that matches one of these. */
        record Events(List<EventMatch> any) implements Touch {
            public Events {
                any = List.copyOf(any);
                if (any.isEmpty()) {
                    throw new IllegalArgumentException("touchpoints need at least one kind of event");
                }
            }
        }
    }

    /**
     * A conversion counts as one of a person who stayed when the person comes back later.
     *
     * @param comeback what counts as coming back
     * @param after earliest time after the conversion, inclusive
     * @param within latest time after the conversion, inclusive
     */
    public record Stay(EventMatch comeback, Duration after, Duration within) {
        public Stay {
            if (after.isNegative() || within.compareTo(after) < 0) {
                throw new IllegalArgumentException(
                        "coming back needs a time of at least 0 that is not above the end, got " + after + " to "
                                + within);
            }
        }
    }

    /** The most channels of a report. */
    public static final int LARGEST_CHANNELS = 50;

    public AttributionQuery {
        direct = Set.copyOf(direct);
        models = models.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(models));
        if (channels < 1 || channels > LARGEST_CHANNELS) {
            throw new IllegalArgumentException(
                    "attribution needs 1 to " + LARGEST_CHANNELS + " channels, got " + channels);
        }
        if (lookback.isNegative() || halfLife.isNegative() || halfLife.isZero()) {
            throw new IllegalArgumentException(
                    "a look-back window must not be negative and a half-life must be positive," + " got " + lookback
                            + " and " + halfLife);
        }
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a range must end after it starts, got " + from + " to " + to);
        }
    }
}
