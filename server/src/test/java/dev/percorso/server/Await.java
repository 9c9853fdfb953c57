package dev.percorso.server;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for work on other threads; gives up, loudly, only when something must be broken. */
public final class Await {
    private static final Duration MOST = Duration.ofSeconds(60);

    private Await() {}

    public static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + MOST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("never happened: " + what);
            }
            Thread.sleep(10);
        }
    }
}
