package dev.percorso.server.deliver;

import java.util.Arrays;

/** Whose marketing goes first where a cap lets only some of a person's messages through. */
public enum Priority {
    LOW(-1),
    NORMAL(0),
    HIGH(1);

    private final int rank;

    Priority(int rank) {
        this.rank = rank;
    }

    /** Higher goes first. */
    int rank() {
        return rank;
    }

    static Priority of(int rank) {
        return Arrays.stream(values())
                .filter(priority -> priority.rank == rank)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no priority has the rank " + rank));
    }
}
