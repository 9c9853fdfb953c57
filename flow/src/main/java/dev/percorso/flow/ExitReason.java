package dev.percorso.flow;

/**
 * Why a run ended.
 *
 * @param detail the exit step, the exit rule, or who or what removed the person
 */
public record ExitReason(Kind kind, String detail) {

    /** The kinds of endings. */
    public enum Kind {
        COMPLETED,
        EXIT_RULE,
        GOAL,
        REMOVED,
        /** Belongs to those who receive nothing, so that the others can be compared with them. */
        HELD_OUT
    }
}
