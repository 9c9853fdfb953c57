package dev.percorso.engine.fold;

import static dev.percorso.engine.fold.FunnelExclusion.Effect.ATTEMPT;
import static dev.percorso.engine.fold.FunnelExclusion.Effect.PERSON;

import java.util.Arrays;

/**
 * Attempts whose steps follow each other with anything between.
 *
 * <p>All attempts of a person are followed at once. An attempt that started earlier is never behind one that started
 * later, so open attempts lie in one array by start, and those with the same number of steps done are neighbours: an
 * event moves a whole group by moving one bound. The cost is linear in events, times steps an event can serve.
 */
final class OrderedSearch implements FunnelSearch {
    private final FunnelRules rules;
    private final FunnelAttempt attempt;
    /** Positions of the starts of open attempts, oldest first, from {@code head} on. */
    private int[] starts = new int[16];
    /** Per number of steps done: end of the attempts with at least so many. */
    private final int[] ends;

    private int head;
    private int bestReach;
    private int bestStart;

    OrderedSearch(FunnelRules rules) {
        this.rules = rules;
        attempt = new FunnelAttempt(rules.steps);
        ends = new int[rules.steps + 2];
    }

    @Override
    public Verdict best(FunnelEvents events, Found found) {
        Arrays.fill(ends, 0);
        head = 0;
        bestReach = 0;
        if (follow(events) == Verdict.PERSON_EXCLUDED) {
            return Verdict.PERSON_EXCLUDED;
        }
        if (bestReach > 0) {
            replay(events);
            found.attempt(attempt);
        }
        return Verdict.COUNTED;
    }

    private Verdict follow(FunnelEvents events) {
        FunnelInstant instant = new FunnelInstant(rules, events);
        int end;
        for (int position = 0; position < events.size; position = end) {
            end = instant.moveTo(position);
            long time = events.times[position];
            int mask = instant.mask();
            expire(events, time);
            for (int done = rules.steps - 1; done >= 1; done--) {
                int oldest = Math.max(head, ends[done + 1]);
                if (ends[done] <= oldest) {
                    continue;
                }
                int target = instant.advance(done);
                boolean ended = rules.excludes(mask, done, target, ATTEMPT);
                for (int reached = done + 1; reached <= target; reached++) {
                    ends[reached] = ends[done];
                }
                note(target, starts[oldest]);
                if (bestReach == rules.steps) {
                    return Verdict.COUNTED;
                }
                if (rules.excludes(mask, done, target, PERSON)) {
                    return Verdict.PERSON_EXCLUDED;
                }
                if (ended) {
                    remove(oldest, ends[done], target);
                }
            }
            startIn(instant, events, position, end);
            if (bestReach == rules.steps) {
                return Verdict.COUNTED;
            }
        }
        return Verdict.COUNTED;
    }

    /** Starts an attempt in an instant whose other events may already serve its next steps. */
    private void startIn(FunnelInstant instant, FunnelEvents events, int first, int end) {
        int chosen = furthestStart(instant, events, first, end);
        if (chosen < 0) {
            return;
        }
        instant.reserve(chosen);
        int furthest = instant.advance(1);
        instant.reserve(-1);
        start(chosen);
        int newest = ends[1] - 1;
        for (int reached = 2; reached <= furthest; reached++) {
            ends[reached] = newest + 1;
        }
        note(furthest, chosen);
    }

    private void note(int reach, int start) {
        if (reach > bestReach) {
            bestReach = reach;
            bestStart = start;
        }
    }

    private void expire(FunnelEvents events, long time) {
        while (head < ends[1] && time - events.times[starts[head]] > rules.window) {
            head++;
        }
    }

    /** A new attempt, or a newer start of the one that has no further step yet. */
    private void start(int position) {
        int newest = ends[1] - 1;
        if (newest >= Math.max(head, ends[2])) {
            if (bestReach == 1 && bestStart == starts[newest]) {
                bestStart = position;
            }
            starts[newest] = position;
            return;
        }
        if (ends[1] == starts.length) {
            starts = Arrays.copyOf(starts, starts.length * 2);
        }
        starts[ends[1]] = position;
        ends[1]++;
        note(1, position);
    }

