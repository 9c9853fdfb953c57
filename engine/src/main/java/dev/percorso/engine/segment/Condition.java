package dev.percorso.engine.segment;

import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.match.ValueTest;
import java.time.Duration;
import java.util.List;

/** A condition on a person, as of an instant: what happens after it is not seen. */
public sealed interface Condition {
    /** All conditions hold; without any, everyone. */
    record All(List<Condition> conditions) implements Condition {
        public All {
            conditions = List.copyOf(conditions);
        }
    }

    /** At least one condition holds; without any, nobody. */
    record Any(List<Condition> conditions) implements Condition {
        public Any {
            conditions = List.copyOf(conditions);
        }
    }

    /** The condition does not hold. */
    record Not(Condition condition) implements Condition {}

    /** The person's trait passes a test. */
    record HasTrait(String trait, ValueTest test) implements Condition {}

    /** The person did something so many times in a period. */
    record Performed(EventMatch event, CountRange count, Period period) implements Condition {}

    /**
     * The person did one thing and then, as another event later or later in arrival, the other thing.
     *
     * @param first what came first
     * @param then what came then
     * @param within longest time between the two, limit included
     * @param period when both happened
     */
    record InSequence(EventMatch first, EventMatch then, Duration within, Period period) implements Condition {
        public InSequence {
            if (within.isNegative()) {
                throw new IllegalArgumentException("a sequence cannot lie within a negative time: " + within);
            }
        }
    }

    /**
     * The person did several things one after another, each another event, others in between or not.
     *
     * @param steps what was done, in order; at least one
     * @param within longest time from the first to the last, limit included
     */
    record InOrder(List<EventMatch> steps, Duration within) implements Condition {
        public InOrder {
            steps = List.copyOf(steps);
            if (steps.isEmpty()) {
                throw new IllegalArgumentException("an order needs at least one step");
            }
            if (within.isNegative()) {
                throw new IllegalArgumentException("an order cannot lie within a negative time: " + within);
            }
        }
    }

    /**
     * The time since the person last did something. Does not hold for who never did it.
     *
     * @param event what was done
     * @param least shortest time since, limit included
     * @param most longest time since, limit included
     */
    record LastPerformed(EventMatch event, Duration least, Duration most) implements Condition {
        public LastPerformed {
            if (least.isNegative() || most.compareTo(least) < 0) {
                throw new IllegalArgumentException("the time since goes up from nothing, was " + least + " to " + most);
            }
        }
    }

    /** The person started so many sessions in a period. */
    record SessionCount(CountRange count, Period period) implements Condition {}

    /** The person's first event lies in a period. */
    record FirstSeen(Period period) implements Condition {}

    /** The person, or someone merged into the person, is in a set: a static list, another segment, a stage. */
    record Member(PersonSet persons) implements Condition {}
}
