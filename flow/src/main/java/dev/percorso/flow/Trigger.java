package dev.percorso.flow;

import java.time.LocalTime;

/** What starts a run, reaches a goal or ends a run. */
public sealed interface Trigger {

    /** An event of the person arrives. */
    record OnEvent(EventMatch match) implements Trigger {}

    /** The person becomes a member of the segment. */
    record OnSegmentEntered(String segment) implements Trigger {}

    /** The person is no longer a member of the segment. */
    record OnSegmentLeft(String segment) implements Trigger {}

    /** The person comes onto the list; only for entries. */
    record OnListJoined(String list) implements Trigger {}

    /** A call of the API; only for entries. */
    record OnApi() implements Trigger {}

    /**
     * The clock: at each occurrence everybody in the segment enters; only for entries.
     *
     * @param segment empty for everybody
     */
    record OnSchedule(Recurrence recurrence, String segment) implements Trigger {}

    /**
     * A day that a trait names; only for entries.
     *
     * @param offsetDays so many days after that day; before it when negative
     * @param yearly every year, like a birthday; that of 29 February is on the 28th in other years
     * @param at the time of day, in the workspace's zone
     */
    record OnTraitDate(String trait, int offsetDays, boolean yearly, LocalTime at) implements Trigger {}

    /** The condition holds when the person enters or whenever something happens to the run; not for entries. */
    record OnCondition(Condition condition) implements Trigger {}
}
