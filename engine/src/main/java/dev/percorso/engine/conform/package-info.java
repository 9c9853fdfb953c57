/**
 * Conformance of observed journeys to a designed journey map.
 *
 * <p>A {@link dev.percorso.engine.conform.MapModel} is the map's order of steps, a {@link
 * dev.percorso.engine.conform.TraceLog} the observed cases grouped by variant, and {@link
 * dev.percorso.engine.conform.Conformance} aligns one against the other.
 */
@NullMarked
package dev.percorso.engine.conform;

import org.jspecify.annotations.NullMarked;
