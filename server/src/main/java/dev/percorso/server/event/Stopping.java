package dev.percorso.server.event;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Ends what the server does in the background. */
public final class Stopping {
    private Stopping() {}

    /** Takes nothing new, and waits a minute at most for what is under way. */
    public static void afterWork(ExecutorService background) {
        background.shutdown();
        try {
            background.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }
}
