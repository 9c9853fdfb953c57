package dev.percorso.engine.segment;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.match.EventMatcher;

/**
 * What a condition must know about a person's events, gathered in one pass over the journey into two numbers of a
 * {@link Evidence}. Immutable and shared between threads.
 */
sealed interface EventProbe {
    /** Event codes that matter: a code, or any. */
    EventMatcher[] matchers();

    /** First millisecond that matters. */
    long first();

    /** Looks at an event whose time is not after the instant of evaluation. */
    void see(Journey journey, int index, long time, Evidence evidence);

    /** What was seen of one probe. */
    final class Evidence {
        int count;
        long time;

        void clear() {
            count = 0;
            time = Long.MIN_VALUE;
        }
    }

    /** Counts matching events between two instants. */
    final class Count implements EventProbe {
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

    /** Counts sessions that start between two instants. */
    final class Sessions implements EventProbe {
        private final EventMatcher anyEvent;
        private final long first;
        private final long last;

        Sessions(EventMatcher anyEvent, long first, long last) {
            this.anyEvent = anyEvent;
            this.first = first;
            this.last = last;
        }

        @Override
        public EventMatcher[] matchers() {
            return new EventMatcher[] {anyEvent};
        }

        @Override
        public long first() {
            return first;
        }

        @Override
        public void see(Journey journey, int index, long time, Evidence evidence) {
            if (time >= first && time <= last && journey.startsSession(index)) {
                evidence.count++;
            }
        }
    }

    /** Looks for an event followed by another; the newest first one is the best partner for any later second one. */
    final class Sequence implements EventProbe {
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
