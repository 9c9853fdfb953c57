package dev.percorso.server.analyze;

import dev.percorso.engine.index.Cancellation;
import dev.percorso.server.http.ClientWatch;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/**
 * Runs reports on a few platform threads: a fold reads mapped files, which would pin the virtual threads of requests,
 * and more folds at once than cores only slow each other down.
 */
public final class FoldPool implements AutoCloseable {
    private static final int THREADS = 2;
    private static final String NOBODY_WAITS = "the caller no longer waits for the report";

    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("report-", 0).daemon().factory());

    /**
     * Runs the work and waits. When the waiting thread is interrupted, or the client whose request it serves closes the
     * connection, the fold stops too, or never starts.
     */
    public <T> T run(Function<Cancellation, T> work) {
        Cancellation cancellation = new Cancellation();
        Future<T> running = threads.submit(() -> {
            if (cancellation.isCancelled()) {
                throw new CancellationException(NOBODY_WAITS);
            }
            return work.apply(cancellation);
        });
        try (ClientWatch _ = ClientWatch.onGone(cancellation::cancel)) {
            return running.get();
        } catch (InterruptedException interruption) {
            cancellation.cancel();
            Thread.currentThread().interrupt();
            throw new CancellationException(NOBODY_WAITS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a report failed", failure);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
