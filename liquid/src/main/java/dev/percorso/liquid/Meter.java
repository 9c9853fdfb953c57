package dev.percorso.liquid;

import java.util.function.LongSupplier;

/** What one rendering has cost so far. Used by one thread. */
final class Meter {
    private static final int STEPS_BETWEEN_CLOCK_READINGS = 256;
    private static final int CHARS_PER_STEP = 64;

    private final Budgets budgets;
    private final LongSupplier nanoClock;
    private final long startNanos;
    private long steps;
    private long stepsAtNextReading = STEPS_BETWEEN_CLOCK_READINGS;
    private long memoryBytes;
    private int depth;

    Meter(Budgets budgets, LongSupplier nanoClock) {
        this.budgets = budgets;
        this.nanoClock = nanoClock;
        this.startNanos = nanoClock.getAsLong();
    }

    Budgets budgets() {
        return budgets;
    }

    void step() {
        steps(1);
    }

    void steps(long count) {
        steps += count;
        if (steps > budgets.steps()) {
            throw Problem.budget(
                    "the template takes more than " + budgets.steps() + " steps",
                    "loop over fewer elements or split the template");
        }
        if (steps >= stepsAtNextReading) {
            stepsAtNextReading = steps + STEPS_BETWEEN_CLOCK_READINGS;
            readClock();
        }
    }

    private void readClock() {
        if (nanoClock.getAsLong() - startNanos > budgets.time().toNanos()) {
            throw Problem.budget(
                    "the template takes longer than " + budgets.time().toMillis() + " ms",
                    "loop over fewer elements or split the template");
        }
    }

    /** To be called before characters are looked at one by one. */
    void scan(long chars) {
        steps(1 + chars / CHARS_PER_STEP);
    }

    /** To be called before a text of that length is made. */
    void text(long chars) {
        allocate(48 + 2 * chars);
        scan(chars);
    }

    /** To be called before a list of that many elements is made. */
    void list(long elements) {
        allocate(32 + 8 * elements);
        steps(1 + elements);
    }

    void allocate(long bytes) {
        memoryBytes += bytes;
        if (memoryBytes > budgets.memoryBytes()) {
            throw Problem.budget(
                    "the template needs more than " + budgets.memoryBytes() + " bytes for its values",
                    "build shorter texts and lists");
        }
    }

    void enter() {
        depth++;
        if (depth > budgets.depth()) {
            throw Problem.budget(
                    "blocks, snippets or data are nested deeper than " + budgets.depth() + " levels",
                    "nest less, and do not let a snippet render itself");
        }
    }

    void leave() {
        depth--;
    }
}
