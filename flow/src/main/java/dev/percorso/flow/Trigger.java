package dev.percorso.flow;

/** What starts a run, reaches a goal or ends a run. */
public sealed interface Trigger {

    /** An event of the person arrives. */
    record OnEvent(EventMatch match) implements Trigger {}

    /** The person becomes a member of the segment. */
    record OnSegmentEntered(String segment) implements Trigger {}

    /** The person is no longer a member of the segment. */
    record OnSegmentLeft(String segment) implements Trigger {}

    /** A call of the API; only for entries. */
    record OnApi() implements Trigger {}

    /** The condition holds when the person enters or whenever something happens to the run; not for entries. */
    record OnCondition(Condition condition) implements Trigger {}
}
