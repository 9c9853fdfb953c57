package dev.percorso.engine.index;

import java.time.Duration;

/**
 * How an index is cut and read. A folder written with other shards or session limits is rebuilt, not converted.
 *
 * @param shards number of shards, from 1 to 1024; persons are spread over them by number
 * @param sessionGap an event later than this after the one before it starts a new session
 * @param sessionMaximum an event later than this after the start of the session starts a new one
 * @param threads platform threads for folds and compaction, at least 1
 */
public record IndexSettings(int shards, Duration sessionGap, Duration sessionMaximum, int threads) {
    public IndexSettings {
        if (shards < 1 || shards > 1024) {
            throw new IllegalArgumentException("shards must be from 1 to 1024, was " + shards);
        }
        if (sessionGap.isNegative() || sessionGap.isZero() || sessionMaximum.compareTo(sessionGap) < 0) {
            throw new IllegalArgumentException("session gap must be positive and not above the session maximum, was "
                    + sessionGap + " and " + sessionMaximum);
        }
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, was " + threads);
        }
    }

    /** 16 shards, sessions of 30 minutes' gap and 24 hours at most, one thread per processor. */
    public static IndexSettings defaults() {
        return new IndexSettings(
                16,
                Duration.ofMinutes(30),
                Duration.ofHours(24),
                Runtime.getRuntime().availableProcessors());
    }

    int shardOf(int person) {
        return person % shards;
    }

    int localOf(int person) {
        return person / shards;
    }

    int personOf(int shard, int local) {
        return local * shards + shard;
    }
}
