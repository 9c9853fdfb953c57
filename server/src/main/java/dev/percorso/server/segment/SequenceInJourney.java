package dev.percorso.server.segment;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whether a journey has events in an order, each another one, from the first to the last within a time (inclusive).
 *
 * <p>For each number of steps done it remembers the latest start that led there: a later start leaves more time.
 */
final class SequenceInJourney implements Predicate<Journey> {
    private static final long NEVER = Long.MIN_VALUE;

    private final EventMatcher[] matchers;
    private final Duration within;
    private final long until;

    SequenceInJourney(List<EventMatch> matches, Duration within, Snapshot snapshot, Instant until) {
        this.matchers = matches.stream()
                .map(match -> new EventMatcher(Matches.of(match), snapshot))
                .toArray(EventMatcher[]::new);
        this.within = within;
        this.until = until.toEpochMilli();
    }

    @Override
    public boolean test(Journey journey) {
        long[] starts = new long[matchers.length];
        Arrays.fill(starts, NEVER);
        for (int event = 0; event < journey.size() && journey.time(event) <= until; event++) {
            // From the last step down, so that one event does not serve two steps.
            for (int step = matchers.length - 1; step >= 0; step--) {
                boolean isReached = step == 0 || starts[step - 1] != NEVER;
                if (isReached && matchers[step].matches(journey, event)) {
                    long start = step == 0 ? journey.time(event) : starts[step - 1];
                    starts[step] = Math.max(starts[step], start);
                }
            }
            long start = starts[matchers.length - 1];
            if (start != NEVER && journey.time(event) - start <= within.toMillis()) {
                return true;
            }
            starts[matchers.length - 1] = NEVER;
        }
        return false;
    }
}
