package dev.percorso.server.privacy;

/** What a limit is set for. */
public enum RetentionKind {
    /** Events, by when they happened. */
    EVENTS,
    /** Persons with all that is known of them, by their last event or, without any, by when they were first known. */
    PERSONS,
    /** Refused events. */
    DEAD_LETTERS,
    /** Messages to persons that were sent, skipped or failed. */
    MESSAGES,
    /** Runs of persons through flows that ended. */
    FLOW_RUNS,
    /** The audit log. */
    AUDIT,
    /** Counts of events without consent, which are about nobody, by the day they count. */
    AGGREGATES
}
