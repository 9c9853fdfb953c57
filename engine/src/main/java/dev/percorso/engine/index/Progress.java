package dev.percorso.engine.index;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells somebody who waits how far one or several folds are. Any thread may read while others fold; a fold reports
 * once for each thousand persons, when it begins with them, so watching costs next to nothing.
 */
public final class Progress {
    private final int folds;
    private final AtomicLong finished = new AtomicLong();
    private final AtomicLong expected = new AtomicLong();
    private final AtomicLong visited = new AtomicLong();

    /** The progress of a single fold. */
    public Progress() {
        this(1);
    }

    /**
     * The progress of several folds, one after the other; each counts the same.
     *
     * @param folds how many there will be, at least 1; more than that keep the share at 1
     */
    public Progress(int folds) {
        if (folds < 1) {
            throw new IllegalArgumentException("a progress is of at least one fold, was " + folds);
        }
        this.folds = folds;
    }

    /** Which part is done, from 0 to 1; never goes back. */
    public double share() {
        // In this order: a fold that ends in between is then counted once.
        long running = expected.get();
        double current = running == 0 ? 0 : Math.min(1, visited.get() / (double) running);
        return Math.min(1, (finished.get() + current) / folds);
    }

    /** How many folds have ended. */
    public long finishedFolds() {
        return finished.get();
    }

    void begin(long persons) {
        visited.set(0);
        expected.set(persons);
    }

    void advance(long persons) {
        visited.addAndGet(persons);
    }

    void end() {
        expected.set(0);
        finished.incrementAndGet();
    }
}
