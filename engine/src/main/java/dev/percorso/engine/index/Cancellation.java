package dev.percorso.engine.index;

/** A switch that stops a running fold soon after it is thrown; safe to use from any thread. */
public final class Cancellation {
    private volatile boolean cancelled;

    /** Asks the fold to stop; it then ends with {@link java.util.concurrent.CancellationException}. */
    public void cancel() {
        cancelled = true;
    }

    /** Whether {@link #cancel()} was called. */
    public boolean isCancelled() {
        return cancelled;
    }
}
