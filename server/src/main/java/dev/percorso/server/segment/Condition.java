package dev.percorso.server.segment;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What defines a segment: a closed tree, read from JSON by {@link Segments#parse}. */
public sealed interface Condition {
    /** Every part holds; true without parts. */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }
    }

    /** At least one part holds; false without parts. */
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
        }
    }

    /** The part does not hold. */
    record Not(Condition condition) implements Condition {}

    /** A trait, where the test's property is the trait's name. */
    record Trait(PropertyCondition test) implements Condition {}

    /** The event happened so often in the period. */
    record Event(EventMatch match, Comparison comparison, int count, Period period) implements Condition {}

    /** The events happened in this order, from the first to the last within the time (inclusive). */
    record Sequence(List<EventMatch> matches, Optional<Duration> within) implements Condition {
        public Sequence {
            matches = List.copyOf(matches);
        }
    }

    /** The last event lies at least or at most so many days back. */
    record LastSeen(Comparison comparison, int days) implements Condition {}

    /** The first event lies at least or at most so many days back. */
    record FirstSeen(Comparison comparison, int days) implements Condition {}

    /** So many sessions. */
    record Sessions(Comparison comparison, int count) implements Condition {}

    /** In the stage now. */
    record Stage(String stage) implements Condition {}

    /** On the list now. */
    record OnList(String list) implements Condition {}

    /** In the segment now. */
    record Segment(String segment) implements Condition {}
}
