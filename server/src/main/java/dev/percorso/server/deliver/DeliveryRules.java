package dev.percorso.server.deliver;

import dev.percorso.flow.StableHash;
import dev.percorso.server.event.WorkspaceId;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How often and when a workspace sends marketing.
 *
 * @param caps most messages a person gets; a message above a cap is skipped
 * @param quietHours when nothing is sent, in the person's time zone; a message waits until they end
 * @param perMinute most messages a minute over everybody; the others wait
 * @param perMinuteOn the same of a channel by its name, besides
 * @param holdout percent of the people who receive no marketing at all, so that the others can be compared with them
 */
public record DeliveryRules(
        List<Cap> caps,
        Optional<QuietHours> quietHours,
        Optional<Integer> perMinute,
        Map<String, Integer> perMinuteOn,
        Optional<Double> holdout) {
    public static final DeliveryRules NONE =
            new DeliveryRules(List.of(), Optional.empty(), Optional.empty(), Map.of(), Optional.empty());

    private static final int MOST_CAPS = 10;
    private static final int MOST = 1_000_000;
    private static final int MOST_HELD_OUT = 50;
    /** Shares are counted in hundredths of a percent. */
    private static final int WHOLE = 10_000;

    private static final Duration LONGEST = Duration.ofDays(366);

    public DeliveryRules {
        caps = caps == null ? List.of() : List.copyOf(caps);
        if (caps.size() > MOST_CAPS) {
            throw new IllegalArgumentException("there are more than 10 'caps'");
        }
        if (perMinute.filter(most -> most < 1 || most > MOST).isPresent()) {
            throw new IllegalArgumentException("'perMinute' must be 1 to 1,000,000");
        }
        if (holdout.filter(percent -> !(percent >= 0 && percent <= MOST_HELD_OUT))
                .isPresent()) {
            throw new IllegalArgumentException("'holdout' must be 0 to 50 percent");
        }
        perMinuteOn = perMinuteOn == null ? Map.of() : Map.copyOf(perMinuteOn);
        if (perMinuteOn.values().stream().anyMatch(most -> most < 1 || most > MOST)) {
            throw new IllegalArgumentException("'perMinuteOn' of a channel must be 1 to 1,000,000");
        }
        for (String channel : perMinuteOn.keySet()) {
            if (Arrays.stream(Channel.values()).noneMatch(known -> known.json().equals(channel))) {
                throw new IllegalArgumentException(
                        "'perMinuteOn' names the channel '%s', which there is not".formatted(channel));
            }
        }
    }

    /** Whether the person receives no marketing: always the same persons, and more of them when the share grows. */
    boolean holdsOut(WorkspaceId workspace, int person) {
        long share = Math.round(holdout.orElse(0.0) * WHOLE / 100);
        return share > 0 && StableHash.bucket(WHOLE, workspace.value(), "holdout", Integer.toString(person)) < share;
    }

    /**
     * At most so many messages to a person in a time.
     *
     * @param channel of the messages that count; empty for all together
     */
    public record Cap(Optional<String> channel, int count, String per) {
        public Cap {
            if (count < 1 || count > MOST) {
                throw new IllegalArgumentException("the 'count' of a cap must be 1 to 1,000,000");
            }
            Duration length = length(per);
            if (length.toMinutes() < 1 || length.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException("the 'per' of a cap must be a minute to 366 days, like P1D");
            }
        }

        Duration length() {
            return length(per);
        }

        private static Duration length(String text) {
            try {
                return Duration.parse(String.valueOf(text));
            } catch (DateTimeException malformed) {
                throw new IllegalArgumentException(
                        "the 'per' of a cap must be a minute to 366 days, like P1D", malformed);
            }
        }

        /** What is said of a message that would be one too many. */
        String reached() {
            Duration length = length();
            if (length.equals(Duration.ofDays(1))) {
                return "the cap of %d a day is reached".formatted(count);
            }
            if (length.equals(Duration.ofDays(length.toDays()))) {
                return "the cap of %d in %d days is reached".formatted(count, length.toDays());
            }
            if (length.equals(Duration.ofHours(1))) {
                return "the cap of %d an hour is reached".formatted(count);
            }
            return length.equals(Duration.ofHours(length.toHours()))
                    ? "the cap of %d in %d hours is reached".formatted(count, length.toHours())
                    : "the cap of %d in %d minutes is reached".formatted(count, length.toMinutes());
        }

        boolean counts(Channel other) {
            return channel.isEmpty() || channel.get().equals(other.json());
        }
    }

    /** From one time of day to another, also over midnight; times such as 21:00. */
    public record QuietHours(String from, String to) {
        public QuietHours {
            if (time(from).equals(time(to))) {
                throw new IllegalArgumentException("quiet hours must begin and end at different times");
            }
        }

        private static LocalTime time(String text) {
            try {
                return LocalTime.parse(String.valueOf(text));
            } catch (DateTimeException malformed) {
                throw new IllegalArgumentException("quiet hours go 'from' a time 'to' another, like 21:00", malformed);
            }
        }

        /** When they end, if they last now. */
        Optional<Instant> endAfter(Instant now, ZoneId zone) {
            ZonedDateTime local = now.atZone(zone);
            LocalTime begin = time(from);
            LocalTime end = time(to);
            LocalTime clock = local.toLocalTime();
            boolean overMidnight = begin.isAfter(end);
            boolean quiet = overMidnight
                    ? !clock.isBefore(begin) || clock.isBefore(end)
                    : !clock.isBefore(begin) && clock.isBefore(end);
            if (!quiet) {
                return Optional.empty();
            }
            boolean tomorrow = overMidnight && !clock.isBefore(begin);
            Instant over = local.toLocalDate()
                    .plusDays(tomorrow ? 1 : 0)
                    .atTime(end)
                    .atZone(zone)
                    .toInstant();
            // The hour that the clocks repeat in autumn is quiet only once.
            return Optional.of(over).filter(instant -> instant.isAfter(now));
        }
    }
}
