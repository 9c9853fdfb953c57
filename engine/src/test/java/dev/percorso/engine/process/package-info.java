@NullMarked
package dev.percorso.engine.process;

import org.jspecify.annotations.NullMarked;
