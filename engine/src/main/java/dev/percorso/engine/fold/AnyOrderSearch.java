package dev.percorso.engine.fold;

import java.util.Arrays;

/**
 * Attempts whose steps come in any order, each served by another event. Which steps the events of an attempt can serve
 * together is a bipartite matching; each event adds at most one step (augmenting paths, Kuhn).
 */
final class AnyOrderSearch implements FunnelSearch {
    private final FunnelRules rules;
    private final FunnelAttempt attempt;
    /** Per step: position of the event that serves it in the current matching, or -1. */
    private final int[] servedBy;

    private final boolean[] visited;
    private boolean excluded;
    private boolean personExcluded;
    /** A newer start followed before any further step. */
    private boolean replaced;

    AnyOrderSearch(FunnelRules rules) {
        this.rules = rules;
        attempt = new FunnelAttempt(rules.steps);
        servedBy = new int[rules.steps];
        visited = new boolean[rules.steps];
    }

    @Override
    public Verdict best(FunnelEvents events, Found found) {
        if (rules.exclusionMask == 0 && eachServesOneStep(events)) {
            int start = bestStartBySliding(events);
            if (start >= 0) {
                follow(events, start);
                found.attempt(attempt);
            }
            return Verdict.COUNTED;
        }
        int bestReach = 0;
        int bestStart = -1;
        int convertedAt = Integer.MAX_VALUE;
        int excludedAt = Integer.MAX_VALUE;
        // An attempt that starts before the conversion may still take the person out before it.
        for (int position = 0; position < Math.min(events.size, convertedAt); position++) {
            if (bestReach == rules.steps && rules.exclusionMask == 0) {
                break;
            }
            if (!startsAt(events, position)) {
                continue;
            }
            int end = follow(events, position);
            if (personExcluded) {
                excludedAt = Math.min(excludedAt, end - 1);
            }
            if (attempt.reach > bestReach && !replaced) {
                bestReach = attempt.reach;
                bestStart = position;
                convertedAt = bestReach == rules.steps ? end - 1 : convertedAt;
            }
        }
        if (excludedAt < convertedAt) {
            return Verdict.PERSON_EXCLUDED;
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
            if (!startsAt(events, position)) {
                position++;
                continue;
            }
            int end = follow(events, position);
            if (personExcluded) {
                return Verdict.PERSON_EXCLUDED;
            }
            if (replaced) {
                position++;
                continue;
            }
            found.attempt(attempt);
            position = Math.max(end, position + 1);
        }
        return Verdict.COUNTED;
    }

    private static boolean eachServesOneStep(FunnelEvents events) {
        for (int position = 0; position < events.size; position++) {
            if (Integer.bitCount(events.masks[position]) != 1) {
                return false;
            }
        }
        return true;
    }

    /** Slides the window over the events and counts the different steps in it: linear where following is quadratic. */
    private int bestStartBySliding(FunnelEvents events) {
        int[] inWindow = new int[rules.steps];
        int different = 0;
        int bestReach = 0;
        int bestStart = -1;
        int end = 0;
        for (int start = 0; start < events.size && bestReach < rules.steps; start++) {
            while (end < events.size && events.times[end] - events.times[start] <= rules.window) {
                different += inWindow[stepOf(events, end)]++ == 0 ? 1 : 0;
                end++;
            }
            boolean replaced =
                    start + 1 < end && events.masks[start + 1] == events.masks[start] && startsAt(events, start + 1);
            if (different > bestReach && startsAt(events, start) && !replaced) {
                bestReach = different;
                bestStart = start;
            }
            different -= --inWindow[stepOf(events, start)] == 0 ? 1 : 0;
        }
        return bestStart;
    }

    private static int stepOf(FunnelEvents events, int position) {
        return Integer.numberOfTrailingZeros(events.masks[position]);
    }

    private boolean startsAt(FunnelEvents events, int position) {
        int steps = events.masks[position] & ~rules.exclusionMask;
        return steps != 0 && rules.starts(1, events.times[position]);
    }

    /** Follows the attempt that starts at the position and gives the position after the last event it looked at. */
    private int follow(FunnelEvents events, int start) {
        attempt.clear();
        Arrays.fill(servedBy, -1);
        excluded = false;
        personExcluded = false;
        replaced = false;
        int position = start;
        while (position < events.size
                && attempt.reach < rules.steps
                && !excluded
                && !replaced
                && events.times[position] - events.times[start] <= rules.window) {
            Arrays.fill(visited, false);
            int before = attempt.reach;
            boolean adds = augment(events, position);
            if (adds) {
                attempt.serve(attempt.reach, position);
            }
            int mask = events.masks[position];
            personExcluded = rules.excludes(mask, before, attempt.reach, FunnelExclusion.Effect.PERSON);
            excluded = personExcluded || rules.excludes(mask, before, attempt.reach, FunnelExclusion.Effect.ATTEMPT);
            replaced = before == 1 && !adds && !excluded && startsAt(events, position);
            position++;
        }
        return position;
    }

    private boolean augment(FunnelEvents events, int position) {
        for (int step = 0; step < rules.steps; step++) {
            if ((events.masks[position] & (1 << step)) == 0 || visited[step]) {
                continue;
            }
            visited[step] = true;
            if (servedBy[step] < 0 || augment(events, servedBy[step])) {
                servedBy[step] = position;
                return true;
            }
        }
        return false;
    }
}
