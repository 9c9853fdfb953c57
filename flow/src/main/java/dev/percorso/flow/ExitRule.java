package dev.percorso.flow;

/** Ends a run at once, wherever it is. */
public record ExitRule(String id, Trigger on) {}
