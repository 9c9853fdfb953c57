package dev.percorso.server.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/** So many calls at once for each key, such as a caller's address, and one more after each pause. */
public final class RateLimit {
    private final int atOnce;
    private final Duration pause;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    public RateLimit(int atOnce, Duration pause) {
        this.atOnce = atOnce;
        this.pause = pause;
    }

    /** @throws ProblemException with the given text when it was too often */
    public void check(String key, String tooOften) {
        Bucket bucket = buckets.get(key, ignored -> newBucket());
        if (!bucket.tryConsume(1)) {
            throw ProblemException.retryLater(
                    ErrorCode.TOO_MANY_REQUESTS, tooOften, Math.max(1, (int) pause.toSeconds()));
        }
    }

    /** Starts anew for a key. */
    public void forget(String key) {
        buckets.invalidate(key);
    }

    private Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(atOnce).refillGreedy(1, pause))
                .build();
    }
}
