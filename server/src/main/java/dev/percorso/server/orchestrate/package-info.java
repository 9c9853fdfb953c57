/**
 * Flows at work: drafts and versions, the runs of persons, durable timers, live counts.
 *
 * <p>{@link dev.percorso.server.orchestrate.FlowProjector} follows the projected log and the timers; every turn reads
 * runs, decides with {@code dev.percorso.flow} and commits new states, queued messages, counts and its place in the log
 * in one transaction. One turn runs at a time.
 */
@NullMarked
package dev.percorso.server.orchestrate;

import org.jspecify.annotations.NullMarked;
