@NullMarked
package dev.percorso.engine.value;

import org.jspecify.annotations.NullMarked;
