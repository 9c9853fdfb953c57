package dev.percorso.engine.stage;

import dev.percorso.engine.fold.Periods;
import dev.percorso.engine.fold.PersonSet;
import dev.percorso.engine.fold.Sums;
import dev.percorso.engine.fold.TimeSample;
import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/**
 * Stages over time: who is in which at the end of each period, how persons moved in the range, and how long they stayed.
 *
 * <ul>
 *   <li><b>Occupancy</b> at the end of a period is the stage after all moves before that instant, of persons with an
 *       event before it. Where the range or the present ends earlier, that is the instant. Periods that begin later than
 *       the present are left out.
 *   <li><b>Moves</b> are those in the range, up to the present. A move into {@link StageModel#NONE} is a drop-off.
 *   <li>A <b>return</b> is a move into a stage the person had left before, at whatever time.
 *   <li>A <b>stay</b> counts when it ends in the range, with its whole length, whenever it began.
 * </ul>
 */
public final class StageFlow implements Fold<StageFlow.Tally> {

    private final StageReplay replay;
    private final Periods periods;

    /** The last instant whose events are read. */
    private final long horizon;

    /** Instants of the occupancy, one a period that has begun. */
    private final long[] ends;

    private final int places;

    public StageFlow(StageReplay replay, Periods periods, Instant now) {
        this.replay = replay;
        this.periods = periods;
        this.horizon = Math.min(now.toEpochMilli(), periods.toMillis() - 1);
        this.places = replay.model().stages().size() + 1;
        long[] instants = new long[periods.count()];
        int begun = 0;
        while (begun < periods.count() && periods.startMillis(begun) <= horizon) {
            instants[begun] = Math.min(periods.endMillis(begun), horizon + 1);
            begun++;
        }
        this.ends = Arrays.copyOf(instants, begun);
    }

    /** How many periods have begun. */
    public int periodCount() {
        return ends.length;
    }

    @Override
    public Tally newAccumulator() {
        return new Tally(this);
    }

    @Override
    public void accept(Journey journey, Tally tally) {
        if (journey.size() == 0 || journey.time(0) > horizon) {
            return;
        }
        tally.begin(journey);
        replay.replay(journey, horizon, tally);
        tally.fillTo(Long.MAX_VALUE);
    }

    @Override
    public Tally combine(Tally left, Tally right) {
        left.merge(right);
        return left;
    }

    /** A fold that finds the persons in a stage, or in none, at the end of a period. */
    public Fold<BitSet> personsIn(int period, int stage) {
        if (period < 0 || period >= ends.length) {
            throw new IllegalArgumentException("there is no period " + period + " of " + ends.length);
        }
        return PersonSet.where(journey -> {
            if (journey.size() == 0 || journey.time(0) >= ends[period]) {
                return false;
            }
            int[] last = {StageModel.NONE};
            replay.replay(journey, horizon, (time, left, entered) -> {
                if (time < ends[period]) {
                    last[0] = entered;
                }
            });
            return last[0] == stage;
        });
    }

    /** A fold that finds the persons who moved from one stage to another in the range. */
    public Fold<BitSet> personsMoving(int from, int to) {
        return PersonSet.where(journey -> {
            boolean[] moved = {false};
            replay.replay(
                    journey,
                    horizon,
                    (time, left, entered) -> moved[0] |= left == from && entered == to && time >= periods.fromMillis());
            return moved[0];
        });
    }

    /** Persons by period and stage, moves and stays. */
    public static final class Tally implements StageReplay.Listener {
        private final long from;
        private final long[] ends;
        private final int places;

        /** By period and place, none first. */
        private final long[] occupancy;

        /** By place left and place entered, none first. */
        private final long[] moves;

        private final long[] movers;
        private final int[] lastMover;
        private final long[] returns;
        private final List<TimeSample> stays = new ArrayList<>();

        /** Working space: one journey. */
        private int person;

        private long firstEvent;
        private int place;
        private long since;
        private int period;
        private final boolean[] left;

        private Tally(StageFlow flow) {
            from = flow.periods.fromMillis();
            ends = flow.ends;
            places = flow.places;
            occupancy = new long[ends.length * places];
            moves = new long[places * places];
            movers = new long[moves.length];
            lastMover = new int[moves.length];
            returns = new long[places];
            left = new boolean[places];
            for (int stage = 0; stage < places; stage++) {
                stays.add(new TimeSample());
            }
        }

        private void begin(Journey journey) {
            person = journey.person();
            firstEvent = journey.time(0);
            place = 0;
            since = firstEvent;
            period = 0;
            Arrays.fill(left, false);
        }

        /** Notes the occupancy at all instants up to this one, included: a move at an instant is not before it. */
        private void fillTo(long time) {
            while (period < ends.length && ends[period] <= time) {
                if (firstEvent < ends[period]) {
                    occupancy[period * places + place]++;
                }
                period++;
            }
        }

        @Override
        public void moved(long timeMillis, int origin, int target) {
            fillTo(timeMillis);
            int entered = target + 1;
            if (timeMillis >= from) {
                int cell = place * places + entered;
                moves[cell]++;
                if (lastMover[cell] != person + 1) {
                    lastMover[cell] = person + 1;
                    movers[cell]++;
                }
                returns[entered] += entered > 0 && left[entered] ? 1 : 0;
                if (place > 0) {
                    stays.get(place).add(timeMillis - since);
                }
            }
            left[place] = true;
            place = entered;
            since = timeMillis;
        }

        /** Persons in a stage, or in none, at the end of a period. */
        public long persons(int ofPeriod, int stage) {
            return occupancy[ofPeriod * places + stage + 1];
        }

        /** Times anyone moved from one stage to another. */
        public long moves(int origin, int target) {
            return moves[(origin + 1) * places + target + 1];
        }

        /** Persons who so moved, each once. */
        public long movers(int origin, int target) {
            return movers[(origin + 1) * places + target + 1];
        }

        /** Moves into a stage by persons who had been in it before. */
        public long returns(int stage) {
            return returns[stage + 1];
        }

        /** Quantile of the stays in a stage, in milliseconds; {@code NaN} where none ended. */
        public double stayQuantile(int stage, double share) {
            return stays.get(stage + 1).quantile(share);
        }

        private void merge(Tally other) {
            Sums.add(occupancy, other.occupancy);
            Sums.add(moves, other.moves);
            Sums.add(movers, other.movers);
            Sums.add(returns, other.returns);
            for (int stage = 0; stage < places; stage++) {
                stays.get(stage).addAll(other.stays.get(stage));
            }
        }
    }
}
