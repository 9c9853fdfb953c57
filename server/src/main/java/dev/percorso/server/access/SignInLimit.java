package dev.percorso.server.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/** Slows down guessing: ten tries per account and address, one more each minute. */
final class SignInLimit {
    private static final int TRIES = 10;
    private static final int RETRY_SECONDS = 60;

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(100_000)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    void check(String email, String remoteAddress) {
        Bucket bucket = buckets.get(key(email, remoteAddress), ignored -> newBucket());
        if (!bucket.tryConsume(1)) {
            throw ProblemException.retryLater(
                    ErrorCode.TOO_MANY_REQUESTS, "Too many tries; wait a minute and try again", RETRY_SECONDS);
        }
    }

    void forget(String email, String remoteAddress) {
        buckets.invalidate(key(email, remoteAddress));
    }

    private static String key(String email, String remoteAddress) {
        return email + " " + remoteAddress;
    }

    private static Bucket newBucket() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(TRIES).refillGreedy(1, Duration.ofSeconds(RETRY_SECONDS)))
                .build();
    }
}
