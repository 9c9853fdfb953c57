package dev.percorso.engine.stage;

import dev.percorso.engine.fold.PersonSet;
import dev.percorso.engine.fold.Sums;
import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import java.time.Instant;
import java.util.BitSet;

/**
 * Who is in which stage at an instant, and how persons moved in a range before it. Places run over the stages; {@link
 * StageModel#NONE} is no stage.
 */
public final class StageOccupancy implements Fold<StageOccupancy.Tally> {

    private final StageReplay replay;
    private final long from;
    private final long now;

    /**
     * @param from moves before this instant are not counted
     * @param now the instant of the occupancy; later events are not looked at
     */
    public StageOccupancy(StageReplay replay, Instant from, Instant now) {
        this.replay = replay;
        this.from = from.toEpochMilli();
        this.now = now.toEpochMilli();
    }

    @Override
    public Tally newAccumulator() {
        return new Tally(replay.model().stages().size());
    }

    @Override
    public void accept(Journey journey, Tally tally) {
        int person = journey.person();
        int stage = replay.replay(journey, now, (time, left, entered) -> {
            if (time >= from) {
                tally.moved(person, left, entered);
            }
        });
        tally.persons[stage + 1]++;
    }

    @Override
    public Tally combine(Tally left, Tally right) {
        left.merge(right);
        return left;
    }

    /** A fold that finds the persons in a stage, or in none. */
    public static Fold<BitSet> persons(StageReplay replay, int stage, Instant now) {
        return PersonSet.where(journey -> replay.current(journey, now) == stage);
    }

    /** Persons by stage and moves between stages. */
    public static final class Tally {
        private final int places;
        private final long[] persons;
        private final long[] moves;
        private final long[] movers;
        private final int[] lastMover;

        private Tally(int stages) {
            places = stages + 1;
            persons = new long[places];
            moves = new long[places * places];
            movers = new long[moves.length];
            lastMover = new int[moves.length];
        }

        /** Persons with an event who are in the stage; those without any event are in none and not counted. */
        public long persons(int stage) {
            return persons[stage + 1];
        }

        /** Times anyone moved from one stage to another. */
        public long moves(int from, int to) {
            return moves[cell(from, to)];
        }

        /** Persons who so moved, each once. */
        public long movers(int from, int to) {
            return movers[cell(from, to)];
        }

        private int cell(int from, int to) {
            return (from + 1) * places + to + 1;
        }

        private void moved(int person, int from, int to) {
            int cell = cell(from, to);
            moves[cell]++;
            if (lastMover[cell] != person + 1) {
                lastMover[cell] = person + 1;
                movers[cell]++;
            }
        }

        private void merge(Tally other) {
            Sums.add(persons, other.persons);
            Sums.add(moves, other.moves);
            Sums.add(movers, other.movers);
        }
    }
}
