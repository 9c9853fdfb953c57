package dev.percorso.engine.conform;

/**
 * How much of what happened the map speaks of, and how much of the map happened; apart from fitness.
 *
 * @param boundEvents events of the cases that some binding turned into a symbol
 * @param events all events of the cases
 * @param observedSteps steps performed by at least one case, in whatever order
 * @param steps all steps of the map
 */
public record Coverage(long boundEvents, long events, int observedSteps, int steps) {

    public Coverage {
        if (boundEvents < 0 || boundEvents > events || observedSteps < 0 || observedSteps > steps) {
            throw new IllegalArgumentException("a part exceeds its whole: " + boundEvents + " of " + events + ", "
                    + observedSteps + " of " + steps);
        }
    }

    /** Share of events bound; 0 without events. */
    public double eventShare() {
        return events == 0 ? 0 : (double) boundEvents / events;
    }

    /** Share of steps observed. */
    public double stepShare() {
        return (double) observedSteps / steps;
    }
}
