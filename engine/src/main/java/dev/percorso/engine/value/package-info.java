/** What customers are worth: who buys again, who has left, what they will spend. */
@NullMarked
package dev.percorso.engine.value;

import org.jspecify.annotations.NullMarked;
