package dev.percorso.server.analyze;

import static dev.percorso.server.analyze.Input.require;
import static dev.percorso.server.analyze.Input.requirePresent;

import dev.percorso.server.event.Event;
import dev.percorso.server.segment.EventMatch;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * Asks how much of the conversions each channel has earned.
 *
 * @param conversion what is shared out; the workspace's conversion event without it
 * @param value property of a conversion: its worth
 * @param touchpoints events that are touchpoints; the start of each session without any
 * @param by property of a touchpoint: its channel
 * @param window the oldest touchpoints that count before a conversion
 * @param direct labels that the model of the last non-direct touchpoint passes over
 * @param channels labels with a row of their own
 * @param comeback what counts as coming back after a conversion; any event without it
 * @param stayAfter earliest time at which coming back means having stayed
 * @param stayWithin latest time
 * @param target which conversions the people behind a channel had
 */
public record AttributionRequest(
        Scope scope,
        Optional<EventMatch> conversion,
        String value,
        List<EventMatch> touchpoints,
        String by,
        Duration window,
        Duration halfLife,
        List<String> direct,
        Optional<Integer> channels,
        Optional<EventMatch> comeback,
        Duration stayAfter,
        Duration stayWithin,
        Target target) {
    private static final int MOST_CHANNELS = 50;
    private static final int MOST_TOUCHPOINTS = 20;
    private static final Duration LONGEST = Duration.ofDays(3_660);

    /** What of a conversion is looked at. */
    @EnumNaming(EnumNamingStrategies.LowerCamelCaseStrategy.class)
    public enum Target {
        CONVERSIONS,
        VALUE,
        RETAINED
    }

    public AttributionRequest {
        requirePresent(scope, "scope");
        conversion = conversion == null ? Optional.empty() : conversion;
        value = value == null || value.isBlank() ? Event.VALUE : value;
        touchpoints = touchpoints == null ? List.of() : List.copyOf(touchpoints);
        by = by == null || by.isBlank() ? Event.CHANNEL : by;
        window = window == null ? Duration.ofDays(30) : window;
        halfLife = halfLife == null ? Duration.ofDays(7) : halfLife;
        direct = direct == null ? List.of("direct") : List.copyOf(direct);
        channels = channels == null ? Optional.empty() : channels;
        comeback = comeback == null ? Optional.empty() : comeback;
        stayAfter = stayAfter == null ? Duration.ofDays(30) : stayAfter;
        stayWithin = stayWithin == null ? stayAfter.plusDays(60) : stayWithin;
        target = target == null ? Target.CONVERSIONS : target;
        require(
                touchpoints.size() <= MOST_TOUCHPOINTS,
                "'touchpoints' may name at most %d events".formatted(MOST_TOUCHPOINTS));
        requireLength(window, "window");
        requireLength(halfLife, "halfLife");
        requireLength(stayWithin, "stayWithin");
        require(
                !stayAfter.isNegative() && stayAfter.compareTo(stayWithin) <= 0,
                "'stayAfter' (%s) must not be negative or longer than 'stayWithin' (%s)"
                        .formatted(stayAfter, stayWithin));
        channels.ifPresent(count -> require(
                count >= 1 && count <= MOST_CHANNELS, "'channels' must be from 1 to %d".formatted(MOST_CHANNELS)));
    }

    private static void requireLength(Duration length, String name) {
        require(
                length.isPositive() && length.compareTo(LONGEST) <= 0,
                "'%s' must be longer than nothing and at most %d days".formatted(name, LONGEST.toDays()));
    }

    int channelCount() {
        return channels.orElse(12);
    }
}
