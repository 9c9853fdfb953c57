/** What the server reaches by itself on behalf of somebody: only what everybody could reach, and within bounds. */
@NullMarked
package dev.percorso.server.outward;

import org.jspecify.annotations.NullMarked;
