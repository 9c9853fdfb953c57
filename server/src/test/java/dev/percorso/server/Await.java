package dev.percorso.server;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for work on other threads; gives up, loudly, only when something must be broken. */
public final class Await {
    private static final Duration MOST = Duration.ofMinutes(3);

    private Await() {}

    public static void until(String what, BooleanSupplier condition) throws InterruptedException {
        until(what, condition, () -> "");
    }

    /** As {@link #until(String, BooleanSupplier)}; {@code state} tells a failure's reader how far things were. */
    public static void until(String what, BooleanSupplier condition, Supplier<String> state)
            throws InterruptedException {
        long deadline = System.nanoTime() + MOST.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("never happened: " + what + " " + state.get());
            }
            Thread.sleep(10);
        }
    }
}
