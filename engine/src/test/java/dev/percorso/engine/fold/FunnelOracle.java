package dev.percorso.engine.fold;

import dev.percorso.engine.index.IndexedEvent;
import dev.percorso.engine.match.EventMatch;
import dev.percorso.engine.match.ValueTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The funnel's definition, followed to the letter and without any thought of speed: it starts an attempt at every
 * event that may start one and walks on. Events are one person's, in order.
 */
final class FunnelOracle {
    /** Steps done, from 0, with the events that served them. */
    record Attempt(TreeMap<Integer, IndexedEvent> steps) {
        int reach() {
            return steps.isEmpty() ? 0 : steps.lastKey() + 1;
        }
    }

    /** Thrown away attempts are "replaced"; an end is the index of the event at which the attempt was decided. */
    private record Walk(Attempt attempt, boolean replaced, boolean personExcluded, int end, int next) {}

    private final Funnel funnel;
    private final List<IndexedEvent> events;
    private final int steps;

    FunnelOracle(Funnel funnel, List<IndexedEvent> events) {
        this.funnel = funnel;
        this.events = events;
        steps = funnel.steps().size();
    }

    /** The attempts that count, or empty when the person is excluded. */
    Optional<List<Attempt>> attempts() {
        return funnel.counting() == Funnel.Counting.TOTALS ? successive() : furthest();
    }

    private Optional<List<Attempt>> furthest() {
        Attempt best = new Attempt(new TreeMap<>());
        int convertedAt = Integer.MAX_VALUE;
        int excludedAt = Integer.MAX_VALUE;
        for (int start = 0; start < events.size(); start++) {
            if (!starts(start)) {
                continue;
            }
            Walk walk = walk(start);
            if (walk.personExcluded()) {
                excludedAt = Math.min(excludedAt, walk.end());
            }
            if (walk.attempt().reach() == steps) {
                convertedAt = Math.min(convertedAt, walk.end());
            }
            if (!walk.replaced() && walk.attempt().reach() > best.reach()) {
                best = walk.attempt();
            }
        }
        if (excludedAt < convertedAt) {
            return Optional.empty();
        }
        return Optional.of(best.reach() == 0 ? List.of() : List.of(best));
    }

    private Optional<List<Attempt>> successive() {
        List<Attempt> found = new ArrayList<>();
        int start = 0;
        while (start < events.size()) {
            if (!starts(start)) {
                start++;
                continue;
            }
            Walk walk = walk(start);
            if (walk.personExcluded()) {
                return Optional.empty();
            }
            if (!walk.replaced()) {
                found.add(walk.attempt());
            }
            start = walk.next();
        }
        return Optional.of(found);
    }

    private boolean starts(int index) {
        boolean inPeriod = funnel.period().contains(events.get(index).time());
        if (funnel.order() != Funnel.Order.ANY) {
            return inPeriod && serves(0, index);
        }
        boolean any = false;
        for (int step = 0; step < steps; step++) {
            any |= serves(step, index);
        }
        return inPeriod && any;
    }

    private Walk walk(int start) {
        return funnel.order() == Funnel.Order.ANY ? walkAnyOrder(start) : walkInOrder(start);
    }

    private Walk walkInOrder(int start) {
        Attempt attempt = new Attempt(new TreeMap<>(Map.of(0, events.get(start))));
        int done = 1;
        for (int index = start + 1; index < events.size(); index++) {
            if (isAfterWindow(start, index)) {
                return new Walk(attempt, false, false, index, index);
            }
            int before = done;
            boolean skippable = true;
            for (int step = before; step < steps && skippable; step++) {
                if (serves(step, index)) {
                    done = step + 1;
                }
                skippable = funnel.steps().get(step).optional();
            }
            if (done > before) {
                attempt.steps().put(done - 1, events.get(index));
            }
            if (done == steps) {
                return new Walk(attempt, false, false, index, index + 1);
            }
            for (FunnelExclusion exclusion : funnel.exclusions()) {
                if (excludes(exclusion, index, before, done)) {
                    boolean person = exclusionOf(index, before, done, FunnelExclusion.Effect.PERSON);
                    return new Walk(attempt, false, person, index, done > before ? index + 1 : index);
                }
            }
            if (done == 1 && starts(index)) {
                return new Walk(attempt, true, false, index, index);
            }
            if (done == before && funnel.order() == Funnel.Order.STRICT) {
                return new Walk(attempt, false, false, index, index);
            }
        }
        return new Walk(attempt, false, false, events.size(), events.size());
    }

    private Walk walkAnyOrder(int start) {
        Attempt attempt = new Attempt(new TreeMap<>());
        List<Integer> seen = new ArrayList<>();
        for (int index = start; index < events.size(); index++) {
            if (isAfterWindow(start, index)) {
                return new Walk(attempt, false, false, index, index);
            }
            int before = attempt.reach();
            seen.add(index);
            int now = mostServed(seen, 0, 0);
            if (now > before) {
                attempt.steps().put(now - 1, events.get(index));
            }
            if (now == steps) {
                return new Walk(attempt, false, false, index, index + 1);
            }
            for (FunnelExclusion.Effect effect : FunnelExclusion.Effect.values()) {
                if (exclusionOf(index, before, now, effect)) {
                    boolean person = exclusionOf(index, before, now, FunnelExclusion.Effect.PERSON);
                    return new Walk(attempt, false, person, index, index + 1);
                }
            }
            if (before == 1 && now == 1 && starts(index)) {
                return new Walk(attempt, true, false, index, index);
            }
        }
        return new Walk(attempt, false, false, events.size(), events.size());
    }

    /** Most different steps that these events can serve, each event one: tries everything. */
    private int mostServed(List<Integer> seen, int at, int taken) {
        if (at == seen.size()) {
            return Integer.bitCount(taken);
        }
        int most = mostServed(seen, at + 1, taken);
        for (int step = 0; step < steps; step++) {
            if ((taken & (1 << step)) == 0 && serves(step, seen.get(at))) {
                most = Math.max(most, mostServed(seen, at + 1, taken | (1 << step)));
            }
        }
        return most;
    }

    private boolean isAfterWindow(int start, int index) {
        return events.get(index).time() - events.get(start).time()
                > funnel.window().toMillis();
    }

    private boolean exclusionOf(int index, int before, int after, FunnelExclusion.Effect effect) {
        return funnel.exclusions().stream()
                .anyMatch(exclusion -> exclusion.effect() == effect && excludes(exclusion, index, before, after));
    }

    private boolean excludes(FunnelExclusion exclusion, int index, int before, int after) {
        return matches(exclusion.event(), events.get(index))
                && before >= exclusion.afterStep()
                && after < exclusion.beforeStep();
    }

    private boolean serves(int step, int index) {
        return funnel.steps().get(step).alternatives().stream().anyMatch(match -> matches(match, events.get(index)));
    }

    static boolean matches(EventMatch match, IndexedEvent event) {
        return (match.name().equals("*") || match.name().equals(event.name()))
                && match.conditions().stream()
                        .allMatch(condition -> condition.test() instanceof ValueTest.Equal equal
                                && equal.value().equals(event.properties().get(condition.property())));
    }
}
