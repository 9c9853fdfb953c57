package dev.percorso.flow;

/**
 * Why a run ended.
 *
 * @param detail the exit step, the exit rule, who or what removed the person, or from what it was held out
 */
public record ExitReason(Kind kind, String detail) {
    /** Detail of those who are held out of every flow, not of this one only. */
    public static final String EVERYWHERE = "everywhere";

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