    /** Ends the attempts between two bounds, which have done {@code done} steps. */
    private void remove(int from, int to, int done) {
        System.arraycopy(starts, to, starts, from, ends[1] - to);
        for (int reached = 1; reached <= done; reached++) {
            ends[reached] -= to - from;
        }
    }

    /** Fills in the steps of the best attempt by following it alone. */
    private void replay(FunnelEvents events) {
        attempt.clear();
        attempt.serve(0, bestStart);
        if (bestReach == 1) {
            return;
        }
        FunnelInstant instant = new FunnelInstant(rules, events);
        int position = firstOfInstant(events, bestStart);
        int end = instant.moveTo(position);
        instant.reserve(bestStart);
        int done = instant.advance(1, attempt);
        instant.reserve(-1);
        for (position = end; done < bestReach; position = end) {
            end = instant.moveTo(position);
            done = instant.advance(done, attempt);
        }
    }

    private int firstOfInstant(FunnelEvents events, int position) {
        int first = position;
        while (rules.anyTies && first > 0 && events.times[first - 1] == events.times[position]) {
            first--;
        }
        return first;
    }

    @Override
    public Verdict all(FunnelEvents events, Found found) {
        FunnelInstant instant = new FunnelInstant(rules, events);
        attempt.clear();
        int done = 0;
        long started = 0;
        int end;
        for (int position = 0; position < events.size; position = end) {
            end = instant.moveTo(position);
            int mask = instant.mask();
            if (done > 0 && events.times[position] - started > rules.window) {
                found.attempt(attempt);
                done = 0;
            }
            if (done > 0) {
                int before = done;
                done = instant.advance(before, attempt);
                if (done < rules.steps && rules.excludes(mask, before, done, PERSON)) {
                    return Verdict.PERSON_EXCLUDED;
                }
                if (done == rules.steps || rules.excludes(mask, before, done, ATTEMPT)) {
                    done = end(instant, found);
                }
            }
            if (done <= 1) {
                done = startAlone(instant, events, position, end, done);
                while (done == rules.steps) {
                    end(instant, found);
                    done = startAlone(instant, events, position, end, 0);
                }
                started = done > 0 ? events.times[attempt.positions[0]] : started;
            }
        }
        if (done > 0) {
            found.attempt(attempt);
        }
        return Verdict.COUNTED;
    }

    /** Ends the only open attempt; its events serve no other. Gives the steps done of the next one. */
    private int end(FunnelInstant instant, Found found) {
        found.attempt(attempt);
        instant.take(attempt);
        return 0;
    }

    /**
     * The only open attempt starts, or starts anew, with the event that ended attempts left of this instant from which
     * the others lead furthest. Gives the steps done.
     */
    private int startAlone(FunnelInstant instant, FunnelEvents events, int first, int end, int done) {
        int chosen = furthestStart(instant, events, first, end);
        if (chosen < 0) {
            return done;
        }
        attempt.clear();
        attempt.serve(0, chosen);
        instant.reserve(chosen);
        int reached = instant.advance(1, attempt);
        instant.reserve(-1);
        return reached;
    }

    /** Position of the start from which the other events of the instant lead furthest, the first of several; or -1. */
    private int furthestStart(FunnelInstant instant, FunnelEvents events, int first, int end) {
        int furthest = 0;
        int chosen = -1;
        for (int position = first; position < end; position++) {
            if (instant.isFree(position) && rules.starts(events.masks[position], events.times[position])) {
                instant.reserve(position);
                int reached = instant.advance(1);
                instant.reserve(-1);
                if (reached > furthest) {
                    furthest = reached;
                    chosen = position;
                }
            }
        }
        return chosen;
    }
}
