package dev.percorso.engine.fold;

import dev.percorso.engine.match.EventMatch;

/**
 * An event that must not happen between two steps. It acts on an attempt that has done step {@code afterStep}, has not
 * done step {@code beforeStep}, and does not do it with this very event.
 *
 * @param event the event
 * @param afterStep number of the step after which it acts, from 1
 * @param beforeStep number of the step until which it acts, above {@code afterStep}
 * @param effect what happens
 */
public record FunnelExclusion(EventMatch event, int afterStep, int beforeStep, Effect effect) {
    /** What an exclusion ends. */
    public enum Effect {
        /** The attempt ends and keeps the steps it has. */
        ATTEMPT,
        /** The person is counted nowhere in the funnel. */
        PERSON
    }

    public FunnelExclusion {
        if (afterStep < 1 || beforeStep <= afterStep) {
            throw new IllegalArgumentException("an exclusion lies between two steps in order, from 1; was after "
                    + afterStep + " and before " + beforeStep);
        }
    }
}
