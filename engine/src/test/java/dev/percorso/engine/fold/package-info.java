@NullMarked
package dev.percorso.engine.fold;

import org.jspecify.annotations.NullMarked;
