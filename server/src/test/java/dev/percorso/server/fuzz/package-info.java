/**
 * Targets of {@code bench/run fuzz}: each reads bytes that come from outside, and throws what nobody expects. Jazzer calls
 * {@code fuzzerTestOneInput}; nothing here depends on it.
 */
@NullMarked
package dev.percorso.server.fuzz;

import org.jspecify.annotations.NullMarked;
