package dev.percorso.engine.conform;

/** A way in which journeys differ from the map; the key for counts, effects and allow-lists. */
public sealed interface Deviation {

    /**
     * The map asks for the step, the journey never had it there.
     *
     * @param step index into the map
     */
    record Missing(int step) implements Deviation {}

    /**
     * The journey has a bound event more often than, or where, the map does not ask for it.
     *
     * @param symbol of the event, which may belong to no step at all
     */
    record AdHoc(int symbol) implements Deviation {}

    /**
     * The journey has the step, but not in its place: both a missing and an ad hoc move of it in one alignment.
     *
     * @param step index into the map
     */
    record OutOfOrder(int step) implements Deviation {}

    /**
     * An attempt at the step failed. If no attempt succeeded, the step is {@link Missing} too.
     *
     * @param step index into the map
     */
    record Failed(int step) implements Deviation {}
}
