package dev.percorso.server.people;

/** Why two persons became one. */
public enum MergeReason {
    /** An event carried the anonymous id of one and the user id of the other, and the former was not identified. */
    SIGNED_IN,
    /** An alias event said so explicitly. */
    ALIAS,
    /** A user of Percorso said so. */
    MANUAL;

    boolean isExplicit() {
        return this != SIGNED_IN;
    }
}
