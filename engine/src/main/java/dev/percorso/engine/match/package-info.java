/** Which events and values are meant: conditions shared by funnels, segments and everything else that picks events. */
@NullMarked
package dev.percorso.engine.match;

import org.jspecify.annotations.NullMarked;
