package dev.percorso.engine.fold;

import dev.percorso.engine.index.IndexedEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The tie rule "any" to the letter: instant by instant, an attempt tries every order of the instant's events. Events
 * are one person's, in order.
 */
final class TiedFunnelOracle {
    /** Steps done by each attempt that counts; none when the person is excluded. */
    record Outcome(List<Integer> reaches, boolean excluded) {
        static final Outcome EXCLUDED = new Outcome(List.of(), true);
    }

    /** What one attempt comes to. */
    private record Walk(int reach, long convertedAt, long excludedAt) {}

    private static final long NEVER = Long.MAX_VALUE;

    private final Funnel funnel;
    private final int steps;
    private final List<List<IndexedEvent>> instants;

    TiedFunnelOracle(Funnel funnel, List<IndexedEvent> events) {
        this.funnel = funnel;
        steps = funnel.steps().size();
        TreeMap<Long, List<IndexedEvent>> byTime = new TreeMap<>();
        events.forEach(event ->
                byTime.computeIfAbsent(event.time(), time -> new ArrayList<>()).add(event));
        instants = List.copyOf(byTime.values());
    }

    Outcome outcome() {
        return funnel.counting() == Funnel.Counting.TOTALS ? successive() : furthest();
    }

    private Outcome furthest() {
        int best = 0;
        long convertedAt = NEVER;
        long excludedAt = NEVER;
        for (int start = 0; start < instants.size(); start++) {
            int started = furthestStart(instants.get(start));
            if (started > 0) {
                Walk walk = walk(start, started);
                best = Math.max(best, walk.reach());
                convertedAt = Math.min(convertedAt, walk.convertedAt());
                excludedAt = Math.min(excludedAt, walk.excludedAt());
            }
        }
        if (excludedAt < convertedAt) {
            return Outcome.EXCLUDED;
        }
        return new Outcome(best == 0 ? List.of() : List.of(best), false);
    }

    private Walk walk(int start, int started) {
        long from = instants.get(start).getFirst().time();
        int done = started;
        for (int next = start; done < steps && ++next < instants.size(); ) {
            List<IndexedEvent> instant = instants.get(next);
            long time = instant.getFirst().time();
            if (time - from > funnel.window().toMillis()) {
                return new Walk(done, NEVER, NEVER);
            }
            int before = done;
            done = furthest(done, instant);
            if (done == steps) {
                return new Walk(done, time, NEVER);
            }
            if (excludes(instant, before, done, FunnelExclusion.Effect.PERSON)) {
                return new Walk(done, NEVER, time);
            }
            boolean replaced = done == 1 && furthestStart(instant) > 0;
            if (replaced || excludes(instant, before, done, FunnelExclusion.Effect.ATTEMPT)) {
                return new Walk(done, NEVER, NEVER);
            }
        }
        return new Walk(done, done == steps ? from : NEVER, NEVER);
    }

    private Outcome successive() {
        List<Integer> reaches = new ArrayList<>();
        int done = 0;
        long from = 0;
        for (List<IndexedEvent> instant : instants) {
            List<IndexedEvent> free = new ArrayList<>(instant);
            long time = instant.getFirst().time();
            if (done > 0 && time - from > funnel.window().toMillis()) {
                reaches.add(done);
                done = 0;
            }
            if (done > 0) {
                int before = done;
                done = furthest(before, instant);
                if (done < steps && excludes(instant, before, done, FunnelExclusion.Effect.PERSON)) {
                    return Outcome.EXCLUDED;
                }
                use(free, before, done);
                if (done == steps || excludes(instant, before, done, FunnelExclusion.Effect.ATTEMPT)) {
                    reaches.add(done);
                    done = 0;
                }
            }
            while (done <= 1 && furthestStart(free) > 0) {
                done = furthestStart(free);
                use(free, 0, done);
                from = time;
                if (done == steps) {
                    reaches.add(done);
                    done = 0;
                }
                if (done == 1) {
                    break;
                }
            }
        }
        if (done > 0) {
            reaches.add(done);
        }
        return new Outcome(reaches, false);
    }

    /** Removes one event for each of the steps; events serve one step at most where this is asked. */
    private void use(List<IndexedEvent> free, int from, int to) {
        for (int step = from; step < to; step++) {
            for (IndexedEvent event : List.copyOf(free)) {
                if (serves(step, event)) {
                    free.remove(event);
                    break;
                }
            }
        }
    }

    /** Most steps that an attempt can have done at the end of the instant in which it starts; 0 when none starts. */
    private int furthestStart(List<IndexedEvent> instant) {
        int most = 0;
        for (IndexedEvent event : instant) {
            if (serves(0, event) && funnel.period().contains(event.time())) {
                most = Math.max(most, furthest(1, without(instant, event)));
            }
        }
        return most;
    }

    /** Most steps done after the events in any order; those that bring nothing in their turn may as well be left out. */
    private int furthest(int done, List<IndexedEvent> events) {
        int most = done;
        for (IndexedEvent event : events) {
            int next = afterOne(done, event);
            if (next > done) {
                most = Math.max(most, furthest(next, without(events, event)));
            }
        }
        return most;
    }

    private int afterOne(int done, IndexedEvent event) {
        int next = done;
        boolean skippable = true;
        for (int step = done; step < steps && skippable; step++) {
            next = serves(step, event) ? step + 1 : next;
            skippable = funnel.steps().get(step).optional();
        }
        return next;
    }

    private static List<IndexedEvent> without(List<IndexedEvent> events, IndexedEvent one) {
        List<IndexedEvent> others = new ArrayList<>(events);
        others.remove(one);
        return others;
    }

    private boolean excludes(List<IndexedEvent> instant, int before, int after, FunnelExclusion.Effect effect) {
        return funnel.exclusions().stream()
                .anyMatch(exclusion -> exclusion.effect() == effect
                        && before >= exclusion.afterStep()
                        && after < exclusion.beforeStep()
                        && instant.stream().anyMatch(event -> FunnelOracle.matches(exclusion.event(), event)));
    }

    private boolean serves(int step, IndexedEvent event) {
        return funnel.steps().get(step).alternatives().stream().anyMatch(match -> FunnelOracle.matches(match, event));
    }
}
