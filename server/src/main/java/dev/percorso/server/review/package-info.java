/** Talking about maps, who answers for them, and their versions. */
@NullMarked
package dev.percorso.server.review;

import org.jspecify.annotations.NullMarked;
