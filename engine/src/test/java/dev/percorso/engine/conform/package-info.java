@NullMarked
package dev.percorso.engine.conform;

import org.jspecify.annotations.NullMarked;
