package dev.percorso.engine.conform;

/** One move of an {@link Alignment}. */
public sealed interface Move {

    /**
     * The event at a position of the trace performs a step as designed; costs 0.
     *
     * @param position index into the trace
     * @param step index into the map
     */
    record Synchronous(int position, int step) implements Move {}

    /**
     * The map asks for a step that the journey lacks here (a model move); costs 1.
     *
     * @param step index into the map
     */
    record Missing(int step) implements Move {}

    /**
     * The journey has an event that the map does not ask for here (a log move); costs 1.
     *
     * @param position index into the trace
     */
    record AdHoc(int position) implements Move {}
}
