@NullMarked
package dev.percorso.engine.stat;

import org.jspecify.annotations.NullMarked;
