package dev.percorso.server.privacy;

import dev.percorso.engine.index.Fold;
import dev.percorso.engine.index.Journey;
import java.util.BitSet;

/** Finds who has an event at or after an instant, in milliseconds. */
record ActiveSince(long time) implements Fold<BitSet> {
    @Override
    public BitSet newAccumulator() {
        return new BitSet();
    }

    @Override
    public void accept(Journey journey, BitSet active) {
        if (journey.time(journey.size() - 1) >= time) {
            active.set(journey.person());
        }
    }

    @Override
    public BitSet combine(BitSet left, BitSet right) {
        left.or(right);
        return left;
    }
}
