/** Segments as lists for advertising, with everything that names a person hashed. */
@NullMarked
package dev.percorso.server.audience;

import org.jspecify.annotations.NullMarked;
