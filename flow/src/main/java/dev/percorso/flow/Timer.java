package dev.percorso.flow;

import java.time.Instant;

/**
 * The one timer a waiting run has.
 *
 * @param number counts up within the run, so that a timer that was replaced is recognised when it fires after all
 */
public record Timer(long number, Instant due) {}
