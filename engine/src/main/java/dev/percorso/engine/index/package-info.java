/**
 * The journey index of one workspace: events in columns, sorted by person and time, read from memory-mapped files plus
 * a live tail. Start at {@link dev.percorso.engine.index.JourneyIndex}; every analysis is a
 * {@link dev.percorso.engine.index.Fold} run by a {@link dev.percorso.engine.index.Snapshot}.
 */
@NullMarked
package dev.percorso.engine.index;

import org.jspecify.annotations.NullMarked;
