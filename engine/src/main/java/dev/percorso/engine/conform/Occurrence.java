package dev.percorso.engine.conform;

/** How often a journey that fits performs a step before going on. */
public enum Occurrence {
    /** Exactly once. */
    MANDATORY(false, false),
    /** Once or not at all. */
    OPTIONAL(true, false),
    /** Once or more in a row. */
    REPEATABLE(false, true),
    /** Any number of times in a row, or not at all. */
    OPTIONAL_REPEATABLE(true, true);

    private final boolean omissible;
    private final boolean repeatable;

    Occurrence(boolean omissible, boolean repeatable) {
        this.omissible = omissible;
        this.repeatable = repeatable;
    }

    /** Whether the step may be left out. */
    public boolean omissible() {
        return omissible;
    }

    /** Whether the step may follow itself. */
    public boolean repeatable() {
        return repeatable;
    }
}
