/** The analyses of the measure side, each one fold over journeys. */
@NullMarked
package dev.percorso.engine.fold;

import org.jspecify.annotations.NullMarked;
