/** Small statistics shared by the folds: proportions, their differences, quantiles. */
@NullMarked
package dev.percorso.engine.stat;

import org.jspecify.annotations.NullMarked;
