package dev.percorso.server.collect.protocol;

import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/**
 * Bounds the bytes of bodies that are in memory at once, however many callers there are: a body that finds no room is
 * to be sent again. What is read takes about ten times as much until it is in the journal.
 */
final class BodyBudget {
    private static final int SHARE_OF_HEAP = 32;
    private static final int RETRY_SECONDS = 1;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    BodyBudget(long most) {
        this.most = most;
    }

    static BodyBudget ofThisHeap() {
        return new BodyBudget(Math.max(
                2L * ProtocolAdapter.MOST_BODY_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
    }

    /** What one call holds until it is closed. */
    final class Lease implements IntConsumer, AutoCloseable {
        private long held;

        @Override
        public void accept(int bytes) {
            held += bytes;
            if (taken.addAndGet(bytes) > most) {
                throw ProblemException.retryLater(
                        ErrorCode.UNAVAILABLE,
                        "More is being sent at once than there is memory for; nothing was taken",
                        RETRY_SECONDS);
            }
        }

        @Override
        public void close() {
            taken.addAndGet(-held);
        }
    }

    Lease lease() {
        return new Lease();
    }
}
