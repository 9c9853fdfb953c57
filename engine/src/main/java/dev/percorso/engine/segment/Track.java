package dev.percorso.engine.segment;

import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.match.EventMatcher;
import java.util.Arrays;
import java.util.List;

/** What one part of a {@link RunningConditions} remembers of a journey as it goes on. Immutable; its {@link Seen} is not. */
sealed interface Track {

    long NEVER = Long.MIN_VALUE;

    /** Before the first event of a journey. */
    Seen begin();

    /** What was seen so far. */
    interface Seen {
        void see(Journey journey, int event, long time);

        /** Whether the part holds as of an event, which was seen. */
        boolean holds(long time);
    }

    /** Which events count. */
    interface Wanted {
        boolean is(Journey journey, int event);
    }

    static Wanted matching(EventMatch match, Snapshot snapshot) {
        EventMatcher matcher = new EventMatcher(match, snapshot);
        return matcher::matches;
    }

    /** So many events in a period. */
    record Times(Wanted wanted, CountRange count, Period period) implements Track {
        @Override
        public Seen begin() {
            return switch (period) {
                case Period.Within within -> new Sliding(within.duration().toMillis());
                case Period.Ever ever -> new Counting();
                case Period.Between between -> new Counting();
            };
        }

        private final class Counting implements Seen {
            private int seen;

            @Override
            public void see(Journey journey, int event, long time) {
                boolean isInside = time >= period.first(time) && time <= period.last(time);
                seen += isInside && wanted.is(journey, event) ? 1 : 0;
            }

            @Override
            public boolean holds(long time) {
                return count.contains(seen);
            }
        }

        /** The times of the last while, in a ring. */
        private final class Sliding implements Seen {
            private final long length;
            private long[] times = new long[4];
            private int first;
            private int size;

            private Sliding(long length) {
                this.length = length;
            }

            @Override
            public void see(Journey journey, int event, long time) {
                forget(time);
                if (!wanted.is(journey, event)) {
                    return;
                }
                if (size == times.length) {
                    grow();
                }
                times[(first + size) % times.length] = time;
                size++;
            }

            private void forget(long time) {
                while (size > 0 && times[first] < time - length) {
                    first = (first + 1) % times.length;
                    size--;
                }
            }

            private void grow() {
                long[] larger = new long[times.length * 2];
                for (int i = 0; i < size; i++) {
                    larger[i] = times[(first + i) % times.length];
                }
                times = larger;
                first = 0;
            }

            @Override
            public boolean holds(long time) {
                return count.contains(size);
            }
        }
    }

    /** The time since the last such event. */
    record Last(Wanted wanted, long least, long most) implements Track {
        @Override
        public Seen begin() {
            return new Seen() {
                private long last = NEVER;

                @Override
                public void see(Journey journey, int event, long time) {
                    last = wanted.is(journey, event) ? time : last;
                }

                @Override
                public boolean holds(long time) {
                    return last != NEVER && time - last >= least && time - last <= most;
                }
            };
        }
    }

    /** One event and then another; of all such pairs the one that began last stays longest in any period. */
    record Pair(Wanted starter, Wanted follower, long within, Period period) implements Track {
        @Override
        public Seen begin() {
            return new Seen() {
                private long start = NEVER;
                private long pair = NEVER;

                @Override
                public void see(Journey journey, int event, long time) {
                    if (time < period.first(time) || time > period.last(time)) {
                        return;
                    }
                    if (start != NEVER && time - start <= within && follower.is(journey, event)) {
                        pair = start;
                    }
                    start = starter.is(journey, event) ? time : start;
                }

                @Override
                public boolean holds(long time) {
                    return pair != NEVER && pair >= period.first(time);
                }
            };
        }
    }

    /** Several events in order; once done they stay done. For each number of steps the latest start is the best. */
    record Steps(List<Wanted> steps, long within) implements Track {
        @Override
        public Seen begin() {
            long[] starts = new long[steps.size()];
            Arrays.fill(starts, NEVER);
            return new Seen() {
                @Override
                public void see(Journey journey, int event, long time) {
                    if (holds(time)) {
                        return;
                    }
                    // From the last step down, so that one event does not serve two steps.
                    for (int step = starts.length - 1; step >= 0; step--) {
                        long start = step == 0 ? time : starts[step - 1];
                        if (start != NEVER
                                && time - start <= within
                                && steps.get(step).is(journey, event)) {
                            starts[step] = Math.max(starts[step], start);
                        }
                    }
                }

                @Override
                public boolean holds(long time) {
                    return starts[starts.length - 1] != NEVER;
                }
            };
        }
    }
}
