@NullMarked
package dev.percorso.engine.stage;

import org.jspecify.annotations.NullMarked;
