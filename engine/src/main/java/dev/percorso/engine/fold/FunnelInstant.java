package dev.percorso.engine.fold;

import java.util.Arrays;

/**
 * What an attempt makes of the events of one instant: with arrival order an instant has one event; with the tie rule
 * "any" it has all events of that time, and they may serve steps in whichever order takes the attempt furthest. Finding
 * that is a bipartite matching of steps and events (augmenting paths, Kuhn).
 */
final class FunnelInstant {
    private final FunnelRules rules;
    private final FunnelEvents events;
    private int first;
    private int end;
    private int reserved = -1;
    /** Per event of the instant: the step it serves, or -1. */
    private int[] served = new int[8];

    private boolean[] visited = new boolean[8];
    /** Per event of the instant: whether it served an attempt that has ended. */
    private boolean[] taken = new boolean[8];

    FunnelInstant(FunnelRules rules, FunnelEvents events) {
        this.rules = rules;
        this.events = events;
    }

    /** Moves to the instant that starts at a position and gives its end. */
    int moveTo(int position) {
        first = position;
        end = position + 1;
        while (rules.anyTies && end < events.size && events.times[end] == events.times[first]) {
            end++;
        }
        if (served.length < end - first) {
            served = new int[(end - first) * 2];
            visited = new boolean[(end - first) * 2];
            taken = new boolean[(end - first) * 2];
        }
        Arrays.fill(taken, 0, end - first, false);
        return end;
    }

    /** Keeps one event of the instant from serving: it starts the attempt. -1 for none. */
    void reserve(int position) {
        reserved = position;
    }

    /** Keeps the events that serve the attempt from serving another one. */
    void take(FunnelAttempt attempt) {
        for (int position = first; position < end; position++) {
            taken[position - first] |= attempt.serves(position);
        }
    }

    /** Whether an event of the instant is not taken. */
    boolean isFree(int position) {
        return !taken[position - first];
    }

    /** All bits of the instant's events. */
    int mask() {
        int mask = 0;
        for (int position = first; position < end; position++) {
            mask |= events.masks[position];
        }
        return mask;
    }

    /** Steps done after the instant by an attempt with {@code done} of them. */
    int advance(int done) {
        if (end - first == 1) {
            return reserved == first || taken[0] ? done : rules.advance(done, events.masks[first]);
        }
        for (int target = rules.steps; target > done; target--) {
            if (canReach(done, target)) {
                return target;
            }
        }
        return done;
    }

    /** As {@link #advance}, and notes in the attempt which event served which step. */
    int advance(int done, FunnelAttempt attempt) {
        int target = advance(done);
        if (target == done) {
            return done;
        }
        if (end - first == 1) {
            attempt.serve(target - 1, first);
            return target;
        }
        canReach(done, target);
        for (int step = done; step < target; step++) {
            if (rules.isOptional(step)) {
                augmentOnce(step);
            }
        }
        for (int position = first; position < end; position++) {
            if (served[position - first] >= 0) {
                attempt.serve(served[position - first], position);
            }
        }
        return target;
    }

    private boolean canReach(int done, int target) {
        Arrays.fill(served, 0, end - first, -1);
        for (int step = done; step < target; step++) {
            boolean needed = step == target - 1 || !rules.isOptional(step);
            if (needed && !augmentOnce(step)) {
                return false;
            }
        }
        return true;
    }

    private boolean augmentOnce(int step) {
        Arrays.fill(visited, 0, end - first, false);
        return augment(step);
    }

    private boolean augment(int step) {
        for (int position = first; position < end; position++) {
            int at = position - first;
            if (position == reserved || taken[at] || visited[at] || (events.masks[position] & (1 << step)) == 0) {
                continue;
            }
            visited[at] = true;
            if (served[at] < 0 || augment(served[at])) {
                served[at] = step;
                return true;
            }
        }
        return false;
    }
}
