package dev.percorso.engine.fold;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import java.util.BitSet;
import java.util.function.Predicate;

/** The persons whose journey passes a test: from every number to the people behind it. */
public final class PersonSet implements Fold<BitSet> {

    private final Predicate<Journey> test;

    private PersonSet(Predicate<Journey> test) {
        this.test = test;
    }

    /**
     * @param test called by several threads, so it must not change anything shared
     */
    public static PersonSet where(Predicate<Journey> test) {
        return new PersonSet(test);
    }

    @Override
    public BitSet newAccumulator() {
        return new BitSet();
    }

    @Override
    public void accept(Journey journey, BitSet persons) {
        if (test.test(journey)) {
            persons.set(journey.person());
        }
    }

    @Override
    public BitSet combine(BitSet left, BitSet right) {
        left.or(right);
        return left;
    }
}
