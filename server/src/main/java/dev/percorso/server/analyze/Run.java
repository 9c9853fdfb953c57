package dev.percorso.server.analyze;

import dev.percorso.engine.index.Cancellation;
import dev.percorso.engine.index.Progress;
import java.util.function.DoubleSupplier;

/** A report that waits for its turn or is being computed: how far it is, and a way to stop it. */
public final class Run {
    private final Cancellation cancellation = new Cancellation();
    private volatile DoubleSupplier share = () -> 0;
    private volatile boolean started;
    private volatile boolean stopped;

    Run() {}

    public Cancellation cancellation() {
        return cancellation;
    }

    /**
     * Begins to tell how far it is.
     *
     * @param folds how many are expected
     */
    public Progress watch(int folds) {
        Progress progress = new Progress(folds);
        share = progress::share;
        return progress;
    }

    /** Stops it because its caller says so. */
    void stop() {
        stopped = true;
        cancellation.cancel();
    }

    boolean isStopped() {
        return stopped;
    }

    void start() {
        started = true;
    }

    boolean isStarted() {
        return started;
    }

    /** Which part is done, from 0 to 1. */
    double share() {
        return share.getAsDouble();
    }
}
