package dev.percorso.server.http;

import java.time.Duration;
import java.util.Optional;

/**
 * Tells long work that nobody waits for its answer any more, because the client closed its connection. Short work never
 * meets the watch: it looks for the first time after a moment.
 */
public final class ClientWatch implements AutoCloseable {
    private static final Duration LOOK = Duration.ofMillis(100);

    private final Optional<Thread> looking;
    private boolean ended;

    private ClientWatch(Optional<ReadAhead> connection, Runnable gone) {
        this.looking =
                connection.map(reader -> Thread.ofVirtual().name("client-watch").start(() -> look(reader, gone)));
    }

    /**
     * Watches the client of the request that runs on this thread until {@link #close}; elsewhere it does nothing.
     *
     * @param gone called at most once, on a thread of its own
     */
    public static ClientWatch onGone(Runnable gone) {
        return new ClientWatch(WatchedConnection.ofThisThread(), gone);
    }

    private void look(ReadAhead connection, Runnable gone) {
        try {
            while (true) {
                Thread.sleep(LOOK);
                synchronized (this) {
                    if (ended) {
                        return;
                    }
                    connection.start();
                }
                if (connection.isEnded()) {
                    gone.run();
                    return;
                }
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends the watch; the connection may be read again after this. */
    @Override
    public void close() {
        synchronized (this) {
            ended = true;
        }
        looking.ifPresent(Thread::interrupt);
    }
}
