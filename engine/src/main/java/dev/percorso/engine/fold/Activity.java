package dev.percorso.engine.fold;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import dev.percorso.engine.index.Snapshot;
import dev.percorso.engine.match.EventClassifier;
import dev.percorso.engine.match.EventMatch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Lifecycle and stickiness: who is active in a calendar period, compared with the period before and with ever before.
 *
 * <p>A person is active in a period with at least one of the events in it. Periods count as a whole, even where the
 * first or the last reaches beyond the range.
 */
public final class Activity implements Fold<Activity.Tally> {

    /** What an active or no longer active person is in a period; {@link #DORMANT} ones are those lost. */
    public enum Phase {
        /** Active, and never before. */
        NEW,
        /** Active, and in the period before. */
        RETURNING,
        /** Active and once before, but not in the period before. */
        RESURRECTING,
        /** Not active, but in the period before. */
        DORMANT
    }

    /** Persons by phase in one period. */
    public record Lifecycle(long newcomers, long returning, long resurrecting, long dormant) {

        /** Persons active in the period. */
        public long active() {
            return newcomers + returning + resurrecting;
        }
    }

    private static final int PHASES = Phase.values().length;

    private final EventClassifier events;
    private final Periods periods;
    private final long previousStart;

    /**
     * @param events any of these is an activity, such as {@link EventMatch#any()}
     */
    public Activity(Snapshot snapshot, List<EventMatch> events, Periods periods) {
        this.events = new EventClassifier(List.of(events), snapshot);
        this.periods = periods;
        this.previousStart = periods.previousStartMillis();
    }

    @Override
    public Tally newAccumulator() {
        return new Tally(periods.count());
    }

    @Override
    public void accept(Journey journey, Tally tally) {
        boolean[] active = tally.active;
        Arrays.fill(active, false);
        boolean earlier = read(journey, active);
        int activePeriods = 0;
        for (int period = 0; period < periods.count(); period++) {
            boolean now = active[period + 1];
            activePeriods += now ? 1 : 0;
            if (now || active[period]) {
                tally.phases[period * PHASES + place(phase(now, active[period], earlier))]++;
            }
            earlier |= active[period];
        }
        if (activePeriods > 0) {
            tally.stickiness[activePeriods - 1]++;
        }
    }

    /** Marks the active periods, the one before the first at 0, and says whether there was activity before that. */
    private boolean read(Journey journey, boolean[] active) {
        int size = journey.size();
        int begin = journey.indexAfter(previousStart - 1);
        boolean earlier = false;
        for (int event = 0; event < begin && !earlier; event++) {
            earlier = events.mask(journey, event) != 0;
        }
        for (int event = begin; event < size; event++) {
            long time = journey.time(event);
            int period = time < periods.startMillis(0) ? 0 : periods.slot(time) + 1;
            if (period == 0 && time >= periods.startMillis(0)) {
                break;
            }
            active[period] = active[period] || events.mask(journey, event) != 0;
        }
        return earlier;
    }

    private static Phase phase(boolean now, boolean before, boolean earlier) {
        if (!now) {
            return Phase.DORMANT;
        }
        if (before) {
            return Phase.RETURNING;
        }
        return earlier ? Phase.RESURRECTING : Phase.NEW;
    }

    private static int place(Phase phase) {
        return switch (phase) {
            case NEW -> 0;
            case RETURNING -> 1;
            case RESURRECTING -> 2;
            case DORMANT -> 3;
        };
    }

    @Override
    public Tally combine(Tally left, Tally right) {
        Arrays.setAll(left.phases, i -> left.phases[i] + right.phases[i]);
        Arrays.setAll(left.stickiness, i -> left.stickiness[i] + right.stickiness[i]);
        return left;
    }

    /** The lifecycle by period. */
    public List<Lifecycle> lifecycle(Tally tally) {
        List<Lifecycle> list = new ArrayList<>(periods.count());
        for (int row = 0; row < tally.phases.length; row += PHASES) {
            list.add(new Lifecycle(
                    tally.phases[row], tally.phases[row + 1], tally.phases[row + 2], tally.phases[row + 3]));
        }
        return list;
    }

    /** Persons by their number of active periods, from 1. */
    public List<Long> stickiness(Tally tally) {
        return Arrays.stream(tally.stickiness).boxed().toList();
    }

    /** A fold that finds the persons in any of the phases in a period. */
    public Fold<BitSet> persons(int period, Set<Phase> phases) {
        if (period < 0 || period >= periods.count()) {
            throw new IllegalArgumentException("there is no period " + period + " of " + periods.count());
        }
        return PersonSet.where(journey -> {
            boolean[] active = new boolean[periods.count() + 1];
            boolean earlier = read(journey, active);
            for (int i = 0; i < period; i++) {
                earlier |= active[i];
            }
            return (active[period + 1] || active[period])
                    && phases.contains(phase(active[period + 1], active[period], earlier));
        });
    }

    /**
     * A fold that finds the persons active in some of the periods.
     *
     * @param least in how many, from 1
     * @param most in how many, at most all
     */
    public Fold<BitSet> regulars(int least, int most) {
        if (least < 1 || most < least || most > periods.count()) {
            throw new IllegalArgumentException(
                    "nobody can be active in " + least + " to " + most + " of " + periods.count() + " periods");
        }
        return PersonSet.where(journey -> {
            boolean[] active = new boolean[periods.count() + 1];
            read(journey, active);
            int times = 0;
            for (int period = 1; period < active.length; period++) {
                times += active[period] ? 1 : 0;
            }
            return least <= times && times <= most;
        });
    }

    /** Persons by period and phase, and by number of active periods. */
    public static final class Tally {
        private final long[] phases;
        private final long[] stickiness;

        /** Working space: activity of one journey. */
        private final boolean[] active;

        private Tally(int periods) {
            phases = new long[periods * PHASES];
            stickiness = new long[periods];
            active = new boolean[periods + 1];
        }
    }
}
