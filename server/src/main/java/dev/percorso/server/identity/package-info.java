/** Explicit merges of persons and their undoing, with everything that has to follow. */
@NullMarked
package dev.percorso.server.identity;

import org.jspecify.annotations.NullMarked;
