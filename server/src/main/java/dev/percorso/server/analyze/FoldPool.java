package dev.percorso.server.analyze;

import dev.percorso.server.http.Call;
import dev.percorso.server.http.ClientWatch;
import dev.percorso.server.http.ErrorCode;
import dev.percorso.server.http.ProblemException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Runs reports on a few platform threads: a fold reads mapped files, which would pin the virtual threads of requests,
 * and more folds at once than cores only slow each other down.
 *
 * <p>Callers take turns, and nobody has all the threads: ten long reports of one person do not hold up another's. What
 * cannot wait any more is refused. Events are taken in by other threads, whatever happens here.
 */
public final class FoldPool implements AutoCloseable {
    private static final int THREADS = 3;
    private static final int MOST_RUNNING_OF_ONE = THREADS - 1;
    private static final int MOST_WAITING_OF_ONE = 40;
    private static final int MOST_WAITING = 200;
    private static final int RETRY_SECONDS = 5;
    private static final String NOBODY_WAITS = "the caller no longer waits for the report";
    private static final String SERVER = "server";

    private final ExecutorService threads = Executors.newFixedThreadPool(
            THREADS, Thread.ofPlatform().name("report-", 0).daemon().factory());
    private final FairQueue<FutureTask<?>> queue = new FairQueue<>(MOST_RUNNING_OF_ONE);
    private final Map<Call, Run> named = new ConcurrentHashMap<>();
    private int idle = THREADS;

    /**
     * How far a report is.
     *
     * @param waiting whether its turn has not come
     * @param ahead how many reports come before it at most, while it waits
     * @param share which part is done, from 0 to 1
     */
    public record State(boolean waiting, int ahead, double share) {}

    /**
     * Runs the work and waits. When the waiting thread is interrupted, or the client whose request it serves closes the
     * connection, the fold stops too, or never starts.
     *
     * @throws ProblemException when too much waits already
     */
    public <T> T run(Function<Run, T> work) {
        Optional<Call> call = Call.current();
        String caller = call.map(Call::caller).orElse(SERVER);
        Run run = new Run();
        FutureTask<T> task = new FutureTask<>(() -> {
            if (run.cancellation().isCancelled()) {
                throw new CancellationException(NOBODY_WAITS);
            }
            run.start();
            return work.apply(run);
        });
        Optional<Call> name = call.filter(known -> known.id().isPresent());
        name.ifPresent(known -> named.put(known, run));
        try {
            enqueue(caller, task);
            return await(caller, task, run);
        } finally {
            name.ifPresent(known -> named.remove(known, run));
        }
    }

    private <T> T await(String caller, FutureTask<T> task, Run run) {
        try (ClientWatch _ = ClientWatch.onGone(() -> stop(caller, task, run))) {
            return task.get();
        } catch (InterruptedException interruption) {
            stop(caller, task, run);
            Thread.currentThread().interrupt();
            throw new CancellationException(NOBODY_WAITS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof CancellationException && run.isStopped()) {
                throw ProblemException.of(ErrorCode.STOPPED, "The report was stopped; ask again if you need it");
            }
            if (failure.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (failure.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException("a report failed", failure);
        }
    }

    /** What has not begun leaves the queue; what runs comes to its end soon. */
    private void stop(String caller, FutureTask<?> task, Run run) {
        run.cancellation().cancel();
        boolean wasWaiting;
        synchronized (queue) {
            wasWaiting = queue.remove(caller, task);
        }
        if (wasWaiting) {
            task.cancel(false);
        }
    }

    private void enqueue(String caller, FutureTask<?> task) {
        synchronized (queue) {
            if (queue.sizeOf(caller) >= MOST_WAITING_OF_ONE || queue.size() >= MOST_WAITING) {
                throw ProblemException.retryLater(
                        ErrorCode.UNAVAILABLE,
                        queue.sizeOf(caller) >= MOST_WAITING_OF_ONE
                                ? "You have %d reports waiting already; ask again when some are done"
                                        .formatted(MOST_WAITING_OF_ONE)
                                : "%d reports are waiting already; ask again in a moment".formatted(MOST_WAITING),
                        RETRY_SECONDS);
            }
            queue.add(caller, task);
        }
        serve();
    }

    /** Gives turns while there are threads for them. */
    private void serve() {
        synchronized (queue) {
            while (idle > 0) {
                Optional<FairQueue.Turn<FutureTask<?>>> turn = queue.next();
                if (turn.isEmpty()) {
                    return;
                }
                idle--;
                threads.execute(() -> take(turn.get()));
            }
        }
    }

    private void take(FairQueue.Turn<FutureTask<?>> turn) {
        try {
            turn.task().run();
        } finally {
            synchronized (queue) {
                idle++;
                queue.done(turn.caller());
            }
            serve();
        }
    }

    /** How far the report of a request of the same caller is. */
    public Optional<State> state(Call call) {
        return Optional.ofNullable(named.get(call)).map(run -> {
            synchronized (queue) {
                return new State(!run.isStarted(), run.isStarted() ? 0 : queue.ahead(call.caller()), run.share());
            }
        });
    }

    /** Stops the report of a request of the same caller; whether there is one. */
    public boolean stop(Call call) {
        Run run = named.get(call);
        if (run == null) {
            return false;
        }
        run.stop();
        return true;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
