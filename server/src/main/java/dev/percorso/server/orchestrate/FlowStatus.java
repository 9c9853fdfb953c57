package dev.percorso.server.orchestrate;

/** Whether a flow takes people in and moves them. */
public enum FlowStatus {
    /** Never published. */
    DRAFT,
    LIVE,
    /** Holds everybody where they are; nobody enters. */
    PAUSED,
    /** Nobody is inside and nobody enters. */
    STOPPED;

    /** Whether people may be inside. */
    boolean isOpen() {
        return this == LIVE || this == PAUSED;
    }
}
