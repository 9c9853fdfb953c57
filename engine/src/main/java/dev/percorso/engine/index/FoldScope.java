package dev.percorso.engine.index;

import java.util.BitSet;
import java.util.function.IntPredicate;

/**
 * Whom a fold visits and what can stop it.
 *
 * @param persons only persons that pass are visited
 * @param withoutEvents whether persons known only by their traits are visited too, with an empty journey
 * @param cancellation stops the fold when thrown
 */
public record FoldScope(IntPredicate persons, boolean withoutEvents, Cancellation cancellation) {
    /** Every person who has an event. */
    public static FoldScope everyone() {
        return new FoldScope(person -> true, false, new Cancellation());
    }

    /** Persons who have an event and are in the given set. The set must not change while the fold runs. */
    public static FoldScope of(BitSet persons) {
        return everyone().persons(persons::get);
    }

    /** The same scope for other persons. */
    public FoldScope persons(IntPredicate accepted) {
        return new FoldScope(accepted, withoutEvents, cancellation);
    }

    /** The same scope that also visits persons who only have traits. */
    public FoldScope andWithoutEvents() {
        return new FoldScope(persons, true, cancellation);
    }

    /** The same scope with another switch. */
    public FoldScope stoppedBy(Cancellation other) {
        return new FoldScope(persons, withoutEvents, other);
    }
}
