package dev.percorso.engine.fold;

import java.util.Arrays;

/** The outcome of one attempt, reused from attempt to attempt. */
final class FunnelAttempt {
    /** Furthest step done, 0 for none. */
    int reach;
    /** Bit per step done. */
    int done;
    /** Per step, position of the event that served it in {@link FunnelEvents}; meaningless for steps not done. */
    final int[] positions;

    FunnelAttempt(int steps) {
        positions = new int[steps];
    }

    void clear() {
        reach = 0;
        done = 0;
        Arrays.fill(positions, -1);
    }

    /** Forgets everything and begins with the event at the position. */
    void restart(int position) {
        reach = 1;
        done = 1;
        positions[0] = position;
    }

    /** Notes that the event at the position served the step, numbered from 0. */
    void serve(int step, int position) {
        positions[step] = position;
        done |= 1 << step;
        reach = Math.max(reach, step + 1);
    }

    boolean serves(int position) {
        for (int step = 0; step < reach; step++) {
            if (positions[step] == position && (done & (1 << step)) != 0) {
                return true;
            }
        }
        return false;
    }
}
