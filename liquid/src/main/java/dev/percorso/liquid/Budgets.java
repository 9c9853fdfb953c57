package dev.percorso.liquid;

import java.time.Duration;
import java.util.Objects;

/**
 * What one template may cost. Each limit is checked before the work is done, so that a template that breaks one stops
 * with a {@link TemplateException} of kind {@link TemplateException.Kind#BUDGET} and bounded memory.
 *
 * @param sourceChars length of the template's source, in UTF-16 units
 * @param steps tags, lookups, loop turns, elements and runs of 64 characters touched by one rendering
 * @param outputChars length of the result, in UTF-16 units
 * @param memoryBytes estimate of all bytes ever allocated by one rendering for intermediate values (an upper bound of
 *     what is alive at once)
 * @param depth blocks, snippets, brackets and data nested into each other; at most {@value #MAXIMUM_DEPTH}
 * @param time wall time of one rendering
 */
public record Budgets(int sourceChars, long steps, int outputChars, long memoryBytes, int depth, Duration time) {
    /** Beyond this the interpreter itself could run out of stack. */
    public static final int MAXIMUM_DEPTH = 200;

    /** Checks that every limit is positive. */
    public Budgets {
        Objects.requireNonNull(time, "time");
        if (sourceChars <= 0 || steps <= 0 || outputChars <= 0 || memoryBytes <= 0) {
            throw new IllegalArgumentException("every budget must be above zero");
        }
        if (depth <= 0 || depth > MAXIMUM_DEPTH) {
            throw new IllegalArgumentException("depth must be within 1 and " + MAXIMUM_DEPTH + ", was " + depth);
        }
        if (time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("time must be above zero, was " + time);
        }
    }

    /** Generous for a message: 1 M characters in, 2 M out, a million steps, 64 MiB, depth 100, two seconds. */
    public static Budgets standard() {
        return new Budgets(1_000_000, 1_000_000, 2_000_000, 64L << 20, 100, Duration.ofSeconds(2));
    }

    /** The same limits with another number of steps. */
    public Budgets withSteps(long newSteps) {
        return new Budgets(sourceChars, newSteps, outputChars, memoryBytes, depth, time);
    }

    /** The same limits with another output length. */
    public Budgets withOutputChars(int newOutputChars) {
        return new Budgets(sourceChars, steps, newOutputChars, memoryBytes, depth, time);
    }

    /** The same limits with another amount of memory. */
    public Budgets withMemoryBytes(long newMemoryBytes) {
        return new Budgets(sourceChars, steps, outputChars, newMemoryBytes, depth, time);
    }

    /** The same limits with another wall time. */
    public Budgets withTime(Duration newTime) {
        return new Budgets(sourceChars, steps, outputChars, memoryBytes, depth, newTime);
    }
}
