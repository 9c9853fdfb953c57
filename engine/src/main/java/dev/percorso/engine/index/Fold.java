package dev.percorso.engine.index;

/**
 * An analysis that sees one journey at a time. The snapshot calls {@link #newAccumulator()} once per parallel worker,
 * {@link #accept} for each journey in no promised order, and {@link #combine} to merge the workers' results.
 *
 * <p>An accumulator is used by one thread at a time. The fold object itself is shared by all workers, so it must not
 * change while it runs. {@code combine} must be associative and give the same result in any order.
 *
 * @param <A> accumulator, usually small and mutable
 */
public interface Fold<A> {
    /** A fresh, empty accumulator. */
    A newAccumulator();

    /** Adds one journey. The journey object is reused: read what you need, never keep it. */
    void accept(Journey journey, A accumulator);

    /** Merges two accumulators; may change and return either. */
    A combine(A left, A right);
}
