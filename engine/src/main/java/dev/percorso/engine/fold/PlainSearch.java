package dev.percorso.engine.fold;

/**
 * The fast path of {@link OrderedSearch}: no optional steps, no exclusions, ties as they arrived.
 *
 * <p>Per step it keeps the newest start from which the step was reached: whatever can follow from an older start can
 * follow from the newest as long as the window is open. That gives the furthest step and when it was first reached.
 * Of the attempts still open then, the oldest is never behind a newer one, so it is the first to get there.
 */
final class PlainSearch implements FunnelSearch {
    /** Earlier than any time by more than any window, and far enough from the limits of a long to subtract. */
    private static final long NEVER = Long.MIN_VALUE / 2;

    private final FunnelRules rules;
    private final FunnelAttempt attempt;
    private final OrderedSearch successive;
    private final long window;
    /** At {@code k}: newest start of an attempt with {@code k} steps done. At 0: where the event itself may start. */
    private final long[] newestStart;

    private int reach;
    private int reachedAt;

    PlainSearch(FunnelRules rules) {
        this.rules = rules;
        attempt = new FunnelAttempt(rules.steps);
        successive = new OrderedSearch(rules);
        window = Math.min(rules.window, Long.MAX_VALUE / 4);
        newestStart = new long[rules.steps + 1];
    }

    @Override
    public Verdict best(FunnelEvents events, Found found) {
        follow(events);
        if (reach > 0) {
            fillIn(events);
            found.attempt(attempt);
        }
        return Verdict.COUNTED;
    }

    /** How many steps are done; for those who ask nothing else. */
    int reach(FunnelEvents events) {
        follow(events);
        return reach;
    }

    @Override
    public Verdict all(FunnelEvents events, Found found) {
        return successive.all(events, found);
    }

    /** Hot loop: allocates nothing, and what it does per event depends on data by a conditional move at most. */
    private void follow(FunnelEvents events) {
        int[] masks = events.masks;
        long[] times = events.times;
        long[] newest = newestStart;
        long limit = window;
        long from = rules.periodFrom();
        long to = rules.periodTo();
        int size = events.size;
        // Nobody gets past a step that never happened.
        int bound = Math.min(newest.length - 1, Integer.numberOfTrailingZeros(~events.union));
        int furthest = 0;
        int furthestAt = events.first;
        for (int step = 1; step < newest.length; step++) {
            newest[step] = NEVER;
        }
        for (int position = events.first; position < size && furthest < bound; position++) {
            long time = times[position];
            int mask = masks[position];
            newest[0] = time >= from && time < to ? time : NEVER;
            do {
                int step = 31 - Integer.numberOfLeadingZeros(mask);
                mask ^= 1 << step;
                long start = newest[step];
                boolean reached = time - start <= limit;
                newest[step + 1] = reached ? start : newest[step + 1];
                if (reached && step >= furthest) {
                    furthest = step + 1;
                    furthestAt = position;
                }
            } while (mask != 0);
        }
        reach = furthest;
        reachedAt = furthestAt;
    }

    /** Walks the attempt to report: from the first start still open when the furthest step was reached. */
    private void fillIn(FunnelEvents events) {
        int position = reach == 1 ? reachedAt : firstWithin(events);
        int done = 0;
        long started = 0;
        for (; done < reach || (reach == 1 && position < events.size); position++) {
            int mask = events.masks[position];
            long time = events.times[position];
            if (done > 0 && (mask & (1 << done)) != 0 && reach > 1) {
                attempt.serve(done, position);
                done++;
            } else if (done <= 1 && rules.starts(mask, time)) {
                if (done == 1 && time - started > window) {
                    return;
                }
                attempt.restart(position);
                started = time;
                done = 1;
            }
        }
    }

    private int firstWithin(FunnelEvents events) {
        long last = events.times[reachedAt];
        int position = reachedAt;
        while (position > events.first && last - events.times[position - 1] <= window) {
            position--;
        }
        return position;
    }
}
