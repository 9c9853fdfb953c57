package dev.percorso.engine.conform;

/**
 * An allowed way beside the order of the steps: right after step {@code from} the journey may go on as if it stood
 * before step {@code to}. Forward it is a skip, backward a return.
 *
 * @param from index of the step just performed, or {@link #START}
 * @param to index of the step that may follow, or the number of steps for the end of the map
 */
public record Jump(int from, int to) {

    /** The place before the first step. */
    public static final int START = -1;

    public Jump {
        if (from < START) {
            throw new IllegalArgumentException("a jump starts at a step or at START (-1), got " + from);
        }
        if (to < 0) {
            throw new IllegalArgumentException("a jump leads to a step or to the end, got " + to);
        }
    }
}
