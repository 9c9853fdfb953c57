/** Plays flows against a virtual clock: for tests, and to show an editor what a flow would do. */
@NullMarked
package dev.percorso.flow.simulate;

import org.jspecify.annotations.NullMarked;
