package dev.percorso.server.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread of its own that does what waits, rests, and looks again. After a failure it rests, too, and tries again. */
public final class Worker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

    private final String name;
    private final Duration rest;
    private final Round round;
    private final Semaphore work = new Semaphore(0);
    private final Thread thread;
    private volatile boolean closing;

    /** One look at what waits. */
    @FunctionalInterface
    public interface Round {
        /** Does some of it; true when it is to look again at once. */
        boolean look() throws InterruptedException;
    }

    /**
     * A worker that is not started yet.
     *
     * @param name what it looks after, for logs and thread dumps
     * @param rest how long it sleeps when there was nothing to do and nobody wakes it
     */
    public Worker(String name, Duration rest, Round round) {
        this.name = name;
        this.rest = rest;
        this.round = round;
        this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    /** Tells that something may wait. */
    public void wake() {
        work.release();
    }

    /** Whether a long round should come to its end. */
    public boolean isClosing() {
        return closing;
    }

    private void run() {
        try {
            while (!closing) {
                try {
                    if (!round.look()) {
                        rest(rest);
                    }
                } catch (RuntimeException failure) {
                    LOG.error("{}: it cannot go on; trying again, nothing is lost", name, failure);
                    rest(rest.compareTo(AFTER_FAILURE) > 0 ? rest : AFTER_FAILURE);
                }
            }
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            closing = true;
        }
    }

    private void rest(Duration longest) throws InterruptedException {
        if (work.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS)) {
            work.drainPermits();
        }
    }

    /** Stops after the round under way. */
    @Override
    public void close() {
        closing = true;
        wake();
        try {
            thread.join();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
