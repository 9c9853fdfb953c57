package dev.percorso.engine.index;

import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Whom a fold visits, what can stop it and who watches.
 *
 * @param persons only persons that pass are visited
 * @param withoutEvents whether persons known only by their traits are visited too, with an empty journey
 * @param cancellation stops the fold when thrown
 * @param progress is told how far the fold is
 */
public record FoldScope(IntPredicate persons, boolean withoutEvents, Cancellation cancellation, Progress progress) {
    private enum Anyone implements IntPredicate {
        INSTANCE;

        @Override
        public boolean test(int person) {
            return true;
        }
    }

    /** Every person who has an event. */
    public static FoldScope everyone() {
        return new FoldScope(Anyone.INSTANCE, false, new Cancellation(), new Progress());
    }

    /** Persons who have an event and are in the given set. The set must not change while the fold runs. */
    public static FoldScope of(BitSet persons) {
        return everyone().persons(persons::get);
    }

    /** The same scope for other persons. */
    public FoldScope persons(IntPredicate accepted) {
        return new FoldScope(accepted, withoutEvents, cancellation, progress);
    }

    /** The same scope that also visits persons who only have traits. */
    public FoldScope andWithoutEvents() {
        return new FoldScope(persons, true, cancellation, progress);
    }

    /** The same scope with another switch. */
    public FoldScope stoppedBy(Cancellation other) {
        return new FoldScope(persons, withoutEvents, other, progress);
    }

    /** The same scope with a progress that is told how far the fold is. */
    public FoldScope watchedBy(Progress watching) {
        return new FoldScope(persons, withoutEvents, cancellation, watching);
    }

    boolean isEveryone() {
        return persons instanceof Anyone;
    }
}
