@NullMarked
package dev.percorso.engine.together;

import org.jspecify.annotations.NullMarked;
