package dev.percorso.server.analyze;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/**
 * A clock that stands still and, when told to, keeps the threads of reports waiting for the time: so a report of a real
 * server takes exactly as long as a test wants.
 */
final class HeldClock implements InstantSource {
    private final Instant now;
    private CountDownLatch held = new CountDownLatch(0);
    private int passing;
    private boolean holding;

    HeldClock(Instant now) {
        this.now = now;
    }

    @Override
    public Instant instant() {
        if (Thread.currentThread().getName().startsWith("report-")) {
            try {
                turn().await();
            } catch (InterruptedException end) {
                Thread.currentThread().interrupt();
            }
        }
        return now;
    }

    private synchronized CountDownLatch turn() {
        boolean passes = !holding || passing-- > 0;
        return passes ? new CountDownLatch(0) : held;
    }

    /** From now on reports may ask for the time so many times and then wait. */
    synchronized void holdAfter(int times) {
        if (held.getCount() == 0) {
            held = new CountDownLatch(1);
        }
        passing = times;
        holding = true;
    }

    /** Those that ask from now on do not wait; those that wait go on waiting. */
    synchronized void letOthersPass() {
        holding = false;
    }

    /** Nobody waits any more. */
    synchronized void release() {
        holding = false;
        held.countDown();
    }
}
