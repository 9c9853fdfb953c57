package dev.percorso.engine.segment;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.match.EventMatcher;
import java.util.Arrays;

/**
 * What a condition must know about a person's events, as a count and a time in an {@link Evidence}. Immutable and
 * shared between threads.
 */
sealed interface EventProbe {
    /** Finds out from the journey as a whole: names do not matter, so times are searched and not read one by one. */
    sealed interface Whole extends EventProbe {
        void measure(Journey journey, Evidence evidence);
    }

    /** Sees the events with its names one by one, in one pass for all such probes. */
    sealed interface Each extends EventProbe {
        /** Which events it wants to see. */
        EventMatcher[] matchers();

        /** First millisecond that matters. */
        long first();

        /** Looks at an event that one of the matchers wants by its name. */
        void see(Journey journey, int index, long time, Evidence evidence);
    }

    /** What was seen of one probe. */
    final class Evidence {
        private static final long[] NO_STARTS = {};

        int count;
        long time;
        /** Per number of steps done, the latest start that led there. */
        private long[] starts = NO_STARTS;

        void clear() {
            count = 0;
            time = Long.MIN_VALUE;
            Arrays.fill(starts, Long.MIN_VALUE);
        }

        long[] starts(int steps) {
            if (starts.length < steps) {
                starts = new long[steps];
                Arrays.fill(starts, Long.MIN_VALUE);
            }
            return starts;
        }
    }

    /** Counts matching events between two instants. */
    final class Count implements Each {
        private final EventMatcher matcher;
        private final long first;
        private final long last;

        Count(EventMatcher matcher, long first, long last) {
            this.matcher = matcher;
            this.first = first;
            this.last = last;
        }

        @Override
        public EventMatcher[] matchers() {
            return new EventMatcher[] {matcher};
        }

        @Override
        public long first() {
            return first;
        }

        @Override
        public void see(Journey journey, int index, long time, Evidence evidence) {
            if (time >= first && time <= last && matcher.conditionsHold(journey, index)) {
                evidence.count++;
                evidence.time = time;
            }
        }
    }

    /** Counts events of any kind between two instants. */
    record All(long first, long last) implements Whole {
        @Override
        public void measure(Journey journey, Evidence evidence) {
            int end = journey.indexAfter(last);
            evidence.count = Math.max(0, end - indexAtOrAfter(journey, first));
            evidence.time = evidence.count == 0 ? Long.MIN_VALUE : journey.time(end - 1);
        }
    }

    /** Counts sessions that start between two instants. */
    record Sessions(long first, long last) implements Whole {
        @Override
        public void measure(Journey journey, Evidence evidence) {
            int end = journey.indexAfter(last);
            int sessions = 0;
            for (int index = indexAtOrAfter(journey, first); index < end; index++) {
                sessions += journey.startsSession(index) ? 1 : 0;
            }
            evidence.count = sessions;
        }
    }

    private static int indexAtOrAfter(Journey journey, long time) {
        return time == Long.MIN_VALUE ? 0 : journey.indexAfter(time - 1);
    }

    /** Looks for events in an order; for each number of steps done the latest start leaves the most time. */
    final class Steps implements Each {
        private final EventMatcher[] steps;
        private final long within;
        private final long last;

        Steps(EventMatcher[] steps, long within, long last) {
            this.steps = steps;
            this.within = within;
            this.last = last;
        }

        @Override
        public EventMatcher[] matchers() {
            return steps;
        }

        @Override
        public long first() {
            return Long.MIN_VALUE;
        }

        @Override
        public void see(Journey journey, int index, long time, Evidence evidence) {
            if (evidence.count > 0 || time > last) {
                return;
            }
            long[] starts = evidence.starts(steps.length);
            // From the last step down, so that one event does not serve two steps.
            for (int step = steps.length - 1; step >= 0; step--) {
                long start = step == 0 ? time : starts[step - 1];
                if (start != Long.MIN_VALUE && time - start <= within && steps[step].matches(journey, index)) {
                    starts[step] = Math.max(starts[step], start);
                }
            }
            if (starts[steps.length - 1] != Long.MIN_VALUE) {
                evidence.count++;
            }
        }
    }

    /** Looks for an event followed by another; the newest first one is the best partner for any later second one. */
    final class Sequence implements Each {
        private final EventMatcher starter;
        private final EventMatcher follower;
        private final long within;
        private final long first;
        private final long last;

        Sequence(EventMatcher starter, EventMatcher follower, long within, long first, long last) {
            this.starter = starter;
            this.follower = follower;
            this.within = within;
            this.first = first;
            this.last = last;
        }

        @Override
        public EventMatcher[] matchers() {
            return new EventMatcher[] {starter, follower};
        }

        @Override
        public long first() {
            return first;
        }

        @Override
        public void see(Journey journey, int index, long time, Evidence evidence) {
            if (evidence.count > 0 || time < first || time > last) {
                return;
            }
            if (evidence.time != Long.MIN_VALUE && time - evidence.time <= within && follower.matches(journey, index)) {
                evidence.count++;
            }
            if (starter.matches(journey, index)) {
                evidence.time = time;
            }
        }
    }
}
