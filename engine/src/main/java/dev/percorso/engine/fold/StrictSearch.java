package dev.percorso.engine.fold;

/** Attempts whose steps follow each other directly; the events given are all events. */
final class StrictSearch implements FunnelSearch {
    private final FunnelRules rules;
    private final FunnelAttempt attempt;

    StrictSearch(FunnelRules rules) {
        this.rules = rules;
        attempt = new FunnelAttempt(rules.steps);
    }

    @Override
    public Verdict best(FunnelEvents events, Found found) {
        int bestReach = 0;
        int bestStart = -1;
        for (int position = 0; position < events.size && bestReach < rules.steps; position++) {
            if (rules.starts(events.masks[position], events.times[position])) {
                follow(events, position);
                if (attempt.reach > bestReach && !isReplaced(events, position)) {
                    bestReach = attempt.reach;
                    bestStart = position;
                }
            }
        }
        if (bestStart >= 0) {
            follow(events, bestStart);
            found.attempt(attempt);
        }
        return Verdict.COUNTED;
    }

    @Override
    public Verdict all(FunnelEvents events, Found found) {
        int position = 0;
        while (position < events.size) {
            if (!rules.starts(events.masks[position], events.times[position])) {
                position++;
                continue;
            }
            int end = follow(events, position);
            if (!isReplaced(events, position)) {
                found.attempt(attempt);
            }
            position = end;
        }
        return Verdict.COUNTED;
    }

    /** Follows the attempt that starts at the position and gives the position after its last step. */
    private int follow(FunnelEvents events, int start) {
        attempt.clear();
        attempt.serve(0, start);
        int position = start + 1;
        while (position < events.size && events.times[position] - events.times[start] <= rules.window) {
            int next = rules.advance(attempt.reach, events.masks[position]);
            if (next == attempt.reach) {
                break;
            }
            attempt.serve(next - 1, position);
            position++;
        }
        return position;
    }

    /** Whether the attempt just followed has one step and a newer start directly after it, inside the window. */
    private boolean isReplaced(FunnelEvents events, int start) {
        int next = start + 1;
        return attempt.reach == 1
                && next < events.size
                && events.times[next] - events.times[start] <= rules.window
                && rules.starts(events.masks[next], events.times[next]);
    }
}
