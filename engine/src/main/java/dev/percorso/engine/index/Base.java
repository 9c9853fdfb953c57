package dev.percorso.engine.index;

import java.util.Arrays;

/** The durable part of an index: one shard file per shard, all of one generation. Immutable. */
final class Base {
    private final long generation;
    private final long coveredSequence;
    private final int mergeCount;
    private final long cut;
    private final BaseShard[] shards;

    /**
     * @param generation number of the generation, 0 for none
     * @param coveredSequence highest sequence it contains, 0 for none
     * @param mergeCount merges already applied to its rows
     * @param cut no row is before this epoch millisecond
     */
    Base(long generation, long coveredSequence, int mergeCount, long cut, BaseShard[] shards) {
        this.generation = generation;
        this.coveredSequence = coveredSequence;
        this.mergeCount = mergeCount;
        this.cut = cut;
        this.shards = shards;
    }

    static Base empty(int shards) {
        BaseShard[] none = new BaseShard[shards];
        Arrays.fill(none, BaseShard.EMPTY);
        return new Base(0, 0, 0, State.NO_CUT, none);
    }

    long generation() {
        return generation;
    }

    long coveredSequence() {
        return coveredSequence;
    }

    int mergeCount() {
        return mergeCount;
    }

    long cut() {
        return cut;
    }

    /** The shards themselves, not a copy: read only. */
    BaseShard[] shards() {
        return shards;
    }

    long rows() {
        long rows = 0;
        for (BaseShard shard : shards) {
            rows += shard.rows;
        }
        return rows;
    }
}
