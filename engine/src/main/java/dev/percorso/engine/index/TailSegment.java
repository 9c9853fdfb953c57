package dev.percorso.engine.index;

import java.util.Arrays;

/** A stretch of the tail as a state sees it: the shards go on growing, the counts say what is visible. */
final class TailSegment {
    private final TailShard[] shards;
    private final int[] counts;

    private TailSegment(TailShard[] shards) {
        this.shards = shards;
        counts = Arrays.stream(shards).mapToInt(TailShard::count).toArray();
    }

    static TailSegment empty(int shards) {
        TailShard[] fresh = new TailShard[shards];
        Arrays.setAll(fresh, shard -> new TailShard());
        return new TailSegment(fresh);
    }

    /** The same segment with everything appended by now visible. */
    TailSegment recounted() {
        return new TailSegment(shards);
    }

    TailShard shard(int number) {
        return shards[number];
    }

    /** Visible events of a shard. */
    int count(int shard) {
        return counts[shard];
    }

    long events() {
        return Arrays.stream(counts).asLongStream().sum();
    }
}
