package dev.percorso.engine.fold;

import dev.percorso.engine.match.TimeRange;
import java.util.List;

/** The parts of a funnel that decide about one event, as plain numbers for the hot loops. */
final class FunnelRules {
    final int steps;
    final long window;
    final boolean anyTies;
    private final TimeRange period;
    /** Per number of steps done: index of the first step from there on that is not optional. */
    private final int[] nextMandatory;

    private final boolean hasOptional;
    private final int optionalMask;
    private final List<FunnelExclusion> exclusions;
    final int exclusionMask;

    FunnelRules(Funnel funnel) {
        steps = funnel.steps().size();
        window = funnel.window().toMillis();
        anyTies = funnel.ties() == Funnel.Ties.ANY;
        period = funnel.period();
        exclusions = funnel.exclusions();
        nextMandatory = new int[steps + 1];
        int optional = 0;
        int next = steps;
        for (int step = steps; step >= 0; step--) {
            if (step < steps && funnel.steps().get(step).optional()) {
                optional |= 1 << step;
            } else {
                next = step;
            }
            nextMandatory[step] = next;
        }
        optionalMask = optional;
        hasOptional = optional != 0;
        exclusionMask = exclusions.isEmpty() ? 0 : -1 << steps;
    }

    boolean isPlain() {
        return !hasOptional && exclusions.isEmpty() && !anyTies;
    }

    boolean starts(int mask, long time) {
        return (mask & 1) != 0 && period.contains(time);
    }

    long periodFrom() {
        return period.from();
    }

    long periodTo() {
        return period.to();
    }

    boolean isOptional(int step) {
        return (optionalMask & (1 << step)) != 0;
    }

    /** Steps done after an attempt with {@code done} of them sees one event: the furthest that may follow. */
    int advance(int done, int mask) {
        if (done == steps) {
            return done;
        }
        for (int step = nextMandatory[done]; step >= done; step--) {
            if ((mask & (1 << step)) != 0) {
                return step + 1;
            }
        }
        return done;
    }

    /** Whether an exclusion among the bits of {@code mask} acts on an attempt going from one number of steps to another. */
    boolean excludes(int mask, int before, int after, FunnelExclusion.Effect effect) {
        if ((mask & exclusionMask) == 0) {
            return false;
        }
        for (int number = 0; number < exclusions.size(); number++) {
            FunnelExclusion exclusion = exclusions.get(number);
            if ((mask & (1 << (steps + number))) != 0
                    && exclusion.effect() == effect
                    && before >= exclusion.afterStep()
                    && after < exclusion.beforeStep()) {
                return true;
            }
        }
        return false;
    }
}
