package dev.percorso.flow;

/** Whether an input starts a run. */
public sealed interface EntryDecision {

    /** It does. */
    record Entered(Decision decision) implements EntryDecision {}

    /** It does not. */
    record Refused(Reason reason) implements EntryDecision {}

    /** Why not. */
    enum Reason {
        NO_MATCH,
        PAUSED,
        KEY_MISSING,
        ALREADY_INSIDE,
        ONLY_ONCE,
        TOO_SOON
    }
}
