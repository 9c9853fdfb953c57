package dev.percorso.server.orchestrate;

/** What a turn did. */
enum Progress {
    /** There was nothing to do. */
    NONE,
    /** Something moved. */
    MOVED,
    /** Something moved, and messages wait to be sent. */
    QUEUED_MESSAGES;

    Progress and(Progress other) {
        return compareTo(other) >= 0 ? this : other;
    }

    static Progress of(TurnChanges changes) {
        return changes.messages().isEmpty() && changes.calls().isEmpty() ? MOVED : QUEUED_MESSAGES;
    }
}
