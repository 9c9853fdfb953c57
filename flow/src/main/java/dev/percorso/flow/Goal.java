package dev.percorso.flow;

/**
 * What the flow is for. Reached at most once per run, at once when it happens.
 *
 * @param on the trigger; a condition that holds already at entry must first become false
 * @param exits whether reaching it ends the run
 */
public record Goal(Trigger on, boolean exits) {}
