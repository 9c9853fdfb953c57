@NullMarked
package dev.percorso.engine;

import org.jspecify.annotations.NullMarked;
