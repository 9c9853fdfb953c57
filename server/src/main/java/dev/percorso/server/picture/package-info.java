/** Pictures of personas and cards. */
@NullMarked
package dev.percorso.server.picture;

import org.jspecify.annotations.NullMarked;
