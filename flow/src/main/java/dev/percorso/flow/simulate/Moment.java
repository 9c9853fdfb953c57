package dev.percorso.flow.simulate;

import dev.percorso.flow.FlowEvent;
import dev.percorso.flow.FlowVersion;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;

/** Something that happens in a scenario at an instant of the virtual clock. */
public sealed interface Moment {
    Instant at();

    /** An event of a person arrives; its own time may be earlier. */
    record Arrives(Instant at, String person, FlowEvent event) implements Moment {}

    /** A person becomes a member of a segment. */
    record Joins(Instant at, String person, String segment) implements Moment {}

    /** A person is a member of a segment no longer. */
    record Leaves(Instant at, String person, String segment) implements Moment {}

    /** A person comes onto a list, by hand or otherwise from outside. */
    record Listed(Instant at, String person, String list) implements Moment {}

    /** The API starts a person. */
    record ApiStarts(Instant at, String person, String request, Map<String, Object> properties) implements Moment {}

    /** A condition becomes true or false for a person; all are false at first. */
    record FactChanges(Instant at, String person, String expression, boolean holds) implements Moment {}

    /** A trait of a person is set. */
    record TraitChanges(Instant at, String person, String trait, Object value) implements Moment {}

    /** A webhook answers the calls of a person who waits at the step. */
    record Answers(Instant at, String person, String step, boolean isGood, Map<String, Object> answer)
            implements Moment {}

    /** The clock starts a person at an entry. */
    record ComesUp(Instant at, String person, String entry) implements Moment {}

    /** From now on there are so many codes left in a pool; before, there is no end to them. */
    record Stocks(Instant at, String pool, int left) implements Moment {}

    /** An experiment is decided for one of its ways. */
    record Decides(Instant at, String step, String winner) implements Moment {}

    /** A person moves to another time zone. */
    record ZoneChanges(Instant at, String person, ZoneId zone) implements Moment {}

    /** A new version takes the persons who enter from now on. */
    record Publishes(Instant at, FlowVersion version) implements Moment {}

    /** The flow holds everybody. */
    record Pauses(Instant at) implements Moment {}

    /** The flow goes on. */
    record Resumes(Instant at) implements Moment {}

    /** The server is down until the given instant: what would have happened meanwhile happens then. */
    record Down(Instant at, Instant until) implements Moment {}

    /** A person is taken out. */
    record Removes(Instant at, String person, String why) implements Moment {}
}
