/** Phases of the relationship with a customer: which one a person is in, and how they moved. */
@NullMarked
package dev.percorso.engine.stage;

import org.jspecify.annotations.NullMarked;
